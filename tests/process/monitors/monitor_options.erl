%% monitor/3: tags, aliases, and what is no option.
-module(monitor_options).
-export([main/0]).

main() ->
    t(fun() -> {P, R} = {idle(), x}, {is_pid(P), R} end),
    t(fun() -> P = idle(), R = monitor(process, P, []), P ! stop, down(R) end),
    t(fun() -> P = idle(), R = monitor(process, P, [{tag, gone}]), P ! stop, receive {gone, R, process, P, W} -> W end end),
    t(fun() -> P = idle(), R = monitor(process, P, [{tag, {my, "tag", [1]}}]), P ! stop, receive {{my, "tag", [1]}, R, process, P, W} -> W end end),
    t(fun() -> R = monitor(process, dead(), [{tag, was_dead}]), receive {was_dead, R, process, _, W} -> W end end),
    t(fun() -> R = monitor(process, no_such_name, [{tag, unnamed}]), receive {unnamed, R, process, {N, Node}, W} -> {N, Node =:= node(), W} end end),
    t(fun() -> P = idle(), R = monitor(process, P, [{alias, explicit_unalias}, {tag, t}]), P ! stop, receive {t, R, _, _, W} -> {W, unalias(R)} end end),
    t(fun() -> P = idle(), R = monitor(process, P, [{alias, demonitor}]), P ! stop, {down(R), unalias(R)} end),
    t(fun() -> P = idle(), R = monitor(process, P, [{alias, reply_demonitor}]), P ! stop, {down(R), unalias(R)} end),
    t(fun() -> monitor(process, self(), [bogus]) end),
    t(fun() -> monitor(process, self(), [{alias, bogus}]) end),
    t(fun() -> monitor(process, self(), alias) end),
    t(fun() -> monitor(bogus, self(), []) end),
    t(fun() -> monitor(process, 1, []) end),
    t(fun() -> monitor(process, {name, 1}, []) end),
    ok.

idle() -> spawn(fun() -> receive stop -> ok end end).

down(R) -> receive {'DOWN', R, process, _, W} -> W after 500 -> nothing end.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
