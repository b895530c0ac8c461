%% lists functions on a million elements.
-module(lists_large).
-export([main/0]).

main() ->
    L = lists:seq(1, 1000000),
    t(fun() -> lists:sum(L) end),
    t(fun() -> length(lists:reverse(L)) end),
    t(fun() -> lists:last(L) end),
    t(fun() -> lists:nth(777777, L) end),
    t(fun() -> length(lists:map(fun(X) -> X + 1 end, L)) end),
    t(fun() -> lists:foldl(fun(X, A) -> X + A end, 0, L) end),
    t(fun() -> lists:foldr(fun(X, A) -> X + A end, 0, L) end),
    t(fun() -> length(lists:filter(fun(X) -> X rem 3 =:= 0 end, L)) end),
    t(fun() -> lists:sort(lists:reverse(L)) =:= L end),
    t(fun() -> length(lists:usort([X rem 1000 || X <- L])) end),
    t(fun() -> length(L ++ L) end),
    t(fun() -> length(L -- lists:seq(1, 999990)) end),
    t(fun() -> lists:member(1000000, L) end),
    t(fun() -> lists:keyfind(50000, 1, [{X, x} || X <- lists:sublist(L, 50000)]) end),
    t(fun() -> length(lists:zip(L, L)) end),
    t(fun() -> length(lists:flatten([[X] || X <- L])) end),
    t(fun() -> length(lists:append([[X, X] || X <- lists:sublist(L, 1000)])) end),
    t(fun() -> lists:max(L) - lists:min(L) end),
    t(fun() -> length(integer_to_list(lists:foldl(fun(X, A) -> A * X end, 1, lists:seq(1, 2000)))) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
