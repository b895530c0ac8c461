%% Fun idioms: currying, composition, memo in a map, continuation passing, church numerals, the Y combinator.
-module(funs_patterns).
-export([main/0]).

main() ->
    t(fun() -> (((curry3(fun(A, B, C) -> {A, B, C} end))(1))(2))(3) end),
    t(fun() -> (compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun integer_to_list/1]))(5) end),
    t(fun() -> cps_fact(10, fun(X) -> X end) end),
    t(fun() -> (y(fun(Self) -> fun(0) -> 1; (N) -> N * Self(N - 1) end end))(10) end),
    t(fun() -> church_to_int(church_mul(church(3), church(4))) end),
    t(fun() -> element(1, memo_fib(80, #{})) end),
    t(fun() -> take(10, naturals(1)) end),
    t(fun() -> take(10, filter(fun(N) -> N rem 7 =:= 0 end, naturals(1))) end),
    t(fun() -> fold_with_index([a, b, c]) end),
    t(fun() -> flip(fun(A, B) -> A - B end, 1, 10) end),
    ok.

curry3(F) ->
    G = fun(A) -> fun(B) -> fun(C) -> F(A, B, C) end end end,
    case is_function(G(1)) of true -> G end.

compose(Fs) -> fun(X) -> lists:foldl(fun(F, Acc) -> F(Acc) end, X, Fs) end.

cps_fact(0, K) -> K(1);
cps_fact(N, K) -> cps_fact(N - 1, fun(X) -> K(N * X) end).

y(F) ->
    G = fun(X) -> F(fun(A) -> (X(X))(A) end) end,
    G(G).

church(0) -> fun(_) -> fun(X) -> X end end;
church(N) -> fun(F) -> fun(X) -> F(((church(N - 1))(F))(X)) end end.

church_mul(A, B) -> fun(F) -> A(B(F)) end.

church_to_int(C) -> (C(fun(X) -> X + 1 end))(0).

memo_fib(N, M) when N < 2 -> {N, M};
memo_fib(N, M) ->
    case M of
        #{N := V} -> {V, M};
        _ ->
            {A, M1} = memo_fib(N - 1, M),
            {B, M2} = memo_fib(N - 2, M1),
            {A + B, M2#{N => A + B}}
    end.

%% Lazy lists.
naturals(N) -> fun() -> {N, naturals(N + 1)} end.

take(0, _) -> [];
take(K, S) -> {H, T} = S(), [H | take(K - 1, T)].

filter(P, S) ->
    fun() ->
        {H, T} = S(),
        case P(H) of
            true -> {H, filter(P, T)};
            false -> (filter(P, T))()
        end
    end.

fold_with_index(L) ->
    {R, _} = lists:foldl(fun(X, {Acc, I}) -> {[{I, X} | Acc], I + 1} end, {[], 0}, L),
    lists:reverse(R).

flip(F, A, B) -> F(B, A).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
