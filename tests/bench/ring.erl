%% A token ring of 1000 processes.
-module(ring).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(3000000)]).

%% The token makes N hops in all.
run(N) ->
    Me = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> forward(Next, Me) end) end, self(), lists:seq(1, 999)),
    First ! N,
    close(First, 0).

close(First, Rounds) ->
    receive
        {done, _} -> First ! stop, receive stop -> Rounds end;
        0 -> First ! stop, receive stop -> Rounds end;
        K -> First ! K - 1, close(First, Rounds + 1)
    end.

forward(Next, Main) ->
    receive
        stop -> Next ! stop;
        0 -> Main ! {done, self()}, forward(Next, Main);
        K -> Next ! K - 1, forward(Next, Main)
    end.
