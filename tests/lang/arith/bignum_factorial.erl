%% Factorials, powers and Fibonacci numbers of hundreds of digits.
-module(bignum_factorial).
-export([main/0]).

main() ->
    t(fun() -> fact(25) end),
    t(fun() -> fact(100) end),
    t(fun() -> length(integer_to_list(fact(1000))) end),
    t(fun() -> digit_sum(fact(1000)) end),
    t(fun() -> fact(300) div fact(298) end),
    t(fun() -> fact(301) rem fact(300) end),
    t(fun() -> fact(500) div fact(499) end),
    t(fun() -> pow(2, 500) end),
    t(fun() -> pow(-3, 301) end),
    t(fun() -> pow(7, 777) rem 1000000007 end),
    t(fun() -> fib(300) end),
    t(fun() -> digit_sum(fib(5000)) end),
    t(fun() -> pow(10, 50) - 1 end),
    t(fun() -> pow(10, 100) rem pow(7, 30) end),
    t(fun() -> -pow(10, 60) div 7 end),
    t(fun() -> -pow(10, 60) rem 7 end),
    t(fun() -> gcd(fact(60), pow(6, 70)) end),
    t(fun() -> mersenne([2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127]) end),
    ok.

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

pow(_, 0) -> 1;
pow(B, N) when N band 1 =:= 0 -> pow(B * B, N bsr 1);
pow(B, N) -> B * pow(B, N - 1).

fib(N) -> fib(N, 0, 1).

fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

digit_sum(N) -> lists:sum([D - $0 || D <- integer_to_list(N)]).

mersenne(Ps) -> lists:last([(1 bsl P) - 1 || P <- Ps]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
