%% What a call costs with Count messages waiting in the caller's mailbox, against its cost with none. main([Count, Calls]): 1000000 and 200000 unless told.
%% The least of seven measurements each, in turn; the exit status is 1 when the ratio is above 1.5.
-module(call_with_waiting_messages).
-export([main/1]).

main(Args) ->
    [Count, Calls] = case Args of [] -> [1000000, 200000]; [A, B] -> [list_to_integer(A), list_to_integer(B)] end,
    Server = spawn_link(fun Serve() -> receive {From, Ref, X} -> From ! {Ref, X + 1}, Serve() end end),
    Self = self(),
    Empty = spawn_link(fun() -> measure(Server, Calls) end),
    Full = spawn_link(fun() -> measure(Server, Calls) end),
    [Full ! {noise, I} || I <- lists:seq(1, Count)],
    {A0, B0} = lists:unzip([{ask(Empty, Self), ask(Full, Self)} || _ <- lists:seq(1, 7)]),
    Ratio = lists:min(B0) / lists:min(A0),
    io:format("a call: ~.3f us with none waiting, ~.3f us with ~b; ratio ~.2f~n", [lists:min(A0) / Calls, lists:min(B0) / Calls, Count, Ratio]),
    halt(case Ratio > 1.5 of true -> 1; false -> 0 end).

ask(P, Self) -> P ! {measure, Self}, receive {took, P, T} -> T end.

measure(Server, Calls) ->
    receive {measure, From} ->
        {T, ok} = timer:tc(fun() -> calls(Calls, Server) end),
        From ! {took, self(), T},
        measure(Server, Calls)
    end.

calls(0, _) -> ok;
calls(N, Server) ->
    Ref = monitor(process, Server),
    Server ! {self(), Ref, N},
    receive {Ref, _} -> demonitor(Ref, [flush]) end,
    calls(N - 1, Server).
