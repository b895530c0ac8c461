%% monitor and demonitor, several at once, dead processes, names, options.
-module(monitor_basic).
-export([main/0]).

main() ->
    t(fun() -> begin P = child(), R = monitor(process, P), P ! {exit, x}, down(R) end end),
    t(fun() -> begin P = dead(), R = monitor(process, P), down(R) end end),
    t(fun() ->
              P = child(),
              Rs = [monitor(process, P) || _ <- [1, 2, 3]],
              P ! {exit, x},
              [down(R) || R <- Rs]
      end),
    t(fun() -> begin P = child(), R = monitor(process, P), true = demonitor(R), P ! {exit, x}, down(R) end end),
    t(fun() ->
              P = dead(),
              R = monitor(process, P),
              receive after 5 -> ok end,
              demonitor(R, [flush]),
              down(R)
      end),
    t(fun() -> begin P = child(), R = monitor(process, P), demonitor(R, [info]) end end),
    t(fun() ->
              P = dead(),
              R = monitor(process, P),
              receive after 5 -> ok end,
              {demonitor(R, [info]), down(R)}
      end),
    t(fun() ->
              P = dead(),
              R = monitor(process, P),
              receive after 5 -> ok end,
              {demonitor(R, [flush, info]), down(R)}
      end),
    t(fun() -> demonitor(make_ref()) end),
    t(fun() -> demonitor(make_ref(), [info]) end),
    t(fun() ->
              R = monitor(process, no_such_name),
              receive {'DOWN', R, process, {N, Node}, W} -> {N, Node =:= node(), W} end
      end),
    t(fun() ->
              P = child(),
              register(mon_name, P),
              R = monitor(process, mon_name),
              P ! {exit, x},
              receive {'DOWN', R, process, {N, _}, W} -> {N, W} end
      end),
    t(fun() ->
              P = child(),
              R = monitor(process, P, [{tag, my_down}]),
              P ! {exit, x},
              receive {my_down, R, process, P, W} -> W end
      end),
    t(fun() -> begin R = monitor(process, self()), demonitor(R) end end),
    t(fun() -> monitor(process, 1) end),
    t(fun() -> monitor(bogus, self()) end),
    t(fun() -> demonitor(a) end),
    t(fun() -> demonitor(make_ref(), [bogus]) end),
    ok.

child() -> spawn(fun() -> receive {exit, R} -> exit(R) end end).

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

down(R) ->
    receive {'DOWN', R, process, _, Why} -> Why
    after 20 -> none
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
