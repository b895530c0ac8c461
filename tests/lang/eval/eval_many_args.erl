%% Functions and funs with many arguments, and many variables alive at once.
-module(eval_many_args).
-export([main/0]).

main() ->
    t(fun() -> f20(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20) end),
    t(fun() -> apply(fun f20/20, lists:seq(1, 20)) end),
    t(fun() -> swap(1, 2, 3, 4, 5, 6, 7, 8) end),
    t(fun() -> rotate(10, a, b, c, d, e) end),
    t(fun() -> many(1) end),
    t(fun() ->
              (fun(A, B, C, D, E, F, G, H, I, J) -> [J, I, H, G, F, E, D, C, B, A] end)(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
      end),
    t(fun() -> closure() end),
    ok.

f20(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    [T, S, R, Q, P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A].

swap(A, B, C, D, E, F, G, H) -> swapped(H, G, F, E, D, C, B, A).

swapped(A, B, C, D, E, F, G, H) -> {A, B, C, D, E, F, G, H}.

rotate(0, A, B, C, D, E) -> {A, B, C, D, E};
rotate(N, A, B, C, D, E) -> rotate(N - 1, B, C, D, E, A).

many(X) ->
    A = id(X + 1), B = id(A + 1), C = id(B + 1), D = id(C + 1), E = id(D + 1), F = id(E + 1), G = id(F + 1),
    H = id(G + 1), I = id(H + 1), J = id(I + 1), K = id(J + 1), L = id(K + 1), M = id(L + 1), N = id(M + 1),
    [A, B, C, D, E, F, G, H, I, J, K, L, M, N, id(A + N), id(B * M)].

closure() ->
    [A, B, C, D, E, F, G, H] = id(lists:seq(1, 8)),
    Fun = fun(X) -> fun(Y) -> [A, B, C, D, E, F, G, H, X, Y] end end,
    (Fun(9))(10).

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
