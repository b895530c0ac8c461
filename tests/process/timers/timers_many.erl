%% Ten thousand timers: all fire, in order of time; half cancelled.
-module(timers_many).
-export([main/0]).

main() ->
    t(fun() -> fire(10000) end),
    t(fun() -> in_order() end),
    t(fun() -> half(2000) end),
    ok.

fire(N) ->
    [erlang:start_timer(I rem 20, self(), I) || I <- lists:seq(1, N)],
    lists:sum([receive {timeout, _, I} -> I end || _ <- lists:seq(1, N)]).

in_order() ->
    [erlang:send_after(D * 25, self(), {t, D}) || D <- [5, 1, 3, 2, 4]],
    [receive {t, D} -> D end || _ <- lists:seq(1, 5)].

half(N) ->
    Refs = [{I, erlang:send_after(200, self(), {h, I})} || I <- lists:seq(1, N)],
    Cancelled = length([x || {I, R} <- Refs, I rem 2 =:= 0, is_integer(erlang:cancel_timer(R))]),
    Got = [receive {h, I} -> I end || _ <- lists:seq(1, N - Cancelled)],
    {Cancelled, lists:all(fun(I) -> I rem 2 =:= 1 end, Got), receive {h, _} -> more after 50 -> none end}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
