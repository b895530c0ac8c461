%% Exceptions while waiting, in handlers, and exits that cross try.
-module(exit_in_handlers).
-export([main/0]).

main() ->
    t(fun() ->
              {P, R} = spawn_monitor(fun() -> try receive never -> ok end catch _:_ -> caught after ok end end),
              exit(P, stop),
              receive {'DOWN', R, _, _, W} -> W end
      end),
    t(fun() ->
              {P, R} = spawn_monitor(fun() -> try receive go -> exit(self_made) end catch exit:self_made -> exit(changed) end end),
              P ! go,
              receive {'DOWN', R, _, _, W} -> W end
      end),
    t(fun() ->
              {_, R} = spawn_monitor(fun() -> try exit(a) after exit(b) end end),
              receive {'DOWN', R, _, _, W} -> W end
      end),
    t(fun() ->
              {_, R} = spawn_monitor(fun() -> catch exit(a), exit(b) end),
              receive {'DOWN', R, _, _, W} -> W end
      end),
    t(fun() ->
              {_, R} = spawn_monitor(fun() -> (catch throw(x)), ok end),
              receive {'DOWN', R, _, _, W} -> W end
      end),
    t(fun() ->
              {P, R} = spawn_monitor(fun() -> process_flag(trap_exit, true), loop(0) end),
              P ! {report, self()},
              receive {seen, 0} -> ok end,
              exit(P, one),
              exit(P, two),
              P ! {report, self()},
              receive {seen, N} -> exit(P, kill), receive {'DOWN', R, _, _, W} -> {N, W} end end
      end),
    ok.

loop(N) ->
    receive
        {'EXIT', _, _} -> loop(N + 1);
        {report, P} -> P ! {seen, N}, loop(N)
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
