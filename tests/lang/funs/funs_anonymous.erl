%% Anonymous funs: clauses, guards, closures, immediate calls, higher order.
-module(funs_anonymous).
-export([main/0]).

main() ->
    t(fun() -> (fun() -> 42 end)() end),
    t(fun() -> (fun(X) -> X * 2 end)(21) end),
    t(fun() -> (fun(X, Y) -> X + Y end)(1, 2) end),
    t(fun() -> begin F = fun(0) -> zero; (N) when N > 0 -> pos; (_) -> neg end, [F(0), F(5), F(-5)] end end),
    t(fun() -> begin N = id(10), F = fun(X) -> X + N end, F(5) end end),
    t(fun() -> begin Add = fun(A) -> fun(B) -> A + B end end, Add3 = Add(3), Add3(4) end end),
    t(fun() ->
              Compose = fun(F, G) -> fun(X) -> F(G(X)) end end,
              (Compose(fun(X) -> X + 1 end, fun(X) -> X * 2 end))(5)
      end),
    t(fun() -> lists:map(fun(X) -> X * X end, [1, 2, 3]) end),
    t(fun() -> lists:foldl(fun(X, A) -> [X | A] end, [], [1, 2, 3]) end),
    t(fun() -> begin F = fun(0) -> zero end, F(1) end end),
    t(fun() -> begin F = fun(X) when X > 0 -> X end, F(-1) end end),
    t(fun() -> begin X = id(1), F = fun(X) -> X end, F(2) end end),
    t(fun() -> begin X = id(1), F = fun() -> X end, Y = id(2), {F(), Y} end end),
    t(fun() -> begin Fs = [fun() -> I * 10 end || I <- [1, 2, 3]], [F() || F <- Fs] end end),
    t(fun() -> apply(fun(A, B) -> A - B end, [5, 3]) end),
    t(fun() -> begin {A, B, C, D, E} = id({1, 2, 3, 4, 5}), F = fun(X) -> {A, B, C, D, E, X} end, F(6) end end),
    t(fun() -> begin F = fun(F, N) when N =< 0 -> done; (F, N) -> F(F, N - 1) end, F(F, 10) end end),
    t(fun() -> is_function(fun() -> ok end) end),
    t(fun() -> is_function(fun() -> ok end, 0) end),
    t(fun() -> is_function(fun() -> ok end, 1) end),
    t(fun() -> begin F = fun(X) -> X end, F =:= F end end),
    t(fun() ->
              F = fun(X, Y, Z) -> [X, Y, Z] end,
              G = fun(X) -> fun(Y) -> fun(Z) -> F(X, Y, Z) end end end,
              ((G(a))(b))(c)
      end),
    t(fun() -> begin F = fun({A, [B | _]}, #{k := V}) -> {A, B, V} end, F({1, [2, 3]}, #{k => 4}) end end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
