%% Timers fire in the order of their times, those of one time in the order they were started.
-module(timer_order).
-export([main/0]).

main() ->
    t(fun() -> [erlang:send_after(T, self(), T) || T <- [400, 100, 300, 200, 1]], got(5) end),
    t(fun() -> [erlang:send_after(T, self(), {T, I}) || {T, I} <- [{15, 1}, {300, 2}, {15, 3}, {300, 4}]], lists:sort(got(2)) ++ lists:sort(got(2)) end),
    t(fun() -> Until = erlang:monotonic_time(millisecond) + 30, [erlang:send_after(Until + D, self(), D, [{abs, true}]) || D <- [400, 0, 200]], got(3) end),
    t(fun() ->
        %% receive after and a timer.
        erlang:send_after(200, self(), timer), receive X -> X after 5 -> {timeout, got(1)} end
    end),
    t(fun() ->
        %% Timers of others.
        Self = self(), Ps = [spawn(fun() -> receive after T -> Self ! T end end) || T <- [600, 5, 250]], {length(Ps), got(3)}
    end),
    t(fun() ->
        %% Cancelled ones are not missed.
        Rs = [erlang:send_after(T, self(), T) || T <- [5, 10, 200]], erlang:cancel_timer(lists:nth(2, Rs)), got(2)
    end),
    t(fun() ->
        %% The message is copied when the timer starts.
        erlang:send_after(3, self(), {big, lists:seq(1, 1000)}), erlang:garbage_collect(), receive {big, L} -> lists:sum(L) end
    end),
    ok.

got(0) -> [];
got(N) -> receive X -> [X | got(N - 1)] after 1000 -> [missing] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
