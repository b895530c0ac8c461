%% process_info(links) after linking, unlinking and deaths.
-module(link_counts).
-export([main/0]).

main() ->
    t(fun() -> n() end),
    t(fun() -> P = idle(), link(P), A = n(), unlink(P), {A, n()} end),
    t(fun() -> Ps = [idle() || _ <- lists:seq(1, 100)], [link(P) || P <- Ps], A = n(), [unlink(P) || P <- Ps], {A, n()} end),
    t(fun() -> process_flag(trap_exit, true), Ps = [spawn_link(fun() -> receive X -> exit(X) end end) || _ <- lists:seq(1, 100)], A = n(), [P ! bye || P <- Ps], [receive {'EXIT', P, bye} -> ok end || P <- Ps], {A, n()} end),
    t(fun() -> P = idle(), link(P), {links, L} = process_info(P, links), unlink(P), {links, M} = process_info(P, links), {L =:= [self()], M} end),
    t(fun() -> P = idle(), Q = spawn(fun() -> link(P), receive stop -> ok end end), receive after 10 -> ok end, {links, L} = process_info(P, links), {links, M} = process_info(Q, links), {L =:= [Q], M =:= [P]} end),
    ok.

n() -> {links, L} = process_info(self(), links), length([P || P <- L, P =/= element(2, process_info(self(), parent_of(P)))]).

parent_of(_) -> group_leader.

idle() -> spawn(fun() -> receive stop -> ok end end).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
