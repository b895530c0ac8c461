%% Errors of map expressions with wrong maps and missing keys.
-module(maps_update_errors).
-export([main/0]).
-compile(nowarn_unused_vars).

main() ->
    t(fun() -> begin M = id(x), M#{} end end),
    t(fun() -> begin M = id(x), M#{a => 1} end end),
    t(fun() -> begin M = id(x), M#{a := 1} end end),
    t(fun() -> begin M = id(#{}), M#{a := 1} end end),
    t(fun() -> begin M = id(#{a => 1}), M#{a := 1, b := 2} end end),
    t(fun() -> begin M = id(#{a => 1}), M#{b => 1, c := 2} end end),
    t(fun() -> begin M = id({a}), M#{a => throw(first)} end end),
    t(fun() -> begin M = id(#{}), M#{(throw(key)) => throw(value)} end end),
    t(fun() -> begin M = id(#{}), M#{a := throw(value)} end end),
    t(fun() -> #{(throw(k)) => 1} end),
    t(fun() -> #{a => throw(v)} end),
    t(fun() -> map_get(id(a), id(#{})) end),
    t(fun() -> map_size(id(a)) end),
    t(fun() -> maps:get(id(a), id([])) end),
    t(fun() -> is_map_key(id(a), id(a)) end),
    t(fun() -> (id(1))#{a := 1} end),
    t(fun() -> begin M = maps:from_list([{I, I} || I <- lists:seq(1, 50)]), M#{51 := x} end end),
    t(fun() -> begin M = maps:from_list([{I, I} || I <- lists:seq(1, 50)]), M#{50 := x, none := y} end end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
