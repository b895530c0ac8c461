%% Timers for processes and names that are gone, and timers whose starter has gone.
-module(timers_of_the_dead).
-export([main/0]).

main() ->
    t(fun() -> P = dead(), R = erlang:send_after(5, P, m), receive after 15 -> is_reference(R) end end),
    t(fun() -> P = spawn(fun() -> receive stop -> ok end end), R = erlang:send_after(10000, P, m), stop(P), receive after 5 -> erlang:read_timer(R) end end),
    t(fun() -> P = spawn(fun() -> receive stop -> ok end end), R = erlang:send_after(10000, P, m), stop(P), receive after 5 -> erlang:cancel_timer(R) end end),
    t(fun() -> Self = self(), spawn(fun() -> erlang:send_after(10, Self, outlived) end), receive X -> X after 1000 -> nothing end end),
    t(fun() -> erlang:send_after(1, no_such_name, m), receive after 5 -> ok end end),
    t(fun() -> Self = self(), {P, R} = spawn_monitor(fun() -> register(late_name, self()), erlang:send_after(1, late_name, hello), receive hello -> Self ! got end end), receive got -> receive {'DOWN', R, _, P, W} -> W end end end),
    t(fun() -> R = erlang:send_after(20, taken_over, m), register(taken_over, self()), receive m -> {delivered, erlang:cancel_timer(R)} after 1000 -> lost end end),
    ok.

dead() -> P = spawn(fun() -> ok end), stop(P), P.

stop(P) ->
    R = monitor(process, P),
    P ! stop,
    receive {'DOWN', R, _, _, _} -> ok end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
