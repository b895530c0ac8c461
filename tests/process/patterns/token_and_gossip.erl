%% A token ring, a gossip until all know, an election by the largest number.
-module(token_and_gossip).
-export([main/0]).

main() ->
    t(fun() -> ring(100, 10) end),
    t(fun() -> gossip(30) end),
    t(fun() -> election([7, 3, 99, 12, 50]) end),
    ok.

ring(N, Rounds) ->
    Self = self(),
    Last = lists:foldl(fun(_, Next) -> spawn_link(fun() -> pass(Next) end) end, self(), lists:seq(1, N)),
    lists:foldl(fun(_, T) -> Last ! {token, T, Self}, receive {token, T2, Self} -> T2 end end, 0, lists:seq(1, Rounds)).

pass(Next) -> receive {token, T, From} -> Next ! {token, T + 1, From}, pass(Next) end.

gossip(N) ->
    Self = self(),
    Ps = [spawn_link(fun() -> receive {all, Ps} -> hear(Ps, Self) end end) || _ <- lists:seq(1, N)],
    [P ! {all, Ps} || P <- Ps],
    hd(Ps) ! rumour,
    length([receive {heard, P} -> P end || P <- Ps]).

hear(Ps, To) -> receive rumour -> To ! {heard, self()}, [P ! rumour || P <- Ps], ignore() end.

ignore() -> receive rumour -> ignore() end.

election(Ns) ->
    Self = self(),
    Ps = [spawn_link(fun() -> receive {others, Os} -> [O ! {vote, N} || O <- Os], Votes = [receive {vote, V} -> V end || _ <- Os], Self ! {leader, lists:max([N | Votes])} end end) || N <- Ns],
    [P ! {others, lists:delete(P, Ps)} || P <- Ps],
    lists:usort([receive {leader, L} -> L end || _ <- Ps]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
