%% Linked children that fail at once, late, in many ways; the parent traps.
-module(spawn_link_failures).
-export([main/0]).

main() ->
    t(fun() -> [child(F) || F <- [fun() -> ok end, fun() -> exit(a) end, fun() -> exit(normal) end]] end),
    t(fun() -> element(1, child(fun() -> error(b) end)) end),
    t(fun() -> element(1, child(fun() -> throw(c) end)) end),
    t(fun() -> child(fun() -> exit(self(), kill) end) end),
    t(fun() -> child(fun() -> spawn_link(fun() -> exit(grandchild) end), receive never -> ok end end) end),
    t(fun() -> process_flag(trap_exit, true), Ps = [spawn_link(fun() -> exit({n, I}) end) || I <- lists:seq(1, 50)], [receive {'EXIT', P, {n, I}} -> I end || P <- Ps] =:= lists:seq(1, 50) end),
    ok.

child(F) -> process_flag(trap_exit, true), P = spawn_link(F), receive {'EXIT', P, W} -> W end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
