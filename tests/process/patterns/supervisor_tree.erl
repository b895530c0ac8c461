%% A small supervision tree written by hand: one_for_one, one_for_all, restart limits.
-module(supervisor_tree).
-export([main/0]).

main() ->
    t(fun() -> one_for_one() end),
    t(fun() -> one_for_all() end),
    t(fun() -> limit() end),
    ok.

one_for_one() -> scenario(fun(I, Kids) -> [I || {J, _} <- Kids, J =:= I] end).

one_for_all() -> scenario(fun(_, Kids) -> [J || {J, _} <- Kids] end).

%% Kills the second of three workers and says which were started again.
scenario(Which) ->
    Me = self(),
    Sup = spawn(fun() -> process_flag(trap_exit, true), supervise([{I, worker(I, Me)} || I <- [1, 2, 3]], Which, Me, 3) end),
    Before = started(3),
    exit(element(2, lists:keyfind(2, 1, Before)), die),
    After = started_until_quiet(),
    R = monitor(process, Sup),
    exit(Sup, kill),
    receive {'DOWN', R, _, _, _} -> lists:sort([I || {I, _} <- After]) end.

limit() ->
    Me = self(),
    {Sup, R} = spawn_monitor(fun() ->
        process_flag(trap_exit, true),
        supervise([{1, spawn_link(fun() -> exit(at_once) end)}], fun(_, _) -> [bad] end, Me, 3)
    end),
    receive {'DOWN', R, process, Sup, Why} -> Why end.

supervise(_, _, _, 0) -> exit(too_many_restarts);
supervise(Kids, Which, Me, Left) ->
    receive
        {'EXIT', P, _} ->
            case lists:keyfind(P, 2, Kids) of
                false -> supervise(Kids, Which, Me, Left);
                {I, P} ->
                    Again = Which(I, Kids),
                    Stop = [Q || {J, Q} <- Kids, lists:member(J, Again), Q =/= P],
                    [begin unlink(Q), exit(Q, kill) end || Q <- Stop],
                    supervise(lists:keysort(1, [{J, worker(J, Me)} || J <- Again] ++ [K || {J, _} = K <- Kids, not lists:member(J, Again)]),
                              Which, Me, Left - 1)
            end
    end.

worker(bad, _) -> spawn_link(fun() -> exit(at_once) end);
worker(I, Me) -> spawn_link(fun() -> Me ! {started, I, self()}, receive never -> ok end end).

started(N) -> [receive {started, I, P} -> {I, P} end || _ <- lists:seq(1, N)].

started_until_quiet() -> receive {started, I, P} -> [{I, P} | started_until_quiet()] after 50 -> [] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
