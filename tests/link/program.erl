%% Needs no library: what the machine alone must be able to run.
-module(program).
-export([main/0]).

main() ->
    10 = length(squares(10)),
    385 = sum(squares(10), 0),
    Self = self(),
    Pid = spawn(fun() -> Self ! {self(), sum(squares(10), 0)} end),
    receive {Pid, 385} -> ok end.

squares(N) -> [X * X || X <- seq(1, N)].

seq(N, N) -> [N];
seq(From, To) -> [From | seq(From + 1, To)].

sum([X | Rest], Acc) -> sum(Rest, Acc + X);
sum([], Acc) -> Acc.
