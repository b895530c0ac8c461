%% Many processes in receive with timeouts, some woken before.
-module(many_timeouts).
-export([main/0]).

main() ->
    t(fun() -> Self = self(), Ps = [spawn(fun() -> Self ! receive wake -> woken after 20 -> timed_out end end) || _ <- lists:seq(1, 500)], {length(Ps), counts(500)} end),
    t(fun() -> Self = self(), Ps = [spawn(fun() -> Self ! receive wake -> woken after 20000 -> timed_out end end) || _ <- lists:seq(1, 500)], [P ! wake || P <- Ps], counts(500) end),
    t(fun() -> Self = self(), Ps = [spawn(fun() -> Self ! receive wake -> woken after infinity -> timed_out end end) || _ <- lists:seq(1, 100)], [P ! wake || P <- Ps], counts(100) end),
    t(fun() -> Self = self(), [spawn(fun() -> [receive after 1 -> ok end || _ <- lists:seq(1, 5)], Self ! timed_out end) || _ <- lists:seq(1, 100)], counts(100) end),
    ok.

counts(N) -> L = [receive X -> X end || _ <- lists:seq(1, N)], {length([x || woken <- L]), length([x || timed_out <- L])}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
