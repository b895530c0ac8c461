%% Loops that mix small and big integers and floats, and change from one to the other.
-module(arith_loops).
-export([main/0]).

main() ->
    t(fun() -> sum_squares(100000) end),
    t(fun() -> up_and_down(200) end),
    t(fun() -> grow_shrink(60) end),
    t(fun() -> mixed(1000, 0) end),
    t(fun() -> collatz_max(3000) end),
    t(fun() -> fibs(100) end),
    t(fun() -> isqrt(1 bsl 200) end),
    t(fun() -> powmod(3, 1 bsl 100, 1000000007) end),
    t(fun() -> egcd(240, 46) end),
    t(fun() -> perfect(500) end),
    t(fun() -> checksum(100000) end),
    ok.

sum_squares(N) -> lists:foldl(fun(X, A) -> A + X * X end, 0, lists:seq(1, N)).

up_and_down(N) ->
    Big = lists:foldl(fun(X, A) -> A * X end, 1, lists:seq(1, N)),
    lists:foldl(fun(X, A) -> A div X end, Big, lists:seq(1, N)).

%% Crosses every boundary between small and big integers, both ways.
grow_shrink(N) -> {L, 1} = {lists:seq(1, N), lists:foldl(fun(_, A) -> A div 3 end, lists:foldl(fun(_, A) -> A * 3 end, 1, lists:seq(1, N)), lists:seq(1, N))}, length(L).

mixed(0, A) -> A;
mixed(N, A) when N rem 3 =:= 0 -> mixed(N - 1, A + N);
mixed(N, A) when N rem 3 =:= 1 -> mixed(N - 1, A - N / 2);
mixed(N, A) -> mixed(N - 1, A + (N bsr 1)).

collatz_max(N) -> lists:max([{collatz(I, 0), I} || I <- lists:seq(1, N)]).

collatz(1, K) -> K;
collatz(N, K) when N band 1 =:= 0 -> collatz(N bsr 1, K + 1);
collatz(N, K) -> collatz(3 * N + 1, K + 1).

fibs(N) -> {F, _} = lists:foldl(fun(_, {A, B}) -> {B, A + B} end, {0, 1}, lists:seq(1, N)), F.

isqrt(N) -> isqrt(N, N).

isqrt(N, X) ->
    case (X + N div X) div 2 of
        Y when Y >= X -> X;
        Y -> isqrt(N, Y)
    end.

powmod(_, 0, _) -> 1;
powmod(B, E, M) when E band 1 =:= 0 -> powmod(B * B rem M, E bsr 1, M);
powmod(B, E, M) -> B * powmod(B, E - 1, M) rem M.

egcd(A, 0) -> {A, 1, 0};
egcd(A, B) -> {G, X, Y} = egcd(B, A rem B), {G, Y, X - (A div B) * Y}.

perfect(N) -> [X || X <- lists:seq(2, N), lists:sum([D || D <- lists:seq(1, X div 2), X rem D =:= 0]) =:= X].

checksum(N) -> lists:foldl(fun(X, A) -> ((A bsl 5) bxor (A bsr 27) bxor X) band 16#FFFFFFFF end, 17, lists:seq(1, N)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
