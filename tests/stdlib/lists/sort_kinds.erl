-module(sort_kinds).
-export([main/0]).

%% The sorts of whole lists: every length around the sizes that an implementation treats apart, keys of every type, order of equals, lists in order.

main() ->
    [lengths(N) || N <- lists:seq(0, 40) ++ [63, 64, 65, 100, 127, 128, 129, 1000, 5000, 20000]],
    Mixed = [b, 3, {1, 2}, "abc", <<1>>, #{a => 1}, [], 1.5, {1}, a, 1 bsl 70, -(1 bsl 70), [1 | 2], <<1:3>>, #{}, {1, 1}, 2.5, "ab", {a, 1.0}, {a, 0}],
    print("mixed", lists:sort(Mixed)),
    print("mixed unique", lists:usort(Mixed ++ Mixed)),
    Pairs = [{K, I} || {K, I} <- lists:zip([3, 1.5, 2, 1, 3, 2, 2.5, 1, a, 2], lists:seq(1, 10))],
    print("keysort", lists:keysort(1, Pairs)),
    print("ukeysort", lists:ukeysort(1, Pairs)),
    print("second", lists:keysort(2, lists:reverse(Pairs))),
    Big = [{erlang:phash2({I, big}, 500), I} || I <- lists:seq(1, 30000)],
    Sorted = lists:keysort(1, Big),
    print("stable", lists:all(fun({{K1, I1}, {K2, I2}}) -> K1 < K2 orelse K1 =:= K2 andalso I1 < I2 end,
                              lists:zip(lists:droplast(Sorted), tl(Sorted)))),
    print("first of equals", erlang:phash2(lists:ukeysort(1, Big))),
    [print({F, Args}, try apply(lists, F, Args) catch C:R -> {C, R} end)
     || {F, Args} <- [{sort, [a]}, {sort, [[1 | 2]]}, {usort, [{}]}, {keysort, [0, []]}, {keysort, [a, [{1}]]}, {keysort, [1, a]}, {keysort, [1, [a]]},
                      {keysort, [2, [{1}]]}, {keysort, [2, [{1, 2}, {1}]]}, {keysort, [1, [{1}, b]]}, {ukeysort, [1, [{2}, {1}, {2}]]},
                      {ukeysort, [0, []]}, {ukeysort, [1, [{1}, c]]}, {keysort, [1 bsl 70, [{1}, {2}]]}, {keysort, [1 bsl 70, []]}]].

lengths(N) ->
    Ints = [erlang:phash2({I, N}, N + 1) || I <- lists:seq(1, N)],
    Texts = [integer_to_list(I) || I <- Ints],
    Tuples = [{I rem 5, I, atom} || I <- Ints],
    Same = lists:duplicate(N, x),
    print(N, erlang:phash2([lists:sort(Ints), lists:usort(Ints), lists:sort(Texts), lists:usort(Texts), lists:sort(Tuples), lists:keysort(1, Tuples),
                            lists:ukeysort(1, Tuples), lists:keysort(2, Tuples), lists:sort(lists:seq(1, N)), lists:sort(lists:seq(N, 1, -1)),
                            lists:sort(Same), lists:usort(Same)])).

print(What, Result) -> io:format("~0p: ~0p~n", [What, Result]).
