%% Deep patterns, repeated variables, aliases and literals inside structures.
-module(match_nested).
-export([main/0]).

main() ->
    t(fun() ->
              [f(X) || X <- [{a, [1, {b, 2}]}, {a, [1, {b, 3}]}, {a, []}, {[], {}, #{}}, [[[1]]], [[[2]]], {x, {x, {x, y}}}, {x, {x, {z, y}}}]]
      end),
    t(fun() ->
              [g(X) || X <- [{1, 1}, {1, 2}, {[1, 2], [1, 2]}, {1, 1.0}, {a, b, a}, {a, b, b}, {#{k => 1}, #{k => 1}}, {1, 2, 3}]]
      end),
    t(fun() -> [h(X) || X <- [{ok, #{data => [1, 2]}}, {ok, #{data => []}}, {ok, #{}}, {error, x}]] end),
    t(fun() -> [i(X) || X <- ["abc", "abd", "ab", "", [97, 98, 99, 100], [97 | 98]]] end),
    t(fun() -> [j(X) || X <- [{{1, 2}, 3}, {{1}, 3}, {1, {2, 3}}]] end),
    t(fun() -> [k(A, B) || {A, B} <- [{[1, 2], [1, 2, 3]}, {[], []}, {[1], [2]}, {[1, 2], [1]}]] end),
    ok.

f({a, [1, {b, 2}]}) -> exact;
f({a, [H, {b, N}]}) -> {H, N};
f({a, []}) -> empty;
f({[], {}, M}) when M =:= #{} -> empties;
f([[[1]]]) -> one;
f([[[X]]]) -> {deep, X};
f({T, {T, {T, V}}}) -> {same, T, V};
f(_) -> other.

g({X, X}) -> {twice, X};
g({X, _, X}) -> {around, X};
g({_, X, X}) -> {tail, X};
g(_) -> none.

h({ok, #{data := [First | _] = All}}) -> {First, All};
h({ok, #{data := []} = M}) -> {empty, M};
h({ok, M}) when map_size(M) =:= 0 -> nothing;
h({error, _} = E) -> E.

i("abc") -> exact;
i("ab" ++ Rest) -> {rest, Rest};
i([$a | T]) -> {tail, T};
i([]) -> empty.

j({{A, B} = T, C} = All) -> {A, B, T, C, All};
j({{A}, C}) -> {A, C};
j({A, T = {_, _}}) -> {A, T}.

k([X | Xs], [X | Ys]) -> k(Xs, Ys);
k([], Rest) -> {prefix, Rest};
k(Xs, Ys) -> {differ, Xs, Ys}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
