%% Two processes, calls with a fresh reference each.
-module(pingpong).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(1500000)]).

run(N) ->
    Server = spawn(fun server/0),
    Sum = loop(N, Server, 0),
    Server ! stop,
    Sum.

loop(0, _, Sum) -> Sum;
loop(N, Server, Sum) ->
    Ref = make_ref(),
    Server ! {self(), Ref, N},
    receive {Ref, X} -> loop(N - 1, Server, Sum + X) end.

server() ->
    receive
        {From, Ref, N} -> From ! {Ref, N band 7}, server();
        stop -> ok
    end.
