%% Records and tuples in guards.
-module(guard_records_tuples).
-export([main/0]).
-record(p, {x, y = 0}).
-record(q, {p = #p{}}).

main() ->
    t(fun() -> [f(X) || X <- [#p{x = 1, y = 1}, #p{x = 5}, #p{x = a}, {p, 1}, {q, #p{x = 2}}, #q{}, x]] end),
    t(fun() -> [g(X) || X <- [{1, 2}, {2, 1}, {a, b}, {1}, {}, {1, 2, 3}, [1, 2]]] end),
    ok.

f(P) when P#p.x =:= P#p.y -> same;
f(P) when P#p.x > 3, is_integer(P#p.x) -> big;
f(P) when is_record(P, p) -> p;
f(Q) when is_record(Q, q), (Q#q.p)#p.x =:= 2 -> q_with_2;
f(Q) when is_record(Q, q, 2) -> q;
f(_) -> none.

g(T) when element(1, T) < element(2, T), tuple_size(T) =:= 2 -> ascending;
g(T) when element(1, T) > element(2, T) -> descending;
g(T) when element(tuple_size(T), T) =:= 1 -> last_is_1;
g({}) -> empty;
g(T) when is_tuple(T) -> tuple;
g(_) -> other.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
