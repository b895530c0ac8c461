%% timer: intervals, apply, kill and exit after, sleep, and errors.
-module(timer_module_more).
-export([main/0]).

main() ->
    t(fun() -> {ok, T} = timer:send_interval(3, self(), tick), L = [receive tick -> ok end || _ <- [1, 2, 3]], {L, element(2, timer:cancel(T))} end),
    t(fun() -> {ok, _} = timer:apply_after(2, lists, foreach, [fun(P) -> P ! applied end, [self()]]), receive applied -> ok end end),
    t(fun() -> {ok, T} = timer:apply_interval(2, erlang, send, [self(), beat]), [receive beat -> ok end || _ <- [1, 2]], timer:cancel(T) end),
    t(fun() -> {P, R} = spawn_monitor(fun() -> receive never -> ok end end), {ok, _} = timer:kill_after(3, P), receive {'DOWN', R, _, _, W} -> W end end),
    t(fun() -> {P, R} = spawn_monitor(fun() -> receive never -> ok end end), {ok, _} = timer:exit_after(3, P, why), receive {'DOWN', R, _, _, W} -> W end end),
    t(fun() -> {_, R} = spawn_monitor(fun() -> {ok, _} = timer:exit_after(3, self_timed), receive never -> ok end end), receive {'DOWN', R, _, _, W} -> W end end),
    t(fun() -> {_, R} = spawn_monitor(fun() -> {ok, _} = timer:kill_after(3), receive never -> ok end end), receive {'DOWN', R, _, _, W} -> W end end),
    t(fun() -> timer:sleep(2) end),
    t(fun() -> {T, ok} = timer:tc(fun() -> timer:sleep(10) end), T >= 10000 end),
    t(fun() -> {T, 3} = timer:tc(fun(A, B) -> A + B end, [1, 2]), T >= 0 end),
    t(fun() -> {T, [2, 1]} = timer:tc(lists, reverse, [[1, 2]]), T >= 0 end),
    t(fun() -> timer:apply_after(-1, a, b, []) end),
    t(fun() -> timer:apply_after(1, "a", b, []) end),
    t(fun() -> timer:send_interval(bad, x) end),
    t(fun() -> {error, _} = timer:send_after(a, self(), x), error end),
    t(fun() -> [timer:seconds(2), timer:minutes(2), timer:hours(2), timer:hms(1, 1, 1)] end),
    t(fun() ->
        %% An interval ends with its process.
        {P, R} = spawn_monitor(fun() -> {ok, _} = timer:send_interval(1, self(), x), receive x -> ok end end), receive {'DOWN', R, _, P, W} -> W end
    end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
