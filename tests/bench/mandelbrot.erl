%% The Mandelbrot set: float arithmetic in a tail-recursive loop.
-module(mandelbrot).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(800)]).

%% How many points of an N x N grid stay bounded, and the sum of all iteration counts.
run(N) -> rows(N, N, 0, 0).

rows(_, 0, In, Sum) -> {In, Sum};
rows(N, Y, In, Sum) ->
    {In1, Sum1} = columns(N, N, 2.0 * Y / N - 1.0, In, Sum),
    rows(N, Y - 1, In1, Sum1).

columns(_, 0, _, In, Sum) -> {In, Sum};
columns(N, X, Ci, In, Sum) ->
    case iterate(3.0 * X / N - 2.0, Ci, 0.0, 0.0, 0) of
        200 -> columns(N, X - 1, Ci, In + 1, Sum + 200);
        K -> columns(N, X - 1, Ci, In, Sum + K)
    end.

iterate(_, _, _, _, 200) -> 200;
iterate(Cr, Ci, Zr, Zi, K) ->
    R2 = Zr * Zr,
    I2 = Zi * Zi,
    if
        R2 + I2 > 4.0 -> K;
        true -> iterate(Cr, Ci, R2 - I2 + Cr, 2.0 * Zr * Zi + Ci, K + 1)
    end.
