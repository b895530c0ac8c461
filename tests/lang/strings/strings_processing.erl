%% String work with lists: split, join, trim, replace, pad, reverse words, parse.
-module(strings_processing).
-export([main/0]).

main() ->
    t(fun() -> split("a,b,,c", $,) end),
    t(fun() -> join(["a", "b", "c"], "-") end),
    t(fun() -> trim("  x y  ") end),
    t(fun() -> words("the  quick brown   fox") end),
    t(fun() -> reverse_words("one two three") end),
    t(fun() -> capitalize("hello wide world") end),
    t(fun() -> replace("hello", $l, $L) end),
    t(fun() -> vowels("programming language") end),
    t(fun() -> parse_kv("a=1;b=2;c") end),
    t(fun() -> [numeric(S) || S <- ["123", "12a", ""]] end),
    t(fun() -> to_binary_string(10) end),
    t(fun() -> hex("Hello") end),
    t(fun() -> center("ab", 6) end),
    t(fun() -> interleave("abc", "12345") end),
    t(fun() -> compress("aaabbbccd") end),
    t(fun() -> ascii_table($a, $e) end),
    ok.

split(S, C) -> split(S, C, [], []).

split([], _, W, Acc) -> lists:reverse([lists:reverse(W) | Acc]);
split([C | T], C, W, Acc) -> split(T, C, [], [lists:reverse(W) | Acc]);
split([H | T], C, W, Acc) -> split(T, C, [H | W], Acc).

join([], _) -> "";
join([W], _) -> W;
join([W | Ws], Sep) -> W ++ Sep ++ join(Ws, Sep).

trim(S) -> lists:reverse(drop(lists:reverse(drop(S)))).

drop([$\s | T]) -> drop(T);
drop(S) -> S.

words(S) -> [W || W <- split(S, $\s), W =/= ""].

reverse_words(S) -> join(lists:reverse(words(S)), " ").

capitalize(S) -> join([[C - 32 | W] || [C | W] <- words(S)], " ").

replace(S, A, B) -> [case C of A -> B; _ -> C end || C <- S].

vowels(S) -> length([C || C <- S, lists:member(C, "aeiou")]).

parse_kv(S) -> [case split(P, $=) of [K, V] -> {K, list_to_integer(V)}; [K] -> K end || P <- split(S, $;)].

numeric(S) -> S =/= "" andalso lists:all(fun(C) -> C >= $0 andalso C =< $9 end, S).

to_binary_string(0) -> "";
to_binary_string(N) -> to_binary_string(N div 2) ++ [$0 + N rem 2].

hex(S) -> lists:append([integer_to_list(C, 16) || C <- S]).

center(S, N) -> Pad = N - length(S), lists:duplicate(Pad div 2, $\s) ++ S ++ lists:duplicate(Pad - Pad div 2, $\s).

interleave([A | As], [B | Bs]) -> [A, B | interleave(As, Bs)];
interleave(As, Bs) -> As ++ Bs.

compress([]) -> "";
compress([C | T]) ->
    N = length(lists:takewhile(fun(D) -> D =:= C end, T)),
    [C | integer_to_list(N + 1)] ++ compress(lists:nthtail(N, T)).

ascii_table(A, B) -> [{[C], C, integer_to_list(C, 2)} || C <- lists:seq(A, B)].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
