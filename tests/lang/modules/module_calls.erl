%% Calls between modules: a helper module of the same folder, imports, exports, funs.
-module(module_calls).
-export([main/0]).
-import(module_helper, [twice/1, pair/2]).
-import(lists, [reverse/1, map/2]).
-export([callback/1]).

main() ->
    t(fun() -> twice(21) end),
    t(fun() -> pair(a, b) end),
    t(fun() -> reverse([1, 2, 3]) end),
    t(fun() -> map(fun module_helper:twice/1, [1, 2]) end),
    t(fun() -> module_helper:twice(4) end),
    t(fun() -> module_helper:hidden() end),
    t(fun() -> module_helper:no_such() end),
    t(fun() -> begin F = module_helper:adder(10), F(5) end end),
    t(fun() -> begin F = fun module_helper:twice/1, F(8) end end),
    t(fun() -> map(fun module_helper:twice/1, [5, 6]) end),
    t(fun() -> module_helper:call_back(?MODULE, 5) end),
    t(fun() -> module_helper:crash() end),
    t(fun() -> module_helper:module_info(module) end),
    t(fun() -> lists:sort([F || {F, 1} <- module_helper:module_info(exports), F =/= module_info]) end),
    t(fun() -> begin M = id(module_helper), M:pair(1, 2) end end),
    t(fun() -> try module_helper:crash() catch error:R:S -> {R, [{M, F, A} || {M, F, A, _} <- [hd(S)]]} end end),
    ok.

callback(X) -> {called_back, X}.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
