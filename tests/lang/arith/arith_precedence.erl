%% Operator precedence and associativity.
-module(arith_precedence).
-export([main/0]).

main() ->
    t(fun() -> 2 + 3 * 4 end),
    t(fun() -> (2 + 3) * 4 end),
    t(fun() -> 20 - 5 - 3 end),
    t(fun() -> 2 - -3 end),
    t(fun() -> - 2 - 3 end),
    t(fun() -> 100 div 7 div 2 end),
    t(fun() -> 100 div 7 * 2 end),
    t(fun() -> 17 rem 5 * 2 end),
    t(fun() -> 1 bsl 2 + 3 end),
    t(fun() -> 1 + 2 bsl 3 end),
    t(fun() -> 7 band 3 + 1 end),
    t(fun() -> 1 bor 2 band 3 end),
    t(fun() -> 5 bxor 1 bor 2 end),
    t(fun() -> bnot 5 + 1 end),
    t(fun() -> not true or true end),
    t(fun() -> not (true or true) end),
    t(fun() -> 1 < 2 andalso 2 < 3 end),
    t(fun() -> 1 + 1 =:= 2 end),
    t(fun() -> [1] ++ [2] ++ [3] end),
    t(fun() -> [1, 2, 3] -- [1] -- [1] end),
    t(fun() -> [1, 2, 3] ++ [4] -- [3] end),
    t(fun() -> true orelse false andalso false end),
    t(fun() -> (true orelse false) andalso false end),
    t(fun() -> 1 == 1 and (2 == 2) end),
    t(fun() -> -1 * -1 end),
    t(fun() -> - - 1 end),
    t(fun() -> catch 1 + 1 end),
    t(fun() -> begin X = Y = 3, X + Y end end),
    t(fun() -> 2 * 3 + 4 * 5 - 6 div 2 end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
