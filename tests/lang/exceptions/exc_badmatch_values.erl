%% badmatch, case_clause, try_clause and function_clause with values of every type.
-module(exc_badmatch_values).
-export([main/0]).

main() ->
    t(fun() -> [try {a, b} = id(V) catch error:E -> E end || V <- values()] end),
    t(fun() -> [try case id(V) of {a, b} -> x end catch error:E -> E end || V <- values()] end),
    t(fun() -> [try (try id(V) of {a, b} -> x catch throw:_ -> y end) catch error:E -> E end || V <- values()] end),
    t(fun() -> [try f(V) catch error:E -> E end || V <- values()] end),
    t(fun() -> [try (fun({a, b}) -> x end)(id(V)) catch error:E -> E end || V <- values()] end),
    t(fun() -> [try [_ | _] = id(V), ok catch error:{badmatch, E} -> {no_list, E} end || V <- values()] end),
    t(fun() -> [try <<_, _/binary>> = id(V), ok catch error:{badmatch, E} -> {no_binary, E} end || V <- values()] end),
    t(fun() -> [try #{k := _} = id(V), ok catch error:{badmatch, E} -> {no_map, E} end || V <- values()] end),
    ok.

values() -> [1, 1 bsl 70, 1.5, x, "str", [], [a | b], {}, {a, c}, #{}, #{k => 1}, <<>>, <<"bin">>, <<1:3>>].

f({a, b}) -> x.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
