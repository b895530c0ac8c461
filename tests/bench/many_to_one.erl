%% 200 senders, one receiver.
-module(many_to_one).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(20000)]).

%% N messages from each of the senders.
run(N) ->
    Me = self(),
    [spawn(fun() -> send(N, Me) end) || _ <- lists:seq(1, 200)],
    collect(200 * N, 0).

send(0, _) -> ok;
send(N, To) -> To ! {msg, N}, send(N - 1, To).

collect(0, Sum) -> Sum;
collect(N, Sum) -> receive {msg, X} -> collect(N - 1, Sum + X) end.
