%% Timers to processes that die and names that change.
-module(timer_dead_target).
-export([main/0]).

main() ->
    t(fun() ->
              P = spawn(fun() -> receive stop -> ok end end),
              R = erlang:send_after(10000, P, x),
              M = monitor(process, P),
              P ! stop,
              receive {'DOWN', M, _, _, _} -> ok end,
              receive after 5 -> ok end,
              erlang:read_timer(R)
      end),
    t(fun() ->
              erlang:send_after(20, timer_name, late),
              register(timer_name, self()),
              receive late -> got after 2000 -> no end
      end),
    t(fun() ->
              unregister(timer_name),
              erlang:send_after(5, timer_name, late),
              receive late -> got after 30 -> lost end
      end),
    t(fun() ->
              Me = self(),
              spawn(fun() -> erlang:send_after(10, Me, from_dead_setter) end),
              receive from_dead_setter -> got after 2000 -> no end
      end),
    t(fun() ->
              Me = self(),
              P = spawn(fun() -> R = erlang:send_after(5000, Me, x), Me ! {ref, R}, receive stop -> ok end end),
              receive {ref, R} -> T = erlang:cancel_timer(R), P ! stop, is_integer(T) end
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
