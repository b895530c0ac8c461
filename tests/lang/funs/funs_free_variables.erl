%% Funs with many free variables of every kind, nested four deep.
-module(funs_free_variables).
-export([main/0]).

main() ->
    t(fun() ->
              [A, B, C, D, E, F, G, H, I, J] = id(lists:seq(1, 10)),
              Fun = fun(X) -> X + A + B + C + D + E + F + G + H + I + J end,
              Fun(100)
      end),
    t(fun() -> begin T = id({a, "s", 1.5, 1 bsl 80, #{k => v}, <<"bin">>}), F = fun() -> T end, F() end end),
    t(fun() ->
              A = id(1),
              F = fun(B) -> fun(C) -> fun(D) -> fun(E) -> [A, B, C, D, E] end end end end,
              (((F(2))(3))(4))(5)
      end),
    t(fun() -> begin X = id(1), Fs = [fun(Y) -> {X, Y, Z} end || Z <- [a, b]], [F(q) || F <- Fs] end end),
    t(fun() -> begin X = id(5), F = fun G(0) -> X; G(N) -> G(N - 1) + X end, F(3) end end),
    t(fun() ->
              L = id([1, 2, 3]),
              lists:map(fun(X) -> lists:map(fun(Y) -> X * Y + length(L) end, L) end, L)
      end),
    t(fun() ->
              F = fun(X) -> case X of {Y, Z} -> fun() -> Y + Z + element(1, X) end; _ -> fun() -> X end end end,
              {(F({1, 2}))(), (F(9))()}
      end),
    t(fun() -> begin P = self(), F = fun() -> P =:= self() end, F() end end),
    t(fun() -> counter() end),
    ok.

counter() ->
    New = fun(Start) -> fun(Step) -> put(c, case get(c) of undefined -> Start; N -> N + Step end), get(c) end end,
    Next = New(10),
    [Next(5), Next(5), Next(1)].

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
