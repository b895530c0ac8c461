%% Floats of three sizes and two byte orders, with edge values, at aligned and unaligned places.
-module(bin_float_matrix).
-export([main/0]).

main() ->
    Xs = [0.0, 1.0, -1.0, 0.5, 1.5, 3.140625, 65504.0, 6.103515625e-5, -2.0, 1024.0],
    t(fun() -> [<<X:16/float>> || X <- Xs] end),
    t(fun() -> [<<X:32/float-little>> || X <- Xs] end),
    t(fun() -> [<<X:64/float>> || X <- [1.7976931348623157e308, 2.2250738585072014e-308, 5.0e-324, 0.1]] end),
    t(fun() -> [begin <<Y:S/float>> = <<X:S/float>>, Y =:= X end || X <- Xs, S <- [16, 32, 64]] end),
    t(fun() -> [begin <<Y:S/float-little>> = <<X:S/float-little>>, Y =:= X end || X <- Xs, S <- [16, 32, 64]] end),
    t(fun() ->
              [begin <<_:O, Y:32/float, _/bits>> = <<0:O, X:32/float, 1:3>>, Y =:= X end || X <- Xs, O <- [1, 4, 7]]
      end),
    t(fun() -> [begin <<Y:32/float>> = <<I:32/float>>, Y end || I <- [0, 1, -5, 16777216, 16777217]] end),
    t(fun() ->
              [case <<B:32>> of <<F:32/float>> -> F; _ -> not_a_float end || B <- [16#7F800000, 16#FF800000, 16#7FC00000, 16#3F800000, 1, 16#7F7FFFFF]]
      end),
    t(fun() ->
              [case <<B:16>> of <<F:16/float>> -> F; _ -> not_a_float end || B <- [16#7C00, 16#FC00, 16#7E00, 16#3C00, 1, 16#7BFF, 16#0400]]
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
