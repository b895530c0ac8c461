%% When its process ends a name is free, for everyone who has seen it end.
-module(names_of_the_dead).
-export([main/0]).

main() ->
    t(fun() -> [begin P = spawn(fun() -> receive stop -> ok end end), register(dying, P), R = monitor(process, P), P ! stop, receive {'DOWN', R, _, _, _} -> ok end, {whereis(dying), lists:member(dying, registered())} end || _ <- lists:seq(1, 20)] -- lists:duplicate(20, {undefined, false}) end),
    t(fun() -> [begin P = spawn(fun() -> receive stop -> ok end end), register(killed_one, P), R = monitor(process, P), exit(P, kill), receive {'DOWN', R, _, _, W} -> W end end || _ <- [1, 2, 3]] end),
    t(fun() -> P = spawn(fun() -> register(own_name, self()), receive stop -> ok end end), receive after 10 -> ok end, R = monitor(process, own_name), own_name ! stop, receive {'DOWN', R, process, {own_name, N}, W} -> {N =:= node(), W, is_process_alive(P)} end end),
    t(fun() -> process_flag(trap_exit, true), P = spawn_link(fun() -> register(linked_name, self()), exit(over) end), receive {'EXIT', P, W} -> {W, whereis(linked_name)} end end),
    t(fun() -> dying ! x end),
    t(fun() ->
        %% Taken again at once by the next.
        [begin {P, R} = spawn_monitor(fun() -> register(relay, self()), exit({is, whereis(relay) =:= self()}) end), receive {'DOWN', R, _, P, W} -> W end end || _ <- lists:seq(1, 10)] -- lists:duplicate(10, {is, true})
    end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
