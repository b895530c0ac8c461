%% process_flag(priority): each level, what it was before, and errors.
-module(priority_flag).
-export([main/0]).

main() ->
    t(fun() -> process_flag(priority, normal) end),
    t(fun() -> [process_flag(priority, P) || P <- [high, max, low, normal]] end),
    t(fun() -> process_flag(priority, bogus) end),
    t(fun() -> process_flag(priority, 1) end),
    t(fun() -> process_flag(self(), priority, high) end),
    t(fun() -> process_info(self(), priority) end),
    t(fun() -> [begin {P, R} = spawn_opt(fun() -> exit(process_info(self(), priority)) end, [monitor, {priority, L}]), receive {'DOWN', R, _, P, W} -> W end end || L <- [low, normal, high, max]] end),
    t(fun() ->
        %% A child does not inherit it.
        process_flag(priority, high),
        {P, R} = spawn_monitor(fun() -> exit(process_info(self(), priority)) end),
        receive {'DOWN', R, _, P, W} -> process_flag(priority, normal), W end
    end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
