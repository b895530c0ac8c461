%% Funs that take arguments, limits of save_calls and of the size of atomics: what is refused, and what ends a process.
-module(spawn_odd_arguments).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    F = id(fun(X) -> X end),
    t(fun() -> spawn_monitor(F) end),
    t(fun() -> {_, Ref} = spawn_opt(F, [monitor]), receive {'DOWN', Ref, _, _, {{badarity, {_, Args}}, _}} -> Args end end),
    t(fun() -> {_, Ref} = spawn_opt(F, [link, monitor]), receive {'DOWN', Ref, _, _, {{badarity, {_, Args}}, _}} -> Args end end),
    [t(fun() -> process_flag(save_calls, N) end) || N <- [0, -1, 10001, many]],
    [t(fun() -> M:new(1 bsl 64, []) end) || M <- [atomics, counters]],
    t(fun() -> atomics:new(-1 bsl 64, []) end).

id(X) -> process_flag(trap_exit, true), X.

t(F) ->
    try io:format("~p~n", [F()])
    catch C:R -> io:format("~p~n", [{C, R}])
    end.
