%% kill, killed, and who can stop whom.
-module(kill_and_killed).
-export([main/0]).

main() ->
    t(fun() -> [reason_of_linked(kill), reason_of_linked(killed)] end),
    t(fun() ->
        %% exit/2 with kill cannot be trapped; the linked one hears killed, and can trap that.
        Self = self(),
        {P, R} = spawn_monitor(fun() -> process_flag(trap_exit, true), Q = spawn_link(fun() -> receive never -> ok end end), Self ! {child, Q}, receive {'EXIT', Q, W} -> exit({heard, W}) end end),
        receive {child, Q} -> exit(Q, kill) end,
        receive {'DOWN', R, process, P, W} -> W end
    end),
    t(fun() -> P = trapper(), exit(P, kill), down(P) end),
    t(fun() -> P = trapper(), exit(P, killed), down(P) end),
    t(fun() ->
        %% exit(kill) of one's own accord is no kill signal for the linked.
        {P, R} = spawn_monitor(fun() -> process_flag(trap_exit, true), Q = spawn_link(fun() -> exit(kill) end), receive {'EXIT', Q, W} -> exit({heard, W}) end end), receive {'DOWN', R, process, P, W} -> W end
    end),
    t(fun() -> P = spawn(fun() -> receive never -> ok end end), exit(P, kill), exit(P, other), down(P) end),
    t(fun() ->
        %% It cannot catch it either.
        {P, R} = spawn_monitor(fun() -> try receive never -> ok end catch _:_ -> exit(caught) after exit(after_clause) end end), exit(P, kill), receive {'DOWN', R, process, P, W} -> W end
    end),
    t(fun() -> {P, R} = spawn_monitor(fun() -> try exit(self(), kill), receive never -> ok end catch _:X -> exit({caught, X}) end end), receive {'DOWN', R, process, P, W} -> W end end),
    t(fun() ->
        %% A busy one is killed too.
        {P, R} = spawn_monitor(fun Loop() -> Loop() end), exit(P, kill), receive {'DOWN', R, process, P, W} -> W end
    end),
    t(fun() -> {P, R} = spawn_monitor(fun Loop() -> Loop() end), exit(P, stop), receive {'DOWN', R, process, P, W} -> W end end),
    ok.

trapper() -> spawn(fun() -> process_flag(trap_exit, true), trap() end).

trap() -> receive {'EXIT', _, R} -> exit({trapped, R}) end.

down(P) ->
    R = monitor(process, P),
    receive {'DOWN', R, process, P, W} when W =/= noproc -> W; {'DOWN', R, process, P, noproc} -> gone end.

reason_of_linked(Reason) ->
    {P, R} = spawn_monitor(fun() -> spawn_link(fun() -> exit(Reason) end), receive never -> ok end end),
    receive {'DOWN', R, process, P, W} -> W end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
