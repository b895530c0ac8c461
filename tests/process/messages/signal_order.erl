%% Signals of one process to another arrive in the order sent: messages, exits, links, monitors, names.
-module(signal_order).
-export([main/0]).

main() ->
    t(fun() -> P = collector(), P ! 1, P ! 2, exit(P, three), P ! 4, tell(P) end),
    t(fun() -> P = collector(), [P ! I || I <- lists:seq(1, 50)], exit(P, x), tell(P) =:= lists:seq(1, 50) ++ [{exit, x}] end),
    t(fun() -> P = collector(), link(P), P ! a, unlink(P), P ! b, tell(P) end),
    t(fun() -> P = collector(), R = monitor(process, P), P ! {stop, now}, receive {'DOWN', R, _, _, W} -> W end end),
    t(fun() ->
        %% The message before the exit is received, the one after it is not.
        Self = self(), P = spawn(fun() -> process_flag(trap_exit, false), receive go -> ok end, receive X -> Self ! {saw, X} end, receive never -> ok end end), R = monitor(process, P), P ! go, P ! first, receive {saw, first} -> ok end, exit(P, kill), P ! second, receive {'DOWN', R, _, _, W} -> W end
    end),
    t(fun() ->
        %% A name and a pid lead into the same queue.
        P = collector(), register(coll, P), P ! 1, coll ! 2, {coll, node()} ! 3, P ! 4, L = tell(P), unregister(coll), L
    end),
    t(fun() ->
        %% is_process_alive after exit/2 has seen the signal.
        [begin P = spawn(fun() -> receive never -> ok end end), exit(P, kill), is_process_alive(P) end || _ <- lists:seq(1, 20)] -- lists:duplicate(20, false)
    end),
    t(fun() ->
        %% process_info after sending has seen the messages.
        [begin P = spawn(fun() -> receive never -> ok end end), [P ! I || I <- lists:seq(1, N)], {message_queue_len, N} = process_info(P, message_queue_len), exit(P, kill), N end || N <- [1, 5, 10]]
    end),
    t(fun() ->
        %% DOWN comes after all messages of the one that ended.
        Self = self(), {P, R} = spawn_monitor(fun() -> [Self ! {m, I} || I <- lists:seq(1, 100)], exit(done) end), receive {'DOWN', R, _, P, done} -> ok end, length(drain())
    end),
    ok.

collector() ->
    Self = self(),
    P = spawn(fun() -> process_flag(trap_exit, true), Self ! traps, collect([]) end),
    receive traps -> P end.

collect(L) ->
    receive
        {tell, From} -> From ! {told, lists:reverse(L)}, collect([]);
        {stop, Why} -> exit(Why);
        {'EXIT', _, R} -> collect([{exit, R} | L]);
        X -> collect([X | L])
    end.

tell(P) -> receive after 1 -> ok end, P ! {tell, self()}, receive {told, L} -> L end.

drain() -> receive {m, I} -> [I | drain()] after 0 -> [] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
