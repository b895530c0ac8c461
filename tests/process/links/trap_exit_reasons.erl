%% With trap_exit every reason comes as a message; without it each does what it must.
-module(trap_exit_reasons).
-export([main/0]).

main() ->
    t(fun() -> [trapped(R) || R <- reasons()] end),
    t(fun() -> [untrapped(R) || R <- reasons()] end),
    t(fun() -> [sent_trapped(R) || R <- reasons()] end),
    t(fun() -> [sent_untrapped(R) || R <- reasons()] end),
    t(fun() ->
        %% exit(self(), Reason) with and without trapping.
        [self_signal(R, true) || R <- reasons()]
    end),
    t(fun() -> [self_signal(R, false) || R <- reasons()] end),
    t(fun() -> exit(a, b) end),
    t(fun() -> exit(dead(), x) end),
    t(fun() -> exit("x", x) end),
    ok.

reasons() -> [normal, kill, killed, shutdown, {shutdown, now}, noproc, noconnection, "text", {error, [1]}, 1.5].

%% The linked one ends with R.
trapped(R) -> result(fun() -> process_flag(trap_exit, true), P = spawn_link(fun() -> exit(R) end), receive {'EXIT', P, W} -> exit({got, W}) end end).

untrapped(R) -> result(fun() -> spawn_link(fun() -> exit(R) end), receive after 20 -> exit(lived) end end).

sent_trapped(R) -> signalled(fun() -> process_flag(trap_exit, true), ready(), receive {'EXIT', _, W} -> exit({got, W}) end end, R).

sent_untrapped(R) -> signalled(fun() -> ready(), receive after 20 -> exit(lived) end end, R).

signalled(F, R) ->
    Self = self(),
    {P, M} = spawn_monitor(fun() -> put(main, Self), F() end),
    receive {ready, P} -> ok end,
    exit(P, R),
    receive {'DOWN', M, process, P, W} -> {R, W} end.

ready() -> get(main) ! {ready, self()}.

self_signal(R, Trap) ->
    result(fun() -> process_flag(trap_exit, Trap), exit(self(), R), receive {'EXIT', _, W} -> exit({got, W}) after 10 -> exit(lived) end end).

result(F) ->
    {P, M} = spawn_monitor(F),
    receive {'DOWN', M, process, P, W} -> W end.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
