%% exit/2 with every reason, to trapping and not trapping processes.
-module(exit_signals).
-export([main/0]).

main() ->
    Reasons = [normal, kill, killed, shutdown, {shutdown, x}, noproc, boom],
    t(fun() -> [{R, plain(R)} || R <- Reasons] end),
    t(fun() -> [{R, trapping(R)} || R <- Reasons] end),
    t(fun() -> [{R, linked_exit(R)} || R <- Reasons] end),
    t(fun() -> [{R, linked_exit_trapping(R)} || R <- Reasons] end),
    ok.

plain(Reason) -> outcome(fun() -> receive never -> ok end end, Reason).

trapping(Reason) ->
    outcome(fun() ->
        process_flag(trap_exit, true),
        receive {ready, From} -> From ! ready end,
        receive {'EXIT', _, R} -> exit({trapped, R}) end
    end, Reason).

outcome(F, Reason) ->
    {P, Ref} = spawn_monitor(F),
    P ! {ready, self()},
    receive ready -> ok after 10 -> ok end,
    exit(P, Reason),
    receive {'DOWN', Ref, process, P, Why} -> Why
    after 30 -> exit(P, kill), receive {'DOWN', Ref, process, P, _} -> survived end
    end.

%% What a process linked to one that exits with Reason ends with.
linked_exit(Reason) ->
    {P, Ref} = spawn_monitor(fun() -> spawn_link(fun() -> exit(Reason) end), receive after 30 -> exit(survived) end end),
    receive {'DOWN', Ref, process, P, Why} -> Why end.

linked_exit_trapping(Reason) ->
    {P, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, true),
        Q = spawn_link(fun() -> exit(Reason) end),
        receive {'EXIT', Q, R} -> exit({got, R}) end
    end),
    receive {'DOWN', Ref, process, P, Why} -> Why end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
