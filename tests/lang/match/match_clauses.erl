%% Function clauses: first match wins, order, guards, function_clause.
-module(match_clauses).
-export([main/0]).

main() ->
    t(fun() ->
              [kind(X) || X <- [0, 1, -1, 5, 1.5, a, true, [], [x], [x, y], [x | y], {}, {1}, {1, 2}, <<>>, <<1>>, #{}, #{k => v}, "s"]]
      end),
    t(fun() -> [same(A, B) || {A, B} <- [{1, 1}, {1, 2}, {1, 1.0}, {a, a}, {"x", "x"}, {[], []}]] end),
    t(fun() -> area({circle, 2}) end),
    t(fun() -> area({rect, 2, 3}) end),
    t(fun() -> area({square, 4}) end),
    t(fun() -> area({triangle, 1}) end),
    t(fun() -> area(none) end),
    t(fun() -> fact(5) end),
    t(fun() -> fact(0) end),
    t(fun() -> fact(-1) end),
    t(fun() -> ack(2, 3) end),
    t(fun() -> swap({a, b}) end),
    t(fun() -> swap(x) end),
    ok.

kind(0) -> zero;
kind(X) when is_integer(X), X > 0 -> positive;
kind(X) when is_integer(X) -> negative;
kind(X) when is_float(X) -> float;
kind(true) -> yes;
kind(X) when is_atom(X) -> atom;
kind([]) -> nil;
kind([_]) -> one;
kind([_, _]) -> two;
kind([_ | T]) when not is_list(T) -> improper;
kind({}) -> unit;
kind({_}) -> single;
kind(T) when is_tuple(T) -> tuple;
kind(<<>>) -> empty;
kind(B) when is_binary(B) -> binary;
kind(#{k := V}) -> {map, V};
kind(#{}) -> map.

same(X, X) -> true;
same(_, _) -> false.

area({circle, R}) -> 3 * R * R;
area({rect, W, H}) -> W * H;
area({square, S}) -> area({rect, S, S}).

fact(0) -> 1;
fact(N) when N > 0 -> N * fact(N - 1).

ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).

swap({A, B}) -> {B, A}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
