%% process_info of monitors and monitored_by, with several, named and ended ones.
-module(monitor_lists).
-export([main/0]).

main() ->
    t(fun() -> counts() end),
    t(fun() -> P = idle(), [monitor(process, P) || _ <- [1, 2, 3]], {counts(), by(P)} end),
    t(fun() -> P = idle(), Rs = [monitor(process, P) || _ <- [1, 2, 3]], demonitor(hd(Rs)), by(P) end),
    t(fun() -> P = idle(), register(watched, P), monitor(process, watched), {monitors, M} = process_info(self(), monitors), lists:member({process, {watched, node()}}, M) end),
    t(fun() -> P = idle(), monitor(process, P), exit(P, kill), receive {'DOWN', _, _, P, W} -> W end end),
    t(fun() -> {W, R} = spawn_monitor(fun() -> P = idle(), monitor(process, P), exit({alive, P}) end), receive {'DOWN', R, _, W, {alive, P}} -> by(P) end end),
    t(fun() -> P = idle(), process_info(P, [monitors, monitored_by]) end),
    t(fun() -> Self = self(), P = idle(), spawn(fun() -> monitor(process, P), Self ! made, receive stop -> ok end end), receive made -> by(P) end end),
    ok.

counts() -> {monitors, L} = process_info(self(), monitors), length(L).

by(P) -> {monitored_by, L} = process_info(P, monitored_by), length(L).

idle() -> spawn(fun() -> receive stop -> ok end end).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
