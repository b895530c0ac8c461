%% send_after, start_timer, cancel_timer, read_timer.
-module(timer_bifs).
-export([main/0]).

main() ->
    t(fun() -> begin erlang:send_after(5, self(), hello), receive hello -> got end end end),
    t(fun() -> begin R = erlang:start_timer(5, self(), msg), receive {timeout, R, M} -> M end end end),
    t(fun() -> begin R = erlang:send_after(10000, self(), never), is_integer(erlang:cancel_timer(R)) end end),
    t(fun() ->
              R = erlang:send_after(10000, self(), never),
              T = erlang:cancel_timer(R),
              T > 9000 andalso T =< 10000
      end),
    t(fun() ->
              R = erlang:send_after(10000, self(), never),
              erlang:cancel_timer(R),
              erlang:cancel_timer(R)
      end),
    t(fun() -> begin R = erlang:send_after(1, self(), now), receive now -> erlang:cancel_timer(R) end end end),
    t(fun() ->
              R = erlang:send_after(10000, self(), never),
              T = erlang:read_timer(R),
              erlang:cancel_timer(R),
              T > 9000
      end),
    t(fun() -> erlang:read_timer(make_ref()) end),
    t(fun() -> erlang:cancel_timer(make_ref()) end),
    t(fun() -> begin R = erlang:send_after(10000, self(), never), erlang:cancel_timer(R, [{info, false}]) end end),
    t(fun() ->
              R = erlang:send_after(10000, self(), never),
              ok = erlang:cancel_timer(R, [{async, true}]),
              receive {cancel_timer, R, T} -> is_integer(T) end
      end),
    t(fun() ->
              [erlang:send_after(D, self(), D) || D <- [50, 10, 30]],
              [receive D -> D end || _ <- [1, 2, 3]]
      end),
    t(fun() -> begin erlang:send_after(0, self(), zero), receive zero -> zero end end end),
    t(fun() ->
              register(timer_target, self()),
              erlang:send_after(1, timer_target, by_name),
              receive M -> M end
      end),
    t(fun() -> begin erlang:send_after(1, no_such_target, x), ok end end),
    t(fun() ->
              T = erlang:monotonic_time(millisecond) + 10,
              erlang:send_after(T, self(), abs, [{abs, true}]),
              receive abs -> abs end
      end),
    t(fun() -> erlang:send_after(-1, self(), x) end),
    t(fun() -> erlang:send_after(a, self(), x) end),
    t(fun() -> erlang:send_after(1, 1, x) end),
    t(fun() -> erlang:cancel_timer(a) end),
    t(fun() ->
              [erlang:send_after(1, self(), tick) || _ <- lists:seq(1, 1000)],
              length([receive tick -> ok end || _ <- lists:seq(1, 1000)])
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
