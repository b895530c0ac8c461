%% Sending to what is no longer or never was there.
-module(send_to_dead).
-export([main/0]).

main() ->
    t(fun() -> dead() ! x end),
    t(fun() -> erlang:send(dead(), x) end),
    t(fun() -> erlang:send(dead(), x, []) end),
    t(fun() -> no_such_name ! x end),
    t(fun() -> erlang:send(no_such_name, x) end),
    t(fun() -> erlang:send(no_such_name, x, [noconnect]) end),
    t(fun() -> {no_such_name, node()} ! x end),
    t(fun() -> id(1) ! x end),
    t(fun() -> id("name") ! x end),
    t(fun() -> id({a, b, c}) ! x end),
    t(fun() -> id({1, node()}) ! x end),
    t(fun() -> erlang:send(self(), x, [bogus]) end),
    t(fun() -> erlang:send(self(), x, nosuspend) end),
    t(fun() -> {erlang:send(self(), y, [nosuspend, noconnect]), receive y -> got end} end),
    t(fun() -> erlang:send_nosuspend(dead(), x) end),
    t(fun() -> {erlang:send_nosuspend(self(), w), receive w -> got end} end),
    t(fun() -> {erlang:send_nosuspend(self(), v, [noconnect]), receive v -> got end} end),
    t(fun() -> R = make_ref(), (R ! x) =:= x end),
    t(fun() -> alias() ! 1, receive 1 -> sent_to_alias end end),
    ok.

id(X) -> X.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
