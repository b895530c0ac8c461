%% Many senders to one, one to many, and each sender's order kept.
-module(fan_in_out).
-export([main/0]).

main() ->
    t(fun() -> Self = self(), [spawn(fun() -> [Self ! {S, I} || I <- lists:seq(1, 100)] end) || S <- lists:seq(1, 50)], check(50, 100, #{}) end),
    t(fun() -> Ps = [spawn(fun() -> receive {F, X} -> F ! X * X end end) || _ <- lists:seq(1, 100)], [P ! {self(), I} || {P, I} <- lists:zip(Ps, lists:seq(1, 100))], lists:sum([receive X -> X end || _ <- Ps]) end),
    t(fun() ->
        %% A chain that adds one at each step.
        Last = lists:foldl(fun(_, Next) -> spawn(fun() -> receive N -> Next ! N + 1 end end) end, self(), lists:seq(1, 1000)), Last ! 0, receive N -> N end
    end),
    t(fun() ->
        %% All to all.
        Self = self(), Ps = [spawn(fun() -> member(Self) end) || _ <- lists:seq(1, 20)], [P ! {peers, Ps} || P <- Ps], lists:usort([receive {sum, S} -> S end || _ <- Ps])
    end),
    t(fun() ->
        %% Through a registered hub.
        register(hub, spawn(fun Hub() -> receive {to, P, M} -> P ! M, Hub(); stop -> ok end end)), Self = self(), [spawn(fun() -> hub ! {to, Self, I} end) || I <- lists:seq(1, 50)], S = lists:sum([receive I -> I end || _ <- lists:seq(1, 50)]), hub ! stop, S
    end),
    ok.

check(Senders, Each, Seen) when map_size(Seen) =:= Senders ->
    case lists:usort(maps:values(Seen)) of
        [Each] -> in_order;
        _ -> next(Senders, Each, Seen)
    end;
check(Senders, Each, Seen) -> next(Senders, Each, Seen).

next(Senders, Each, Seen) ->
    receive
        {S, I} ->
            true = maps:get(S, Seen, 0) + 1 =:= I,
            check(Senders, Each, Seen#{S => I})
    end.

member(To) ->
    receive {peers, Ps} -> [P ! {n, 1} || P <- Ps], To ! {sum, lists:sum([receive {n, X} -> X end || _ <- Ps])} end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
