%% Errors inside receive bodies, guards and timeouts end only their process.
-module(crash_in_receive).
-export([main/0]).

main() ->
    t(fun() -> ends(fun() -> self() ! x, receive x -> error(in_body) end end) end),
    t(fun() -> ends(fun() -> receive after 1 -> error(in_after) end end) end),
    t(fun() -> ends(fun() -> self() ! {n, a}, receive {n, X} when X + 1 > 0 -> X; {n, _} -> exit(guard_failed) end end) end),
    t(fun() -> ends(fun() -> self() ! {n, 0}, receive {n, X} when 1 / X > 0 -> X; {n, X} -> exit({zero, X}) end end) end),
    t(fun() -> ends(fun() -> self() ! go, receive go -> throw(ball) end end) end),
    t(fun() -> ends(fun() -> self() ! 1, receive X -> {X} = hd([2]) end end) end),
    t(fun() -> ends(fun() -> receive after bad -> ok end end) end),
    t(fun() -> ends(fun() -> receive after -1 -> ok end end) end),
    t(fun() ->
        %% The message that was being handled is gone, the others stay.
        [self() ! M || M <- [1, 2, 3]], try receive 2 -> error(x) end catch error:x -> rest() end
    end),
    ok.

ends(F) ->
    {P, R} = spawn_monitor(F),
    receive {'DOWN', R, process, P, W} -> reason(W) end.

reason({W, [{_, _, _, _} | _]}) -> {error, W};
reason(W) -> W.

rest() -> receive X -> [X | rest()] after 0 -> [] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
