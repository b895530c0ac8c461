%% Variable scope: funs, comprehensions, case exports, shadowing, underscore.
-module(eval_scope).
-export([main/0]).

main() ->
    t(fun() -> begin X = 1, F = fun(X2) -> X2 + X end, {F(10), X} end end),
    t(fun() -> begin X = 1, F = fun(X) -> X end, {F(10), X} end end),
    t(fun() -> begin X = 1, L = [X || X <- [5, 6]], {L, X} end end),
    t(fun() -> begin case id(1) of 1 -> A = a, B = b; _ -> A = c, B = d end, {A, B} end end),
    t(fun() -> begin if true -> V = 1 end, V + 1 end end),
    t(fun() -> begin {P, Q} = {1, 2}, {P, Q} = {1, 2}, P + Q end end),
    t(fun() -> begin _ = id(1), _ = id(2), ok end end),
    t(fun() -> begin _X = id(1), _X end end),
    t(fun() -> begin receive_export() end end),
    t(fun() -> begin X = 5, try id(5) of X -> same catch _:_ -> no end end end),
    t(fun() -> begin X = 5, case id(6) of X -> same; Y -> {other, Y} end end end),
    t(fun() -> begin X = id(1), F = fun() -> Y = X + 1, Y * 2 end, Y = 100, {F(), Y} end end),
    t(fun() -> begin F = fun(A, {A, _}) -> same; (_, _) -> different end, {F(1, {1, 2}), F(1, {2, 1})} end end),
    t(fun() -> [begin Z = X, Z end || X <- [1, 2, 3]] end),
    t(fun() -> begin Fs = [fun(Y) -> X * Y end || X <- [1, 2, 3]], [F(10) || F <- Fs] end end),
    t(fun() -> nested_shadow(1) end),
    ok.

receive_export() ->
    self() ! {msg, 5},
    receive
        {msg, N} -> R = N + 1;
        other -> R = 0
    end,
    R.

nested_shadow(X) ->
    F = fun(X) ->
            G = fun(X) -> X * 2 end,
            {X, G(X + 1)}
        end,
    {X, F(X + 10)}.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
