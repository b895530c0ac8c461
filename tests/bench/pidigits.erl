%% Digits of pi with an unbounded spigot: arithmetic on integers of thousands of digits.
-module(pidigits).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(2500)]).

%% The first N digits, folded into one number.
run(N) -> digits(N, 1, 0, 1, 1, 0).

digits(0, _, _, _, _, Hash) -> Hash;
digits(N, Q, R, T, K, Hash) ->
    D = (3 * Q + R) div T,
    case (4 * Q + R) div T of
        D -> digits(N - 1, 10 * Q, 10 * (R - D * T), T, K, (Hash * 31 + D) rem 1000000007);
        _ ->
            L = 2 * K + 1,
            digits(N, Q * K, (2 * Q + R) * L, T * L, K + 1, Hash)
    end.
