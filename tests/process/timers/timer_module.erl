%% The timer module: sleep, send_after, apply_after, send_interval, tc, units.
-module(timer_module).
-export([main/0]).

main() ->
    t(fun() -> timer:sleep(1) end),
    t(fun() -> timer:sleep(0) end),
    t(fun() -> begin {ok, _} = timer:send_after(5, hello), receive hello -> got end end end),
    t(fun() -> begin {ok, _} = timer:send_after(5, self(), hello2), receive hello2 -> got end end end),
    t(fun() -> begin {ok, T} = timer:send_after(10000, never), timer:cancel(T) end end),
    t(fun() ->
              {ok, _} = timer:apply_after(1, erlang, send, [self(), applied]),
              receive applied -> got end
      end),
    t(fun() ->
              {ok, T} = timer:send_interval(2, tick),
              [receive tick -> ok end || _ <- [1, 2, 3]],
              timer:cancel(T)
      end),
    t(fun() -> begin {Us, V} = timer:tc(fun() -> lists:sum(lists:seq(1, 1000)) end), {is_integer(Us), V} end end),
    t(fun() -> begin {_, V} = timer:tc(lists, reverse, [[1, 2]]), V end end),
    t(fun() -> begin {_, V} = timer:tc(fun(A, B) -> A + B end, [1, 2]), V end end),
    t(fun() -> timer:seconds(5) end),
    t(fun() -> timer:minutes(2) end),
    t(fun() -> timer:hours(1) end),
    t(fun() -> timer:hms(1, 2, 3) end),
    t(fun() -> timer:now_diff({1, 2, 3}, {1, 1, 1}) end),
    t(fun() -> timer:send_after(-1, x) end),
    t(fun() -> timer:cancel(bogus) end),
    t(fun() -> begin {ok, T} = timer:kill_after(10000, spawn(fun() -> ok end)), timer:cancel(T) end end),
    t(fun() ->
              {P, R} = spawn_monitor(fun() -> receive never -> ok end end),
              timer:exit_after(1, P, timed),
              receive {'DOWN', R, _, _, W} -> W end
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
