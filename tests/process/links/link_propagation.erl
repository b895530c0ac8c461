%% Exit signals through chains, rings and trees of links.
-module(link_propagation).
-export([main/0]).

main() ->
    t(fun() -> chain(10, boom) end),
    t(fun() -> chain(10, normal) end),
    t(fun() -> chain(10, kill) end),
    t(fun() -> ring(20) end),
    t(fun() -> star(50) end),
    t(fun() -> trapper_in_the_middle() end),
    t(fun() -> killed_propagates() end),
    ok.

%% main -monitors- p1 -linked- p2 ... -linked- pN, which exits with Reason.
chain(N, Reason) ->
    {P, R} = spawn_monitor(fun() -> link_chain(N, Reason) end),
    receive {'DOWN', R, process, P, Why} -> Why
    after 50 -> exit(P, kill), receive {'DOWN', R, process, P, Why} -> {alive, Why} end
    end.

link_chain(1, Reason) -> exit(Reason);
link_chain(N, Reason) ->
    spawn_link(fun() -> link_chain(N - 1, Reason) end),
    receive never -> ok end.

ring(N) ->
    Pids = [spawn(fun node_of_ring/0) || _ <- lists:seq(1, N)],
    [P ! {link, Q} || {P, Q} <- lists:zip(Pids, tl(Pids) ++ [hd(Pids)])],
    [begin P ! {sync, self()}, receive synced -> ok end end || P <- Pids],
    Refs = [monitor(process, P) || P <- Pids],
    exit(lists:nth(N div 2, Pids), ring_broken),
    lists:usort([receive {'DOWN', R, _, _, Why} -> Why end || R <- Refs]).

node_of_ring() ->
    receive
        {link, P} -> link(P), node_of_ring();
        {sync, From} -> From ! synced, node_of_ring()
    end.

star(N) ->
    Hub = spawn(fun() -> receive {exit, R} -> exit(R) end end),
    Me = self(),
    Refs = [element(2, spawn_monitor(fun() -> link(Hub), Me ! linked, receive never -> ok end end)) || _ <- lists:seq(1, N)],
    [receive linked -> ok end || _ <- Refs],
    Hub ! {exit, hub_gone},
    lists:usort([receive {'DOWN', R, _, _, Why} -> Why end || R <- Refs]).

trapper_in_the_middle() ->
    Me = self(),
    {Middle, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, true),
        P = spawn_link(fun() -> exit(leaf_died) end),
        receive {'EXIT', P, Why} -> Me ! {trapped, Why} end,
        exit(fine)
    end),
    receive {trapped, Why} -> receive {'DOWN', Ref, process, Middle, End} -> {Why, End} end end.

killed_propagates() ->
    {P, Ref} = spawn_monitor(fun() ->
        spawn_link(fun() -> exit(self(), kill), receive never -> ok end end),
        receive never -> ok end
    end),
    receive {'DOWN', Ref, process, P, Why} -> Why end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
