%% A monitor by name watches the process that had the name then, whatever becomes of the name.
-module(monitor_name_moves).
-export([main/0]).

main() ->
    A = idle(), B = idle(),
    register(moving, A),
    R1 = monitor(process, moving),
    t(fun() -> watchers(A) end),
    unregister(moving),
    t(fun() -> demonitor(R1), watchers(A) end),
    register(moving, A),
    R2 = monitor(process, moving),
    unregister(moving),
    register(moving, B),
    t(fun() -> {watchers(A), watchers(B)} end),
    t(fun() -> demonitor(R2), {watchers(A), watchers(B)} end),
    unregister(moving),
    register(moving, A),
    R3 = monitor(process, moving),
    unregister(moving),
    register(moving, B),
    exit(B, kill),
    t(fun() -> receive {'DOWN', R3, process, _, _} -> wrong after 20 -> no_down end end),
    exit(A, stop),
    t(fun() -> receive {'DOWN', R3, process, What, Why} -> {What, Why} end end),
    %% A watcher that ends takes its monitor back wherever the name is.
    C = idle(),
    register(moving, C),
    {W, WR} = spawn_monitor(fun() -> monitor(process, moving) end),
    receive {'DOWN', WR, process, W, normal} -> ok end,
    t(fun() -> watchers(C) end),
    ok.

idle() -> spawn(fun() -> receive stop -> ok end end).

watchers(P) ->
    {monitored_by, By} = process_info(P, monitored_by),
    length(By).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
