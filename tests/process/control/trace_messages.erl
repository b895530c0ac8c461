%% trace/3 with send and receive: every way to send, every kind of message, time-outs.
-module(trace_messages).
-export([main/0]).

main() ->
    [A, B] = [spawn(fun loop/0) || _ <- [a, b]],
    put(names, [{A, a}, {B, b}, {self(), main}]),
    1 = erlang:trace(A, true, [send, 'receive']),
    true = register(trace_messages_b, B),
    {Dead, DeadRef} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', DeadRef, _, _, _} -> ok end,
    step("!", A, fun() -> B ! hello end),
    step("send/2", A, fun() -> erlang:send(B, hello) end),
    step("send/3", A, fun() -> erlang:send(B, hello, [noconnect]) end),
    step("send_nosuspend", A, fun() -> erlang:send_nosuspend(B, hello) end),
    step("to a name", A, fun() -> trace_messages_b ! hello end),
    step("to a name and node", A, fun() -> {trace_messages_b, node()} ! hello end),
    step("to no name of this node", A, fun() -> {no_such_name, node()} ! hello end),
    step("to a dead one", A, fun() -> Dead ! hello end),
    step("to a dead one, send/2", A, fun() -> erlang:send(Dead, hello) end),
    step("to itself", A, fun() -> self() ! {hello, [1, 2, 3]}, receive {hello, _} -> ok end end),
    step("to an alias", A, fun() -> R = alias(), R ! {for, R}, receive {for, R} -> ok end, unalias(R), R ! late, ok end),
    step("time-out", A, fun() -> receive never -> ok after 1 -> over end end),
    step("no time", A, fun() -> receive never -> ok after 0 -> over end end),
    step("send_after", A, fun() -> erlang:send_after(1, self(), later), receive later -> ok end end),
    step("start_timer", A, fun() -> R = erlang:start_timer(1, self(), later), receive {timeout, R, later} -> ok end end),
    step("down", A, fun() -> {_, R} = spawn_monitor(fun() -> exit(bye) end), receive {'DOWN', R, _, _, Why} -> Why end end),
    step("down at once", A, fun() -> R = monitor(process, Dead), receive {'DOWN', R, _, _, Why} -> Why end end),
    step("exit signals", A, fun() ->
        process_flag(trap_exit, true),
        P = spawn_link(fun() -> exit(bye) end),
        receive {'EXIT', P, _} -> ok end,
        exit(self(), own),
        receive {'EXIT', _, own} -> ok end
    end),
    step("exit/2", A, fun() -> exit(B, normal) end),
    step("a call", A, fun() ->
        P = spawn(fun() -> receive {call, R} -> R ! {R, reply} end end),
        Q = monitor(process, P, [{alias, reply_demonitor}]),
        P ! {call, Q},
        receive {Q, Reply} -> Reply end
    end),
    1 = erlang:trace(A, false, [send, 'receive']),
    step("nothing any more", A, fun() -> B ! hello end),
    %% Time comes last, in the order timestamp, strict, monotonic.
    [begin
         1 = erlang:trace(B, true, [send | Flags]),
         B ! {do, self(), fun() -> ok end},
         receive {trace_ts, B, send, {did, ok}, _, Time} -> io:format("~p ~s~n", [Flags, shape(Time)]) end,
         1 = erlang:trace(B, false, [all]),
         receive {did, ok} -> ok end
     end || Flags <- [[timestamp], [monotonic_timestamp], [strict_monotonic_timestamp], [monotonic_timestamp, timestamp],
                      [strict_monotonic_timestamp, monotonic_timestamp], [timestamp, strict_monotonic_timestamp]]].

shape({M, S, U}) when is_integer(M), is_integer(S), is_integer(U) -> "three numbers";
shape({T, N}) when is_integer(T), is_integer(N) -> "time and number";
shape(T) when is_integer(T) -> "time".

loop() -> receive {do, From, F} -> R = F(), From ! {did, R}, loop() end.

step(What, Pid, F) ->
    Pid ! {do, self(), F},
    receive {did, _} -> ok end,
    Ref = erlang:trace_delivered(Pid),
    receive {trace_delivered, Pid, Ref} -> ok end,
    io:format("~s~n", [What]),
    [io:format("    ~p~n", [E]) || E <- events()].

events() -> receive M when element(1, M) =:= trace -> [named(M) | events()] after 0 -> [] end.

named(T) when is_tuple(T) -> list_to_tuple(named(tuple_to_list(T)));
named([X | Y]) -> [named(X) | named(Y)];
named(P) when is_pid(P) -> proplists:get_value(P, get(names), pid);
named(F) when is_function(F) -> 'fun';
named(R) when is_reference(R) -> ref;
named(X) -> X.
