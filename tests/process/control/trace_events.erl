%% trace/3: what is told of a process, in order; flags inherited, timestamps, what is refused.
-module(trace_events).
-export([main/0, work/0]).

main() ->
    P = spawn(fun() -> receive go -> work() end end),
    1 = erlang:trace(P, true, [procs, send, 'receive', exiting]),
    P ! go,
    dump(P),
    Q = spawn(fun() -> receive go -> work() end end),
    1 = erlang:trace(Q, true, [running]),
    io:format("~p~n", [erlang:trace_info(Q, flags)]),
    io:format("~p~n", [erlang:trace_info(Q, tracer) =:= {tracer, self()}]),
    1 = erlang:trace(Q, false, [running]),
    io:format("~p~n", [erlang:trace_info(Q, flags)]),
    exit(Q, kill),
    S = spawn(fun() -> receive go -> Self = self(), spawn(fun() -> Self ! child end), receive child -> ok end end end),
    1 = erlang:trace(S, true, [send, set_on_spawn, monotonic_timestamp]),
    S ! go,
    receive {trace_ts, Child, send, child, S, Time} -> io:format("~p~n", [{Child =/= S, is_integer(Time)}]) end,
    io:format("~p~n", [erlang:trace_info(self(), flags)]),
    t(fun() -> erlang:trace(self(), true, [send]) end),
    t(fun() -> erlang:trace(all, maybe_, []) end),
    t(fun() -> erlang:trace(nobody, true, [send]) end),
    t(fun() -> erlang:trace(all, true, [no_such_flag]) end),
    t(fun() -> erlang:trace_info(self(), no_such_item) end),
    t(fun() -> erlang:trace_info(new, flags) end),
    erlang:trace(new, true, [procs]),
    N = spawn(fun() -> exit(bye) end),
    receive {trace, N, spawned, From, {erlang, apply, [_, []]}} -> io:format("~p~n", [From =:= self()]) end,
    receive {trace, N, exit, bye} -> io:format("bye~n") end,
    erlang:trace(new, false, [procs]),
    spawn(fun() -> ok end),
    receive {trace, _, spawned, _, _} -> io:format("traced~n") after 50 -> io:format("none~n") end.

work() ->
    spawn(fun() -> ok end),
    self() ! x,
    receive x -> ok end,
    exit(done).

dump(P) ->
    receive
        {trace, P, out_exited, 0} -> io:format("out_exited~n");
        {trace, P, spawn, _, {M, F, _}} -> io:format("spawn ~p~n", [{M, F}]), dump(P);
        {trace, P, send, Message, P} -> io:format("send ~p~n", [Message]), dump(P);
        {trace, P, Tag, Data} -> io:format("~p ~p~n", [Tag, Data]), dump(P)
    end.

t(F) ->
    try F() of V -> io:format("~p~n", [V])
    catch C:R -> io:format("~p~n", [{C, R}])
    end.
