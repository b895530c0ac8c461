%% Signed and unsigned values at the edges of every byte size, both byte orders.
-module(bin_signed_matrix).
-export([main/0]).

main() ->
    [io:format("~p ~w~n", [N, [rt(V, N) || V <- [0, 1, -1, (1 bsl (N - 1)) - 1, -(1 bsl (N - 1)), 1 bsl (N - 1), (1 bsl N) - 1, 1 bsl N]]]) || N <- [8, 16, 24, 32, 40, 48, 56, 64, 72, 128]],
    ok.

rt(V, N) ->
    <<A:N/signed-big>> = <<V:N/big>>,
    <<B:N/unsigned-big>> = <<V:N/big>>,
    <<C:N/signed-little>> = <<V:N/little>>,
    <<D:N/unsigned-little>> = <<V:N/little>>,
    true = A =:= C andalso B =:= D,
    {A, B}.
