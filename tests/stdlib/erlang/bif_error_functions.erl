%% error/1,2,3, exit/1, throw/1, raise and nif_error as functions.
-module(bif_error_functions).
-export([main/0]).

main() ->
    t(fun() -> error(x) end),
    t(fun() -> error(x, [a]) end),
    t(fun() -> erlang:error(x, [a], [{error_info, #{cause => y}}]) end),
    t(fun() -> erlang:error(x, none) end),
    t(fun() -> exit({a, b}) end),
    t(fun() -> throw(t) end),
    t(fun() -> erlang:nif_error(not_loaded) end),
    t(fun() -> erlang:nif_error(not_loaded, [a]) end),
    t(fun() -> apply(erlang, error, [dynamic]) end),
    t(fun() -> apply(erlang, exit, [dynamic]) end),
    t(fun() -> apply(erlang, throw, [dynamic]) end),
    t(fun() -> (fun erlang:error/1)(by_fun) end),
    t(fun() -> lists:map(fun erlang:throw/1, [first, second]) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
