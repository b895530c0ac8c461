%% Constant expressions, literals shared and updated.
-module(eval_constants).
-export([main/0]).

main() ->
    t(fun() -> 1 + 1 =:= 2 end),
    t(fun() -> {1, [2, 3], #{a => b}} end),
    t(fun() -> begin L = [1, 2, 3], [0 | L] end end),
    t(fun() -> begin T = {a, b, c}, setelement(1, T, z) end end),
    t(fun() -> begin M = #{a => 1}, {M#{a => 2}, M} end end),
    t(fun() -> begin B = <<"const">>, {<<B/binary, "!">>, B} end end),
    t(fun() -> literal() =:= literal() end),
    t(fun() -> begin X = literal(), setelement(2, X, changed) end end),
    t(fun() -> literal() end),
    t(fun() -> 1 bsl 100 - (1 bsl 100) end),
    t(fun() -> "abc" ++ "def" end),
    t(fun() -> [1, 2, 3] -- [2] end),
    t(fun() -> hd([a, b]) end),
    t(fun() -> element(2, {a, b}) end),
    t(fun() -> length([1, 2, 3]) end),
    t(fun() -> not true end),
    t(fun() -> [X || X <- [1, 2, 3], X > 1] end),
    t(fun() -> 1 / 0 end),
    t(fun() -> list_to_atom("constant") end),
    t(fun() -> tuple_size({a, b, c}) end),
    ok.

literal() -> {key, [1, 2, {nested, "string"}], <<"binary">>, #{map => [1.5]}}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
