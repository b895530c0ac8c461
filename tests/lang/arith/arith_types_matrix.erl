%% Every arithmetic operator with every type of operand.
-module(arith_types_matrix).
-export([main/0]).

main() ->
    Values = [3, 1 bsl 70, 2.5, a, {}, [], "s", #{}, <<"b">>],
    [io:format("~s ~w~n", [Name, [try Op(A, B) catch _:R -> R end || A <- Values, B <- Values]]) || {Name, Op} <- ops()],
    [io:format("~s ~w~n", [Name, [try Op(A) catch _:R -> R end || A <- Values]]) || {Name, Op} <- unary()],
    ok.

ops() ->
    [{"+", fun(A, B) -> A + B end}, {"-", fun(A, B) -> A - B end}, {"*", fun(A, B) -> A * B end},
     {"/", fun(A, B) -> A / B end}, {"div", fun(A, B) -> A div B end}, {"rem", fun(A, B) -> A rem B end},
     {"band", fun(A, B) -> A band B end}, {"bor", fun(A, B) -> A bor B end}, {"bxor", fun(A, B) -> A bxor B end},
     {"bsr", fun(A, B) -> A bsr B end}, {"and", fun(A, B) -> A and B end}, {"or", fun(A, B) -> A or B end},
     {"++", fun(A, B) -> A ++ B end}, {"--", fun(A, B) -> A -- B end}].

unary() ->
    [{"-", fun(A) -> -A end}, {"+", fun(A) -> +A end}, {"bnot", fun(A) -> bnot A end}, {"not", fun(A) -> not A end},
     {"abs", fun(A) -> abs(A) end}].
