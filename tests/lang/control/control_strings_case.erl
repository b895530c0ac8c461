%% case on strings, binaries, floats and tuples of literals; default clauses and order.
-module(control_strings_case).
-export([main/0]).

main() ->
    t(fun() -> [s(X) || X <- ["get", "put", "post", "", "gets", <<"get">>, get]] end),
    t(fun() -> [b(X) || X <- [<<"get">>, <<"put">>, <<>>, <<"gets">>, "get"]] end),
    t(fun() -> [f(X) || X <- [1.0, 1.5, -2.25, 1, 0.1]] end),
    t(fun() -> [t(X, Y) || X <- [a, b, c], Y <- [1, 2, 3]] end),
    t(fun() -> [o(X) || X <- [{any, 1}, {any, 2}, {some, 1}]] end),
    ok.

s("get") -> get; s("put") -> put; s("post") -> post; s("") -> empty; s([_ | _]) -> other; s(_) -> no_string.

b(<<"get">>) -> get; b(<<"put">>) -> put; b(<<>>) -> empty; b(B) when is_binary(B) -> other; b(_) -> no_binary.

f(1.0) -> one; f(1.5) -> one_and_half; f(-2.25) -> minus; f(X) when is_integer(X) -> int; f(_) -> other.

t(X, Y) ->
    case {X, Y} of
        {a, 1} -> a1;
        {a, 2} -> a2;
        {b, _} -> b;
        {_, 3} -> three;
        {Z, W} -> {Z, W}
    end.

o({_, 1}) -> first_clause;
o({any, _}) -> second_clause;
o({some, 1}) -> never.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
