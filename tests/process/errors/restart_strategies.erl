%% Small supervisors by hand: one for one, all for one, with a limit.
-module(restart_strategies).
-export([main/0]).

main() ->
    t(fun() -> one_for_one([a, b, c], [b, b, c]) end),
    t(fun() -> all_for_one([a, b, c], b) end),
    t(fun() -> limited(3) end),
    t(fun() ->
        %% A supervisor that dies takes its children along.
        Self = self(), S = spawn(fun() -> process_flag(trap_exit, true), Self ! {kids, [spawn_link(fun() -> receive never -> ok end end) || _ <- [1, 2, 3]]}, receive stop -> exit(shutdown) end end),
        Kids = receive {kids, K} -> K end, Rs = [monitor(process, K) || K <- Kids], S ! stop, [receive {'DOWN', R, _, _, W} -> W end || R <- Rs]
    end),
    ok.

%% Kills those named, each time the child is started again; tells how often each was started.
one_for_one(Names, Kills) ->
    process_flag(trap_exit, true),
    Kids = maps:from_list([{start(N), N} || N <- Names]),
    Counts = lists:foldl(fun(N, {Ks, Starts}) ->
        [P] = [P || {P, M} <- maps:to_list(Ks), M =:= N],
        exit(P, kill),
        receive {'EXIT', P, killed} -> {(maps:remove(P, Ks))#{start(N) => N}, Starts#{N := maps:get(N, Starts) + 1}} end
    end, {Kids, maps:from_list([{N, 1} || N <- Names])}, Kills),
    stop_all(maps:keys(element(1, Counts))),
    lists:sort(maps:to_list(element(2, Counts))).

all_for_one(Names, Victim) ->
    process_flag(trap_exit, true),
    Kids = [{N, start(N)} || N <- Names],
    {_, P} = lists:keyfind(Victim, 1, Kids),
    exit(P, boom),
    receive {'EXIT', P, W} -> ok end,
    stop_all([Q || {N, Q} <- Kids, N =/= Victim]),
    New = [start(N) || N <- Names],
    stop_all(New),
    {W, length(New)}.

limited(Max) -> process_flag(trap_exit, true), limited(Max, 0).
limited(Max, Max) -> {gave_up, Max};
limited(Max, N) -> P = spawn_link(fun() -> exit({crash, N}) end), receive {'EXIT', P, {crash, N}} -> limited(Max, N + 1) end.

start(N) -> spawn_link(fun() -> put(name, N), receive never -> ok end end).

stop_all(Ps) -> [begin exit(P, shutdown), receive {'EXIT', P, shutdown} -> ok end end || P <- Ps].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
