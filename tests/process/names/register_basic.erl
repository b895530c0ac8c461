%% register, unregister, whereis, registered, sending to names.
-module(register_basic).
-export([main/0]).

main() ->
    t(fun() -> register(test_name, self()) end),
    t(fun() -> whereis(test_name) =:= self() end),
    t(fun() -> test_name ! hi, receive M -> M end end),
    t(fun() -> register(test_name, self()) end),
    t(fun() -> register(other_name, self()) end),
    t(fun() -> lists:member(test_name, registered()) end),
    t(fun() -> unregister(test_name) end),
    t(fun() -> whereis(test_name) end),
    t(fun() -> unregister(test_name) end),
    t(fun() -> test_name ! hi end),
    t(fun() -> register(undefined, self()) end),
    t(fun() -> register("name", self()) end),
    t(fun() -> register(name, not_a_pid) end),
    t(fun() -> register(dead_name, dead()) end),
    t(fun() -> whereis("x") end),
    t(fun() ->
              P = spawn(fun() -> receive stop -> ok end end),
              register(temp, P),
              A = whereis(temp) =:= P,
              R = monitor(process, P),
              temp ! stop,
              receive {'DOWN', R, _, _, _} -> {A, whereis(temp)} end
      end),
    t(fun() ->
              P = spawn(fun() -> receive X -> exit(X) end end),
              register(sink, P),
              R = monitor(process, P),
              {sink, node()} ! got,
              receive {'DOWN', R, _, _, W} -> W end
      end),
    t(fun() -> begin {no_such, node()} ! lost end end),
    t(fun() ->
              register(again, self()),
              unregister(again),
              register(again, self()),
              whereis(again) =:= self()
      end),
    t(fun() -> process_info(self(), registered_name) end),
    ok.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
