%% update_counter in all its forms.
-module(ets_counters_all).
-export([main/0]).

main() ->
    t(fun() -> c(1) end),
    t(fun() -> c(-1) end),
    t(fun() -> c({2, 5}) end),
    t(fun() -> c({3, 5}) end),
    t(fun() -> c([{2, 1}, {3, 1}]) end),
    t(fun() -> c([{2, 1}, {2, 1}, {2, 1}]) end),
    t(fun() -> c([]) end),
    t(fun() -> c({2, 5, 12, 0}) end),
    t(fun() -> c({2, 1, 12, 0}) end),
    t(fun() -> c({2, -20, 0, 100}) end),
    t(fun() -> c([{2, 1}, {3, -1, 0, 7}]) end),
    t(fun() -> c(1 bsl 70) end),
    t(fun() -> c({4, 1}) end),
    t(fun() -> c({1, 1}) end),
    t(fun() -> T = ets:new(t, []), [ets:update_counter(T, new, 3, {new, 10}), ets:update_counter(T, new, 3, {new, 10}), ets:tab2list(T)] end),
    t(fun() -> T = ets:new(t, []), try ets:update_counter(T, new, {3, 1}, {new, 10}) catch error:E -> E end end),
    t(fun() -> T = ets:new(t, [{keypos, 2}]), ets:insert(T, {1, k, 5}), [ets:update_counter(T, k, {1, 1}), ets:update_counter(T, k, {3, 2}), ets:lookup(T, k)] end),
    t(fun() -> T = ets:new(t, [ordered_set]), L = [ets:update_counter(T, K, 1, {K, 0}) || K <- [1, 1.0, 1]], {L, ets:tab2list(T)} end),
    t(fun() -> T = ets:new(t, [public, {write_concurrency, true}]), Ms = [spawn_monitor(fun() -> [ets:update_counter(T, x, 1, {x, 0}) || _ <- lists:seq(1, 1000)] end) || _ <- lists:seq(1, 10)], [receive {'DOWN', R, _, _, _} -> ok end || {_, R} <- Ms], ets:lookup(T, x) end),
    ok.

c(Op) ->
    T = ets:new(t, []),
    ets:insert(T, {k, 10, 0, text}),
    R = try ets:update_counter(T, k, Op) catch error:E -> E end,
    {R, ets:lookup(T, k)}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
