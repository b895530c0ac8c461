%% A crashing process takes nobody along that is not linked to it.
-module(crash_isolated).
-export([main/0]).

main() ->
    t(fun() -> crash_many(200) end),
    t(fun() ->
              P = spawn(fun() -> receive {From, X} -> From ! X end end),
              spawn(fun() -> error(unrelated) end),
              P ! {self(), alive},
              receive M -> M end
      end),
    t(fun() -> supervised(5) end),
    ok.

crash_many(N) ->
    Refs = [element(2, spawn_monitor(fun() -> crash(I rem 5) end)) || I <- lists:seq(1, N)],
    Reasons = [receive {'DOWN', R, _, _, {Why, S}} when is_list(S) -> Why; {'DOWN', R, _, _, Why} -> Why end || R <- Refs],
    [{W, length([x || X <- Reasons, X =:= W])} || W <- lists:usort(Reasons)].

crash(0) -> error(bad);
crash(1) -> exit(gone);
crash(2) -> throw(ball);
crash(3) -> hd(id([]));
crash(4) -> ok.

%% A small supervisor that starts its worker again.
supervised(Restarts) ->
    process_flag(trap_exit, true),
    supervise(Restarts, []).

supervise(0, Seen) -> lists:reverse(Seen);
supervise(N, Seen) ->
    P = spawn_link(fun() -> exit({crash, N}) end),
    receive {'EXIT', P, Why} -> supervise(N - 1, [Why | Seen]) end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
