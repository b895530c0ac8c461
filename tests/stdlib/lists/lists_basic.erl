%% lists: append, concat, reverse, nth, nthtail, last, sublist, split, seq, duplicate.
-module(lists_basic).
-export([main/0]).

main() ->
    t(fun() -> lists:append([1, 2], [3]) end),
    t(fun() -> lists:append([[1], [], [2, 3]]) end),
    t(fun() -> lists:concat([a, 1, "s", 2.5, 'B c']) end),
    t(fun() -> lists:reverse([1, 2, 3]) end),
    t(fun() -> lists:reverse([1, 2], [3, 4]) end),
    t(fun() -> lists:reverse([1, 2], tail) end),
    t(fun() -> lists:reverse([]) end),
    t(fun() -> lists:reverse(id(x)) end),
    t(fun() -> lists:nth(1, [a, b]) end),
    t(fun() -> lists:nth(3, [a, b]) end),
    t(fun() -> lists:nth(0, [a, b]) end),
    t(fun() -> lists:nthtail(1, [a, b]) end),
    t(fun() -> lists:nthtail(2, [a, b]) end),
    t(fun() -> lists:nthtail(3, [a, b]) end),
    t(fun() -> lists:last([1, 2, 3]) end),
    t(fun() -> lists:last([]) end),
    t(fun() -> lists:sublist([1, 2, 3, 4], 2) end),
    t(fun() -> lists:sublist([1, 2, 3, 4], 9) end),
    t(fun() -> lists:sublist([1, 2, 3, 4], 2, 2) end),
    t(fun() -> lists:sublist([1, 2, 3, 4], 4, 5) end),
    t(fun() -> lists:sublist([1, 2, 3, 4], 6, 1) end),
    t(fun() -> lists:sublist([1], -1) end),
    t(fun() -> lists:split(2, [a, b, c]) end),
    t(fun() -> lists:split(0, [a]) end),
    t(fun() -> lists:split(4, [a, b, c]) end),
    t(fun() -> lists:seq(1, 5) end),
    t(fun() -> lists:seq(5, 4) end),
    t(fun() -> lists:seq(5, 3) end),
    t(fun() -> lists:seq(1, 10, 3) end),
    t(fun() -> lists:seq(10, 1, -4) end),
    t(fun() -> lists:seq(1, 1, 0) end),
    t(fun() -> lists:seq(1, 2, 0) end),
    t(fun() -> lists:duplicate(3, x) end),
    t(fun() -> lists:duplicate(0, x) end),
    t(fun() -> lists:duplicate(-1, x) end),
    t(fun() -> lists:flatlength([1, [2, [3]], []]) end),
    t(fun() -> lists:flatten([1, [2, [3, []]], [[4]]]) end),
    t(fun() -> lists:flatten([1, [2]], [tail]) end),
    t(fun() -> lists:flatten([a | b]) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
