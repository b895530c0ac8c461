%% Links and monitors of the same process, and what comes of both.
-module(monitor_unlinked_mix).
-export([main/0]).

main() ->
    t(fun() -> both(normal) end),
    t(fun() -> both(kill) end),
    t(fun() -> both({any, "thing"}) end),
    t(fun() -> process_flag(trap_exit, true), {P, R} = spawn_opt(fun() -> receive X -> exit(X) end end, [link, monitor]), unlink(P), P ! x, receive {'DOWN', R, _, _, W} -> {W, receive {'EXIT', P, _} -> exit_too after 10 -> only_down end} end end),
    t(fun() -> process_flag(trap_exit, true), {P, R} = spawn_opt(fun() -> receive X -> exit(X) end end, [link, monitor]), demonitor(R), P ! x, receive {'EXIT', P, W} -> {W, receive {'DOWN', R, _, _, _} -> down_too after 10 -> only_exit end} end end),
    ok.

both(Reason) ->
    process_flag(trap_exit, true),
    {P, R} = spawn_opt(fun() -> receive X -> exit(X) end end, [link, monitor]),
    P ! Reason,
    {receive {'EXIT', P, A} -> A end, receive {'DOWN', R, process, P, B} -> B end}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
