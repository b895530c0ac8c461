%% A process over its max_heap_size is killed; the others live.
-module(max_heap).
-export([main/0]).

main() ->
    t(fun() ->
              {P, R} = spawn_opt(fun() -> grow([]) end, [monitor, {max_heap_size, #{size => 100000, kill => true, error_logger => false}}]),
              receive {'DOWN', R, process, P, W} -> W end
      end),
    t(fun() ->
              {P, R} = spawn_monitor(fun() -> process_flag(max_heap_size, #{size => 50000, error_logger => false}), grow([]) end),
              receive {'DOWN', R, process, P, W} -> W end
      end),
    t(fun() ->
              {P, R} = spawn_opt(fun() -> exit(fits) end, [monitor, {max_heap_size, 1000000}]),
              receive {'DOWN', R, process, P, W} -> W end
      end),
    t(fun() -> is_process_alive(self()) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{max_heap_size, -1}]) end),
    ok.

grow(L) -> grow([L, lists:seq(1, 100) | L]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
