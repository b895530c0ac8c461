%% demonitor/1,2: flush, info, both, twice, of others and of what is no monitor.
-module(demonitor_options).
-export([main/0]).

main() ->
    t(fun() -> R = monitor(process, idle()), demonitor(R) end),
    t(fun() -> R = monitor(process, idle()), [demonitor(R), demonitor(R)] end),
    t(fun() -> R = monitor(process, idle()), demonitor(R, [info]) end),
    t(fun() -> R = monitor(process, idle()), demonitor(R), demonitor(R, [info]) end),
    t(fun() -> R = monitor(process, idle()), demonitor(R, [flush]) end),
    t(fun() -> R = monitor(process, dead()), settle(), demonitor(R, [info]) end),
    t(fun() -> R = monitor(process, dead()), settle(), demonitor(R, [info, flush]) end),
    t(fun() -> R = monitor(process, dead()), settle(), demonitor(R), receive {'DOWN', R, _, _, W} -> {still, W} after 0 -> gone end end),
    t(fun() -> R = monitor(process, dead()), settle(), demonitor(R, [flush]), receive {'DOWN', R, _, _, W} -> {still, W} after 0 -> gone end end),
    t(fun() -> demonitor(make_ref()) end),
    t(fun() -> demonitor(make_ref(), [info]) end),
    t(fun() -> demonitor(a) end),
    t(fun() -> demonitor(make_ref(), [bogus]) end),
    t(fun() -> demonitor(make_ref(), flush) end),
    t(fun() -> Self = self(), P = spawn(fun() -> R = monitor(process, Self), Self ! {ref, R}, receive stop -> ok end end), receive {ref, R} -> X = try demonitor(R) catch error:E -> E end, P ! stop, X end end),
    t(fun() ->
        %% flush takes only its own.
        A = monitor(process, dead()), B = monitor(process, dead()), settle(), demonitor(A, [flush]), receive {'DOWN', X, _, _, _} -> X =:= B end
    end),
    t(fun() -> R = monitor(process, self()), {is_reference(R), demonitor(R, [info]), process_info(self(), monitors)} end),
    ok.

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

settle() -> receive after 5 -> ok end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
