%% Every one of 100 processes sends to every other, round after round.
-module(all_to_all).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(1000)]).

run(Rounds) ->
    Me = self(),
    Pids = [spawn(fun() -> member(Rounds, Me) end) || _ <- lists:seq(1, 100)],
    [P ! {peers, Pids} || P <- Pids],
    lists:sum([receive {sum, S} -> S end || _ <- Pids]).

member(Rounds, Main) -> receive {peers, Pids} -> rounds(Rounds, Pids, length(Pids), 0, Main) end.

rounds(0, _, _, Sum, Main) -> Main ! {sum, Sum};
rounds(K, Pids, N, Sum, Main) ->
    [P ! {n, K} || P <- Pids],
    rounds(K - 1, Pids, N, gather(N, Sum), Main).

gather(0, Sum) -> Sum;
gather(N, Sum) -> receive {n, K} -> gather(N - 1, Sum + K) end.
