%% maps: get, find, put, update, remove, take, is_key, keys, values, size, new.
-module(maps_basic).
-export([main/0]).

main() ->
    t(fun() -> maps:new() end),
    t(fun() -> maps:get(a, #{a => 1}) end),
    t(fun() -> maps:get(b, #{a => 1}) end),
    t(fun() -> maps:get(b, #{a => 1}, default) end),
    t(fun() -> maps:get(a, notmap) end),
    t(fun() -> maps:get(a, notmap, d) end),
    t(fun() -> maps:find(a, #{a => 1}) end),
    t(fun() -> maps:find(b, #{a => 1}) end),
    t(fun() -> maps:find(b, []) end),
    t(fun() -> maps:put(b, 2, #{a => 1}) end),
    t(fun() -> maps:put(a, 2, #{a => 1}) end),
    t(fun() -> maps:update(a, 2, #{a => 1}) end),
    t(fun() -> maps:update(b, 2, #{a => 1}) end),
    t(fun() -> maps:update_with(a, fun(X) -> X + 1 end, #{a => 1}) end),
    t(fun() -> maps:update_with(b, fun(X) -> X + 1 end, #{a => 1}) end),
    t(fun() -> maps:update_with(b, fun(X) -> X + 1 end, 100, #{a => 1}) end),
    t(fun() -> maps:remove(a, #{a => 1, b => 2}) end),
    t(fun() -> maps:remove(c, #{a => 1, b => 2}) end),
    t(fun() -> maps:remove(c, x) end),
    t(fun() -> maps:take(a, #{a => 1, b => 2}) end),
    t(fun() -> maps:take(c, #{a => 1, b => 2}) end),
    t(fun() -> maps:is_key(a, #{a => 1}) end),
    t(fun() -> maps:is_key(1, #{1.0 => x}) end),
    t(fun() -> lists:sort(maps:keys(#{b => 2, a => 1})) end),
    t(fun() -> lists:sort(maps:values(#{b => 2, a => 1})) end),
    t(fun() -> maps:keys(x) end),
    t(fun() -> maps:size(#{a => 1}) end),
    t(fun() -> maps:size(x) end),
    t(fun() -> maps:to_list(#{a => 1}) end),
    t(fun() -> lists:sort(maps:to_list(#{b => 2, a => 1, c => 3})) end),
    t(fun() -> maps:from_list([{a, 1}, {b, 2}, {a, 3}]) end),
    t(fun() -> maps:from_list([{a, 1}, b]) end),
    t(fun() -> maps:from_list(x) end),
    t(fun() -> maps:from_keys([a, b, a], v) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
