%% lists functions on wrong arguments.
-module(lists_errors).
-export([main/0]).

main() ->
    t(fun() -> lists:nth(a, [1]) end),
    t(fun() -> lists:nth(1, []) end),
    t(fun() -> lists:last(x) end),
    t(fun() -> lists:sum(x) end),
    t(fun() -> lists:sum([1 | 2]) end),
    t(fun() -> lists:append(x, []) end),
    t(fun() -> lists:append([1], x) end),
    t(fun() -> lists:reverse([1 | 2]) end),
    t(fun() -> lists:member(1, x) end),
    t(fun() -> lists:map(fun(X) -> X end, [1 | x]) end),
    t(fun() -> lists:foldl(fun(X, A) -> X + A end, 0, [1, a]) end),
    t(fun() -> lists:seq(a, b) end),
    t(fun() -> lists:seq(1, 3, a) end),
    t(fun() -> lists:duplicate(a, x) end),
    t(fun() -> lists:sublist([1], a) end),
    t(fun() -> lists:split(a, []) end),
    t(fun() -> lists:split(5, [1]) end),
    t(fun() -> lists:zip([1], []) end),
    t(fun() -> lists:zip(x, y) end),
    t(fun() -> lists:unzip([a]) end),
    t(fun() -> lists:keyfind(a, 0, []) end),
    t(fun() -> lists:keyfind(a, x, []) end),
    t(fun() -> lists:sort(a) end),
    t(fun() -> lists:max([]) end),
    t(fun() -> lists:flatten(x) end),
    t(fun() -> lists:flatten([1 | 2]) end),
    t(fun() -> lists:nthtail(3, [1, 2]) end),
    t(fun() -> lists:prefix(x, []) end),
    t(fun() -> lists:filter(fun(_) -> 1 end, [1]) end),
    t(fun() -> lists:all(fun(_) -> 1 end, [1]) end),
    t(fun() -> lists:partition(fun(_) -> x end, [1]) end),
    t(fun() -> lists:takewhile(fun(_) -> x end, [1]) end),
    t(fun() -> lists:concat([{}]) end),
    t(fun() -> lists:join(x, y) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
