%% A macro used inside the argument of itself, through another macro.
-module(macro_nested_argument).
-export([main/0]).

-define(MASK(Bits, X), ((X) band ((1 bsl (Bits)) - 1))).
-define(ROTATE(X, K), (?MASK(8, (X) bsl (K)) bor ((X) bsr (8 - (K))))).

main() ->
    io:format("~p~n", [?MASK(8, ?ROTATE(129, 1) * 3)]),
    io:format("~p~n", [?ROTATE(?ROTATE(1, 3), ?MASK(2, 6))]).
