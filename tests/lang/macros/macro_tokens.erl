%% Macros that expand to parts of expressions, operators, clauses and attributes.
-module(macro_tokens).
-export([main/0]).
-define(OP, +).
-define(ARROW, ->).
-define(CLAUSE(N, R), c(N) -> R).
-define(ATTR(X), -custom(X)).
-define(PAIR, 1, 2).
-define(FUN_HEAD, second_fun(X)).
-define(EXPORTED, [extra/0]).
-export(?EXPORTED).
-custom({tuple, "value"}).

main() ->
    t(fun() -> 1 ?OP 2 end),
    t(fun() -> [c(N) || N <- [1, 2, 3]] end),
    t(fun() -> add(?PAIR) end),
    t(fun() -> [?PAIR | [3]] end),
    t(fun() -> second_fun(4) end),
    t(fun() -> extra() end),
    t(fun() -> lists:keyfind(custom, 1, ?MODULE:module_info(attributes)) end),
    t(fun() -> case 5 of X when X > 3 ?ARROW big; _ ?ARROW small end end),
    t(fun() -> "a" ?MODULE_STRING "b" end),
    ok.

?CLAUSE(1, one);
?CLAUSE(2, two);
?CLAUSE(_, many).

add(X, Y) -> X + Y.

?FUN_HEAD -> X * 2.

extra() -> extra.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
