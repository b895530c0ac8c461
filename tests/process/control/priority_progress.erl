%% Processes of every priority make progress when the higher ones wait now and then.
-module(priority_progress).
-export([main/0]).

main() ->
    t(fun() -> lists:sort([result(L) || L <- [low, normal, high, max]]) end),
    t(fun() ->
        Self = self(),
        Ps = [spawn_opt(fun() -> work(20000), Self ! {done, L} end, [{priority, L}]) || L <- [low, normal, high, max], _ <- [1, 2, 3]],
        length(Ps) =:= length([receive {done, _} -> ok end || _ <- Ps])
    end),
    t(fun() ->
        %% Low-priority loops do not keep a normal process from its messages.
        Loops = [spawn_opt(fun Loop() -> Loop() end, [{priority, low}]) || _ <- lists:seq(1, 10)],
        P = spawn(fun Echo() -> receive {F, N} -> F ! N, Echo() end end),
        Sum = lists:sum([begin P ! {self(), I}, receive I -> I end end || I <- lists:seq(1, 100)]),
        [exit(L, kill) || L <- [P | Loops]],
        Sum
    end),
    ok.

result(L) ->
    {P, R} = spawn_opt(fun() -> work(5000), exit({done, L}) end, [monitor, {priority, L}]),
    receive {'DOWN', R, process, P, W} -> W end.

work(0) -> ok;
work(N) -> N rem 1000 =:= 0 andalso erlang:yield(), work(N - 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
