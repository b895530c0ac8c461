%% !, send/2, send/3, send_nosuspend, sending to dead and missing receivers.
-module(send_forms).
-export([main/0]).

main() ->
    t(fun() -> self() ! a end),
    t(fun() -> erlang:send(self(), b) end),
    t(fun() -> erlang:send(self(), c, [nosuspend]) end),
    t(fun() -> erlang:send(self(), d, [noconnect]) end),
    t(fun() -> erlang:send_nosuspend(self(), e) end),
    t(fun() -> flush() end),
    t(fun() -> begin P = dead(), P ! x end end),
    t(fun() -> begin P = dead(), erlang:send(P, x, []) end end),
    t(fun() -> no_such_name ! x end),
    t(fun() -> erlang:send(no_such_name, x) end),
    t(fun() -> erlang:send(no_such_name, x, []) end),
    t(fun() -> erlang:send(self(), x, [bogus]) end),
    t(fun() -> "name" ! x end),
    t(fun() -> 1.5 ! x end),
    t(fun() -> {a, b, c} ! x end),
    t(fun() -> make_ref() ! x end),
    t(fun() -> flush() end),
    ok.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

flush() ->
    receive M -> [M | flush()]
    after 0 -> []
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
