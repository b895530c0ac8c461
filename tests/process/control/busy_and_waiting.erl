%% Busy processes and waiting ones side by side: all get their turn.
-module(busy_and_waiting).
-export([main/0]).

main() ->
    t(fun() -> Loops = [spawn(fun Loop() -> Loop() end) || _ <- lists:seq(1, 30)], N = length([ok || _ <- lists:seq(1, 20), trip() =:= ok]), [exit(L, kill) || L <- Loops], N end),
    t(fun() -> Self = self(), [spawn(fun() -> Self ! {sum, lists:sum(lists:seq(1, 5000))} end) || _ <- lists:seq(1, 20)], lists:usort([receive {sum, S} -> S end || _ <- lists:seq(1, 20)]) end),
    t(fun() -> Self = self(), P = spawn(fun() -> F = fac(2000), Self ! {digits, length(integer_to_list(F))} end), receive {digits, D} -> {is_pid(P), D} end end),
    ok.

trip() -> P = spawn(fun() -> receive {F, x} -> F ! y end end), P ! {self(), x}, receive y -> ok end.

fac(0) -> 1;
fac(N) -> N * fac(N - 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
