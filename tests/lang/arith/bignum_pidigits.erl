%% Digits of pi by an unbounded spigot.
-module(bignum_pidigits).
-export([main/0]).

main() -> io:format("~s~n", [digits(120, {1, 0, 1, 1}, [])]).

digits(0, _, Acc) -> lists:reverse(Acc);
digits(N, {Q, R, T, K} = S, Acc) ->
    D = (3 * Q + R) div T,
    case D =:= (4 * Q + R) div T of
        true -> digits(N - 1, {10 * Q, 10 * (R - D * T), T, K}, [$0 + D | Acc]);
        false -> digits(N, next(S), Acc)
    end.

next({Q, R, T, K}) ->
    L = 2 * K + 1,
    {Q * K, (2 * Q + R) * L, T * L, K + 1}.
