%% Matrices: multiplication, determinant, inverse with fractions, powers.
-module(prog_matrix).
-export([main/0]).

main() ->
    t(fun() -> mul([[1, 2], [3, 4]], [[0, 1], [1, 0]]) end),
    t(fun() -> det([[2, 0, 1], [1, 3, 2], [1, 1, 1]]) end),
    t(fun() -> det([[1, 2], [2, 4]]) end),
    t(fun() -> inverse([[2, 1], [5, 3]]) end),
    t(fun() -> inverse([[1, 2, 3], [0, 1, 4], [5, 6, 0]]) end),
    t(fun() ->
              element(2, lists:foldl(fun(_, {A, B}) -> {A, mul(A, B)} end, {[[1, 1], [1, 0]], [[1, 0], [0, 1]]}, lists:seq(1, 50)))
      end),
    t(fun() -> transpose([[1, 2, 3], [4, 5, 6]]) end),
    ok.

transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].

mul(A, B) ->
    Cols = transpose(B),
    [[lists:sum(lists:zipwith(fun(X, Y) -> X * Y end, R, C)) || C <- Cols] || R <- A].

det([[X]]) -> X;
det([Row | Rest]) ->
    lists:sum([sign(I) * X * det([drop(I, R) || R <- Rest]) || {I, X} <- lists:zip(lists:seq(1, length(Row)), Row)]).

sign(I) when I rem 2 =:= 1 -> 1;
sign(_) -> -1.

drop(1, [_ | T]) -> T;
drop(I, [H | T]) -> [H | drop(I - 1, T)].

%% Gauss-Jordan over fractions {Numerator, Denominator}.
inverse(M) ->
    N = length(M),
    Wide = [[{X, 1} || X <- R] ++ [case J of I -> {1, 1}; _ -> {0, 1} end || J <- lists:seq(1, N)] || {I, R} <- lists:zip(lists:seq(1, N), M)],
    [[show(X) || X <- lists:nthtail(N, R)] || R <- reduce(1, N, Wide)].

reduce(I, N, M) when I > N -> M;
reduce(I, N, M) ->
    {Above, Rest} = lists:split(I - 1, M),
    {Zero, [Pivot | Below]} = lists:splitwith(fun(R) -> element(1, lists:nth(I, R)) =:= 0 end, Rest),
    P = lists:nth(I, Pivot),
    Row = [f_div(X, P) || X <- Pivot],
    Clear = fun(R) -> K = lists:nth(I, R), lists:zipwith(fun(X, Y) -> f_sub(X, f_mul(K, Y)) end, R, Row) end,
    reduce(I + 1, N, [Clear(R) || R <- Above] ++ [Row] ++ [Clear(R) || R <- Zero ++ Below]).

f_mul({A, B}, {C, D}) -> norm(A * C, B * D).
f_div({A, B}, {C, D}) -> norm(A * D, B * C).
f_sub({A, B}, {C, D}) -> norm(A * D - C * B, B * D).

norm(A, B) when B < 0 -> norm(-A, -B);
norm(A, B) -> G = gcd(abs(A), B), {A div G, B div G}.

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

show({A, 1}) -> A;
show(F) -> F.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
