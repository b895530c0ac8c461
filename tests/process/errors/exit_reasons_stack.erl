%% The reason of a process that died of an error carries the stack.
-module(exit_reasons_stack).
-export([main/0]).

main() ->
    t(fun() -> top(fun() -> error(boom) end) end),
    t(fun() -> top(fun() -> hd(id([])) end) end),
    t(fun() -> top(fun() -> throw(ball) end) end),
    t(fun() -> top(fun() -> lists:map(fun(X) -> X + a end, [1]) end) end),
    t(fun() -> top(fun() -> fc(x) end) end),
    t(fun() -> top(fun() -> nomod:f(1) end) end),
    ok.

top(F) ->
    {P, R} = spawn_monitor(fun() -> F(), ok end),
    receive
        {'DOWN', R, process, P, {Why, [{M, Fn, A, _} | _]}} when M =/= ?MODULE -> {Why, M, Fn, A};
        {'DOWN', R, process, P, {Why, [{_, Fn, A, _} | _]}} -> {Why, Fn =:= fc, is_list(A) orelse is_integer(A)}
    end.

fc(y) -> ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
