%% trap_exit, link, unlink and the exit messages.
-module(link_trap).
-export([main/0]).

main() ->
    t(fun() -> process_flag(trap_exit, true) end),
    t(fun() -> process_flag(trap_exit, true) end),
    t(fun() -> begin P = child(), link(P), P ! {exit, boom}, receive {'EXIT', P, R} -> R end end end),
    t(fun() ->
              P = child(),
              link(P),
              unlink(P),
              P ! {exit, boom},
              receive {'EXIT', P, R} -> R after 20 -> nothing end
      end),
    t(fun() ->
              P = child(),
              link(P),
              link(P),
              P ! {exit, once},
              receive {'EXIT', P, R} -> {R, receive {'EXIT', P, _} -> twice after 10 -> once end} end
      end),
    t(fun() -> begin P = dead(), link(P), receive {'EXIT', P, R} -> R end end end),
    t(fun() -> begin P = dead(), unlink(P) end end),
    t(fun() -> link(self()) end),
    t(fun() -> unlink(self()) end),
    t(fun() -> link(a) end),
    t(fun() -> unlink(a) end),
    t(fun() -> begin P = child(), link(P), exit(P, stop_it), receive {'EXIT', P, R} -> R end end end),
    t(fun() -> begin P = child(), link(P), exit(P, kill), receive {'EXIT', P, R} -> R end end end),
    t(fun() ->
              P = child(),
              link(P),
              exit(P, normal),
              receive {'EXIT', P, R} -> R after 20 -> still_alive end
      end),
    t(fun() -> begin exit(self(), hello), receive {'EXIT', P, R} when P =:= self() -> R end end end),
    t(fun() -> begin exit(self(), normal), receive {'EXIT', P, R} when P =:= self() -> R end end end),
    t(fun() -> process_flag(trap_exit, false) end),
    t(fun() -> process_flag(trap_exit, maybe_so) end),
    t(fun() -> process_flag(bogus, true) end),
    t(fun() -> exit(a, b) end),
    ok.

child() -> spawn(fun() -> receive {exit, R} -> exit(R) end end).

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
