%% parent, group leader, initial call and node of children and grandchildren.
-module(spawn_parents).
-export([main/0]).
-export([child/1]).

main() ->
    t(fun() -> Self = self(), spawn(fun() -> Self ! {x, process_info(self(), group_leader) =:= {group_leader, group_leader()}} end), got() end),
    t(fun() -> Self = self(), P = spawn(fun() -> G = group_leader(), spawn(fun() -> Self ! {x, group_leader() =:= G} end) end), {is_pid(P), got()} end),
    t(fun() -> Self = self(), G = spawn(fun() -> receive stop -> ok end end), P = spawn(fun() -> receive go -> spawn(fun() -> Self ! {x, group_leader() =:= G} end) end end), group_leader(G, P), P ! go, got() end),
    t(fun() -> Self = self(), spawn(?MODULE, child, [Self]), got() end),
    t(fun() -> Self = self(), spawn(fun() -> Self ! {x, element(2, process_info(self(), initial_call))} end), got() end),
    t(fun() -> Self = self(), spawn(fun() -> Self ! {x, node(self()) =:= node(Self)} end), got() end),
    t(fun() -> group_leader(self(), dead()) end),
    t(fun() -> group_leader(a, self()) end),
    t(fun() -> group_leader(self(), a) end),
    ok.

child(To) -> To ! {x, process_info(self(), initial_call)}.

got() -> receive {x, V} -> V after 1000 -> nothing end.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
