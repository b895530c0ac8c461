%% Exit signals through chains, rings, stars and trees of links.
-module(exit_trees).
-export([main/0]).

main() ->
    t(fun() -> chain(100, boom) end),
    t(fun() -> chain(100, kill) end),
    t(fun() -> chain(50, normal) end),
    t(fun() -> ring(50, snap) end),
    t(fun() -> star(100, centre) end),
    t(fun() -> star_leaf(100, leaf) end),
    t(fun() -> tree(6, {tree, down}) end),
    t(fun() ->
        %% One that traps in the middle stops it.
        Self = self(),
        {P, R} = spawn_monitor(fun() ->
            spawn_link(fun() -> process_flag(trap_exit, true), spawn_link(fun() -> exit(stopped_here) end), receive {'EXIT', _, W} -> Self ! {trapped, W} end end),
            receive after 100 -> exit(lived) end
        end),
        receive {trapped, W} -> receive {'DOWN', R, process, P, V} -> {W, V} end end
    end),
    t(fun() ->
        %% Two groups linked by one process.
        {P, R} = spawn_monitor(fun() -> [spawn_link(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 10)], spawn_link(fun() -> exit(group) end), receive never -> ok end end), receive {'DOWN', R, process, P, W} -> W end
    end),
    ok.

%% Process 1 waits, N ends: with what does 1 end?
chain(N, Reason) ->
    {P, R} = spawn_monitor(fun() -> link_next(N, Reason) end),
    receive {'DOWN', R, process, P, W} -> W end.

link_next(0, Reason) -> exit(Reason);
link_next(N, Reason) -> spawn_link(fun() -> link_next(N - 1, Reason) end), receive after 200 -> exit(lived) end.

ring(N, Reason) ->
    Ps = [spawn(fun() -> receive {next, P, F} -> link(P), F ! linked end, receive X -> exit(X) end end) || _ <- lists:seq(1, N)],
    Rs = [monitor(process, P) || P <- Ps],
    [begin P ! {next, Q, self()}, receive linked -> ok end end || {P, Q} <- lists:zip(Ps, tl(Ps) ++ [hd(Ps)])],
    hd(Ps) ! Reason,
    lists:usort([receive {'DOWN', R, _, _, W} -> W end || R <- Rs]).

star(N, Reason) -> star(N, Reason, fun(Centre, _) -> Centre end).
star_leaf(N, Reason) -> star(N, Reason, fun(_, Leaves) -> lists:last(Leaves) end).

star(N, Reason, Who) ->
    Self = self(),
    Centre = spawn(fun() -> Self ! {leaves, [spawn_link(fun() -> receive X -> exit(X) end end) || _ <- lists:seq(1, N)]}, receive X -> exit(X) end end),
    Leaves = receive {leaves, L} -> L end,
    Rs = [monitor(process, P) || P <- [Centre | Leaves]],
    Who(Centre, Leaves) ! Reason,
    lists:usort([receive {'DOWN', R, _, _, W} -> W end || R <- Rs]).

tree(Depth, Reason) ->
    Self = self(),
    Root = spawn(fun() -> node_of(Depth, Self) end),
    All = [receive {node, P} -> P end || _ <- lists:seq(1, (1 bsl (Depth + 1)) - 1)],
    Rs = [monitor(process, P) || P <- All],
    Root ! Reason,
    {length(All), lists:usort([receive {'DOWN', R, _, _, W} -> W end || R <- Rs])}.

node_of(Depth, To) ->
    To ! {node, self()},
    Depth > 0 andalso [spawn_link(fun() -> node_of(Depth - 1, To) end) || _ <- [1, 2]],
    receive X -> exit(X) end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
