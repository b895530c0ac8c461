%% link and unlink in quick succession with exiting processes.
-module(link_unlink_races).
-export([main/0]).

main() ->
    t(fun() -> rounds(500, fun spawn_link_exit/0) end),
    t(fun() -> rounds(500, fun link_unlink/0) end),
    t(fun() -> rounds(500, fun monitor_demonitor/0) end),
    t(fun() -> length(process_info_links()) end),
    ok.

rounds(0, _) -> done;
rounds(N, F) -> F(), rounds(N - 1, F).

spawn_link_exit() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> exit(x) end),
    receive {'EXIT', P, x} -> ok end.

%% After unlink returns no exit message of that process can come any more.
link_unlink() ->
    process_flag(trap_exit, true),
    P = spawn(fun() -> exit(x) end),
    link(P),
    unlink(P),
    receive {'EXIT', P, _} -> ok after 0 -> ok end,
    receive {'EXIT', P, _} -> error(late_exit) after 0 -> ok end.

monitor_demonitor() ->
    P = spawn(fun() -> ok end),
    R = monitor(process, P),
    demonitor(R, [flush]),
    receive {'DOWN', R, _, _, _} -> error(late_down) after 0 -> ok end.

process_info_links() ->
    {links, L} = process_info(self(), links),
    [P || P <- L, is_pid(P), P =/= group_leader()].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
