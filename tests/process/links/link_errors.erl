%% link and unlink: to oneself, the dead, twice, and what is no pid.
-module(link_errors).
-export([main/0]).

main() ->
    t(fun() -> link(self()) end),
    t(fun() -> unlink(self()) end),
    t(fun() -> process_info(self(), links) end),
    t(fun() -> unlink(dead()) end),
    t(fun() -> element(1, result(fun() -> link(dead()), receive after 50 -> lived end end)) end),
    t(fun() -> result(fun() -> process_flag(trap_exit, true), D = dead(), true = link(D), receive {'EXIT', D, W} -> {got, W} after 50 -> nothing end end) end),
    t(fun() -> link(a) end),
    t(fun() -> unlink(1) end),
    t(fun() -> link({a, node()}) end),
    t(fun() -> P = idle(), link(P), link(P), {links, L} = process_info(self(), links), unlink(P), {length(L), process_info(self(), links)} end),
    t(fun() ->
        %% unlink twice, and of one that never was linked.
        P = idle(), [unlink(P), link(P), unlink(P), unlink(P)]
    end),
    t(fun() ->
        %% After unlink the exit does not come.
        process_flag(trap_exit, true), P = spawn_link(fun() -> receive X -> exit(X) end end), unlink(P), P ! bye, R = receive {'EXIT', P, W} -> W after 20 -> nothing end, process_flag(trap_exit, false), R
    end),
    t(fun() ->
        %% An exit that has come stays after unlink.
        process_flag(trap_exit, true), P = spawn_link(fun() -> exit(early) end), receive after 20 -> ok end, unlink(P), R = receive {'EXIT', P, W} -> W after 0 -> nothing end, process_flag(trap_exit, false), R
    end),
    ok.

idle() -> spawn(fun() -> receive stop -> ok end end).

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

result(F) ->
    {P, R} = spawn_monitor(fun() -> exit({result, F()}) end),
    receive {'DOWN', R, process, P, W} -> W end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
