%% badarity carries the fun and the arguments.
-module(funs_badarity).
-export([main/0]).

main() ->
    t(fun() -> arity(fun() -> ok end, [1]) end),
    t(fun() -> arity(fun(X) -> X end, []) end),
    t(fun() -> arity(fun(X) -> X end, [1, 2, 3]) end),
    t(fun() -> arity(fun(X, Y) -> X + Y end, [a]) end),
    t(fun() -> arity(fun lists:map/2, [1]) end),
    t(fun() -> arity(fun lists:map/2, []) end),
    t(fun() -> direct(fun(X) -> X end) end),
    ok.

arity(F, Args) ->
    try apply(F, Args)
    catch error:{badarity, {G, A}} -> {badarity, G =:= F, A}
    end.

direct(F) ->
    try F(1, 2)
    catch error:{badarity, {G, A}} -> {badarity, G =:= F, A}
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
