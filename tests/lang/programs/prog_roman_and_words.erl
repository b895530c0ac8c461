%% Roman numerals, numbers in words, Caesar, run lengths, anagrams, word counts.
-module(prog_roman_and_words).
-export([main/0]).

main() ->
    t(fun() -> [roman(N) || N <- [1, 4, 9, 14, 40, 90, 400, 1987, 2024, 3999]] end),
    t(fun() -> [unroman(roman(N)) =:= N || N <- lists:seq(1, 200)] =:= lists:duplicate(200, true) end),
    t(fun() -> [words(N) || N <- [0, 7, 13, 21, 100, 342, 1000, 12345, 1000000]] end),
    t(fun() -> caesar("Hello, World!", 3) end),
    t(fun() -> caesar(caesar("Hello, World!", 3), -3) end),
    t(fun() -> rle("WWWWWWBWWWWBBB") end),
    t(fun() -> unrle(rle("aaabccd")) end),
    t(fun() -> anagrams(["listen", "silent", "enlist", "google", "elgoog", "abc"]) end),
    t(fun() -> count("the cat and the dog and the bird") end),
    t(fun() -> palindromes(["level", "hello", "A man a plan", "noon", ""]) end),
    t(fun() -> fizzbuzz(15) end),
    ok.

roman(N) -> roman(N, [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
                      {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}]).

roman(0, _) -> "";
roman(N, [{V, S} | _] = T) when N >= V -> S ++ roman(N - V, T);
roman(N, [_ | T]) -> roman(N, T).

unroman(S) -> unroman([value(C) || C <- S], 0).

unroman([A, B | T], Sum) when A < B -> unroman(T, Sum + B - A);
unroman([A | T], Sum) -> unroman(T, Sum + A);
unroman([], Sum) -> Sum.

value($I) -> 1; value($V) -> 5; value($X) -> 10; value($L) -> 50; value($C) -> 100; value($D) -> 500; value($M) -> 1000.

words(0) -> "zero";
words(N) -> string:trim(lists:flatten(w(N))).

w(0) -> "";
w(N) when N < 20 ->
    element(N, {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
                "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"});
w(N) when N < 100 ->
    [element(N div 10 - 1, {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}),
     case N rem 10 of 0 -> ""; R -> ["-", w(R)] end];
w(N) when N < 1000 -> [w(N div 100), " hundred ", w(N rem 100)];
w(N) when N < 1000000 -> [w(N div 1000), " thousand ", w(N rem 1000)];
w(N) -> [w(N div 1000000), " million ", w(N rem 1000000)].

caesar(S, K) -> [shift(C, K) || C <- S].

shift(C, K) when C >= $a, C =< $z -> (C - $a + K + 26) rem 26 + $a;
shift(C, K) when C >= $A, C =< $Z -> (C - $A + K + 26) rem 26 + $A;
shift(C, _) -> C.

rle([]) -> [];
rle([C | T]) -> {Same, R} = lists:splitwith(fun(D) -> D =:= C end, T), [{length(Same) + 1, C} | rle(R)].

unrle(L) -> lists:append([lists:duplicate(N, C) || {N, C} <- L]).

anagrams(Ws) ->
    M = lists:foldl(fun(W, A) -> K = lists:sort(W), A#{K => [W | maps:get(K, A, [])]} end, #{}, Ws),
    lists:sort([lists:sort(V) || V <- maps:values(M), length(V) > 1]).

count(Text) -> lists:sort(maps:to_list(lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, string:lexemes(Text, " ")))).

palindromes(Ws) -> [W || W <- Ws, L <- [[C || C <- string:lowercase(W), C =/= $\s]], L =:= lists:reverse(L)].

fizzbuzz(N) -> [case {I rem 3, I rem 5} of {0, 0} -> fizzbuzz; {0, _} -> fizz; {_, 0} -> buzz; _ -> I end || I <- lists:seq(1, N)].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
