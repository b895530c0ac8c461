%% ets: tables of type set: insert, lookup, member, delete, overwrite.
-module(ets_set).
-export([main/0]).

main() ->
    T = ets:new(t, [set]),
    t(fun() -> ets:insert(T, {a, 1}) end),
    t(fun() -> ets:insert(T, [{b, 2}, {c, 3, x}]) end),
    t(fun() -> ets:lookup(T, a) end),
    t(fun() -> ets:lookup(T, z) end),
    t(fun() -> ets:insert(T, {a, new}) end),
    t(fun() -> ets:lookup(T, a) end),
    t(fun() -> ets:insert(T, {1, int}), ets:insert(T, {1.0, float}), {ets:lookup(T, 1), ets:lookup(T, 1.0)} end),
    t(fun() -> ets:member(T, b) end),
    t(fun() -> ets:member(T, z) end),
    t(fun() -> ets:lookup_element(T, c, 3) end),
    t(fun() -> ets:lookup_element(T, c, 4) end),
    t(fun() -> ets:lookup_element(T, z, 2) end),
    t(fun() -> ets:delete(T, b) end),
    t(fun() -> ets:delete(T, nope) end),
    t(fun() -> ets:lookup(T, b) end),
    t(fun() -> ets:insert_new(T, {d, 4}) end),
    t(fun() -> ets:insert_new(T, {d, 5}) end),
    t(fun() -> ets:insert_new(T, [{e, 5}, {a, 0}]) end),
    t(fun() -> ets:lookup(T, e) end),
    t(fun() -> lists:sort(ets:tab2list(T)) end),
    t(fun() -> ets:info(T, size) end),
    t(fun() -> ets:take(T, a) end),
    t(fun() -> ets:take(T, a) end),
    t(fun() -> ets:delete_object(T, {c, 3, y}) end),
    t(fun() -> ets:delete_object(T, {c, 3, x}) end),
    t(fun() -> lists:sort(ets:tab2list(T)) end),
    t(fun() -> ets:delete_all_objects(T) end),
    t(fun() -> ets:tab2list(T) end),
    t(fun() -> ets:insert(T, not_a_tuple) end),
    t(fun() -> ets:insert(T, {}) end),
    t(fun() -> ets:insert(T, [{a, 1}, b]) end),
    t(fun() -> ets:tab2list(T) end),
    t(fun() -> ets:delete(T) end),
    t(fun() -> ets:lookup(T, a) end),
    t(fun() -> ets:insert(no_such_table, {a}) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
