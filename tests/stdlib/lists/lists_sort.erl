%% lists: sort, usort, sort/2, merge, umerge, stability, mixed types.
-module(lists_sort).
-export([main/0]).

main() ->
    t(fun() -> lists:sort([3, 1, 2]) end),
    t(fun() -> lists:sort([]) end),
    t(fun() -> lists:sort([c, "s", 1, {t}, 2.0, <<"b">>, #{}, []]) end),
    t(fun() -> lists:sort([2, 1.0, 1.5, 3]) end),
    t(fun() -> lists:usort([3, 1, 2, 1, 3]) end),
    t(fun() -> lists:usort([1, 1.0, 1]) end),
    t(fun() -> lists:sort(fun(A, B) -> A >= B end, [3, 1, 2]) end),
    t(fun() -> lists:sort(fun({A, _}, {B, _}) -> A =< B end, [{2, a}, {1, b}, {2, c}, {1, d}]) end),
    t(fun() -> lists:usort(fun({A, _}, {B, _}) -> A =< B end, [{2, a}, {1, b}, {2, c}, {1, d}]) end),
    t(fun() -> lists:merge([1, 3, 5], [2, 3, 6]) end),
    t(fun() -> lists:merge([[1, 4], [2, 5], [3]]) end),
    t(fun() -> lists:merge(fun(A, B) -> A >= B end, [5, 3], [4, 1]) end),
    t(fun() -> lists:merge3([1, 4], [2, 5], [3, 6]) end),
    t(fun() -> lists:umerge([1, 3, 5], [1, 2, 5]) end),
    t(fun() -> lists:umerge([[1, 2], [2, 3], [1]]) end),
    t(fun() -> lists:umerge3([1], [1, 2], [2, 3]) end),
    t(fun() -> lists:sort(lists:reverse(lists:seq(1, 20))) end),
    t(fun() -> begin L = mix(2000, 7), S = lists:sort(L), {ordered(S), length(S), hd(S), lists:last(S)} end end),
    t(fun() -> begin L = mix(2000, 7), S = lists:usort([X rem 100 || X <- L]), {length(S), hd(S)} end end),
    t(fun() -> begin L = mix(1000, 3), lists:sort(fun(A, B) -> A =< B end, L) =:= lists:sort(L) end end),
    t(fun() -> lists:sort([<<"b">>, <<"ab">>, <<"a">>, <<>>, <<"b", 1:1>>]) end),
    t(fun() -> lists:sort([[b], [a, b], [], [a], [a | b]]) end),
    t(fun() -> lists:sort(x) end),
    t(fun() -> lists:sort([b | a]) end),
    ok.

mix(0, _) -> [];
mix(N, S) -> [S | mix(N - 1, (S * 1103515245 + 12345) rem 2147483648)].

ordered([A, B | T]) -> A =< B andalso ordered([B | T]);
ordered(_) -> true.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
