%% spawn_monitor and spawn_opt: every exit reason in the DOWN message.
-module(spawn_monitor_basic).
-export([main/0]).
-export([fails/0]).

main() ->
    t(fun() -> down(fun() -> ok end) end),
    t(fun() -> down(fun() -> exit(normal) end) end),
    t(fun() -> down(fun() -> exit(boom) end) end),
    t(fun() -> down(fun() -> exit({a, [b]}) end) end),
    t(fun() -> down(fun() -> error(bad) end) end),
    t(fun() -> down(fun() -> throw(ball) end) end),
    t(fun() -> down(fun() -> id(a) + id(1) end) end),
    t(fun() -> down(fun() -> case id(1) of 2 -> ok end end) end),
    t(fun() -> down(fun() -> no_mod:no_fun() end) end),
    t(fun() -> down(fun() -> exit(self(), kill) end) end),
    t(fun() -> down(fun() -> exit(self(), normal) end) end),
    t(fun() -> down(fun() -> exit(self(), other), receive after infinity -> ok end end) end),
    t(fun() -> opt([monitor]) end),
    t(fun() -> opt([link, monitor]) end),
    t(fun() -> opt([monitor, {priority, high}]) end),
    t(fun() -> opt([monitor, {min_heap_size, 1000}, {fullsweep_after, 5}]) end),
    t(fun() -> opt([monitor, {message_queue_data, off_heap}]) end),
    t(fun() -> opt([bogus]) end),
    t(fun() -> opt([{priority, wrong}]) end),
    t(fun() -> begin {P, R} = spawn_monitor(?MODULE, fails, []), receive {'DOWN', R, process, P, W} -> W end end end),
    ok.

fails() -> exit(failed).

down(F) ->
    {P, Ref} = spawn_monitor(F),
    receive
        {'DOWN', Ref, process, P, {Reason, Stack}} when is_list(Stack), is_tuple(hd(Stack)) -> {with_stack, Reason};
        {'DOWN', Ref, process, P, Reason} -> Reason
    end.

opt(Options) ->
    {P, Ref} = spawn_opt(fun() -> exit(done) end, Options),
    process_flag(trap_exit, true),
    receive {'DOWN', Ref, process, P, Reason} -> Reason end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
