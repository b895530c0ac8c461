%% Tuples: construction, element, setelement, tuple_size, append, delete, insert.
-module(data_tuples).
-export([main/0]).

main() ->
    t(fun() -> {} end),
    t(fun() -> {id(1)} end),
    t(fun() -> {a, {b, {c, {}}}} end),
    t(fun() -> element(1, id({a, b, c})) end),
    t(fun() -> element(3, id({a, b, c})) end),
    t(fun() -> element(0, id({a, b, c})) end),
    t(fun() -> element(4, id({a, b, c})) end),
    t(fun() -> element(id(1.0), id({a})) end),
    t(fun() -> element(id(a), id({a})) end),
    t(fun() -> element(1, id([a])) end),
    t(fun() -> setelement(2, id({a, b, c}), x) end),
    t(fun() -> setelement(4, id({a, b, c}), x) end),
    t(fun() -> setelement(0, id({a, b, c}), x) end),
    t(fun() -> setelement(1, id(a), x) end),
    t(fun() -> tuple_size(id({})) end),
    t(fun() -> tuple_size(id({1, 2, 3})) end),
    t(fun() -> tuple_size(id([1])) end),
    t(fun() -> size(id({1, 2})) end),
    t(fun() -> size(id(<<1, 2, 3>>)) end),
    t(fun() -> size(id(a)) end),
    t(fun() -> tuple_to_list(id({a, 1, "s"})) end),
    t(fun() -> tuple_to_list(id([a])) end),
    t(fun() -> list_to_tuple(id([a, 1, "s"])) end),
    t(fun() -> list_to_tuple(id([a | b])) end),
    t(fun() -> list_to_tuple(id(x)) end),
    t(fun() -> erlang:make_tuple(3, x) end),
    t(fun() -> erlang:make_tuple(0, x) end),
    t(fun() -> erlang:make_tuple(4, d, [{2, two}, {4, four}, {2, again}]) end),
    t(fun() -> erlang:make_tuple(-1, x) end),
    t(fun() -> erlang:make_tuple(2, d, [{3, x}]) end),
    t(fun() -> erlang:append_element({a}, b) end),
    t(fun() -> erlang:append_element(a, b) end),
    t(fun() -> erlang:delete_element(2, {a, b, c}) end),
    t(fun() -> erlang:delete_element(4, {a, b, c}) end),
    t(fun() -> erlang:insert_element(1, {a, b}, x) end),
    t(fun() -> erlang:insert_element(3, {a, b}, x) end),
    t(fun() -> erlang:insert_element(4, {a, b}, x) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
