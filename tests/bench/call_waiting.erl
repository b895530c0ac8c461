%% Calls while 100,000 other messages wait in the caller's mailbox.
-module(call_waiting).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(700000)]).

run(N) ->
    fill(100000),
    Server = spawn(fun server/0),
    Sum = loop(N, Server, 0),
    Server ! stop,
    {Sum, element(2, process_info(self(), message_queue_len))}.

fill(0) -> ok;
fill(N) -> self() ! {waiting, N}, fill(N - 1).

loop(0, _, Sum) -> Sum;
loop(N, Server, Sum) -> loop(N - 1, Server, Sum + call(Server, N)).

call(Server, X) ->
    Ref = monitor(process, Server),
    Server ! {self(), Ref, X},
    receive
        {Ref, Reply} -> demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, _, _, Why} -> exit(Why)
    end.

server() ->
    receive
        {From, Ref, X} -> From ! {Ref, X band 7}, server();
        stop -> ok
    end.
