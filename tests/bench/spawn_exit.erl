%% A million processes that start and end, a thousand alive at a time.
-module(spawn_exit).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(1000000)]).

run(N) -> batches(N div 1000, 0).

batches(0, Sum) -> Sum;
batches(K, Sum) ->
    Me = self(),
    start(1000, Me),
    batches(K - 1, wait(1000, Sum)).

start(0, _) -> ok;
start(N, Me) -> spawn(fun() -> Me ! N end), start(N - 1, Me).

wait(0, Sum) -> Sum;
wait(N, Sum) -> receive X -> wait(N - 1, Sum + X) end.
