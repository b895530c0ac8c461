%% ets:update_counter and update_element in all their forms.
-module(ets_counters).
-export([main/0]).

main() ->
    T = ets:new(t, [set]),
    ets:insert(T, [{a, 0}, {b, 10, 20}, {c, text}]),
    t(fun() -> ets:update_counter(T, a, 5) end),
    t(fun() -> ets:update_counter(T, a, -7) end),
    t(fun() -> ets:update_counter(T, b, {3, 1}) end),
    t(fun() -> ets:update_counter(T, b, [{2, 1}, {3, 2}, {2, 10}]) end),
    t(fun() -> ets:update_counter(T, b, []) end),
    t(fun() -> ets:update_counter(T, a, {2, 5, 2, 0}) end),
    t(fun() -> ets:update_counter(T, a, {2, 5, 2, 0}) end),
    t(fun() -> ets:update_counter(T, a, {2, -5, -3, 9}) end),
    t(fun() -> ets:update_counter(T, a, 1 bsl 64) end),
    t(fun() -> ets:update_counter(T, z, 1) end),
    t(fun() -> ets:update_counter(T, z, 1, {z, 100}) end),
    t(fun() -> ets:update_counter(T, z, {2, 1}, {z, 0}) end),
    t(fun() -> ets:update_counter(T, y, {3, 5}, {ignored, x, 1}) end),
    t(fun() -> ets:lookup(T, y) end),
    t(fun() -> ets:update_counter(T, c, 1) end),
    t(fun() -> ets:update_counter(T, a, {3, 1}) end),
    t(fun() -> ets:update_counter(T, a, {1, 1}) end),
    t(fun() -> ets:update_counter(T, a, x) end),
    t(fun() -> ets:update_counter(T, w, 1, {w}) end),
    t(fun() -> ets:update_element(T, b, {2, new}) end),
    t(fun() -> ets:update_element(T, b, [{2, n1}, {3, n2}]) end),
    t(fun() -> ets:update_element(T, nope, {2, x}) end),
    t(fun() -> ets:update_element(T, b, {9, x}) end),
    t(fun() -> ets:update_element(T, b, {1, x}) end),
    t(fun() -> ets:lookup(T, b) end),
    t(fun() -> lists:sort(ets:tab2list(T)) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
