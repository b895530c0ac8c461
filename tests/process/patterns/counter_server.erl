%% A counter server: calls, casts, state, stop.
-module(counter_server).
-export([main/0]).

main() ->
    t(fun() -> begin P = start(5), [call(P, incr) || _ <- [1, 2, 3]] end end),
    t(fun() -> begin P = start(0), cast(P, {add, 10}), cast(P, {add, 5}), call(P, get) end end),
    t(fun() -> begin P = start(0), stop(P) end end),
    t(fun() -> begin P = start(0), stop(P), call(P, get) end end),
    t(fun() -> begin P = start(0), call(P, crash) end end),
    t(fun() ->
              P = start(0),
              [spawn(fun() -> cast(P, {add, 1}) end) || _ <- lists:seq(1, 100)],
              wait_for(P, 100)
      end),
    ok.

start(N) -> spawn(fun() -> loop(N) end).

loop(N) ->
    receive
        {call, From, Ref, incr} -> From ! {Ref, N + 1}, loop(N + 1);
        {call, From, Ref, get} -> From ! {Ref, N}, loop(N);
        {call, _, _, crash} -> exit(crashed);
        {cast, {add, X}} -> loop(N + X);
        stop -> exit({final, N})
    end.

call(P, What) ->
    Ref = monitor(process, P),
    P ! {call, self(), Ref, What},
    receive
        {Ref, Reply} -> demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, process, P, Why} -> {down, Why}
    end.

cast(P, What) -> P ! {cast, What}, ok.

stop(P) ->
    Ref = monitor(process, P),
    P ! stop,
    receive {'DOWN', Ref, process, P, Why} -> Why end.

wait_for(P, N) ->
    case call(P, get) of
        N -> N;
        _ -> wait_for(P, N)
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
