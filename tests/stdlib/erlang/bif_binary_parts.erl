%% binary_part, split_binary, and the conversions with positions, at all the edges.
-module(bif_binary_parts).
-export([main/0]).

main() ->
    t(fun() ->
              [try binary_part(<<1, 2, 3>>, P, L) catch error:R -> R end || P <- [0, 1, 3, 4, -1], L <- [0, 1, 3, -1, -3, 4]]
      end),
    t(fun() -> [try split_binary(<<1, 2, 3>>, P) catch error:R -> R end || P <- [0, 1, 3, 4, -1, a]] end),
    t(fun() -> [try binary_to_list(<<1, 2, 3>>, A, B) catch error:R -> R end || A <- [1, 2, 3, 0], B <- [1, 3, 4]] end),
    t(fun() ->
              [try binary:part(<<"abc">>, X) catch error:R -> R end || X <- [{0, 3}, {1, -1}, {3, 0}, {2, 2}, x, {a, 1}]]
      end),
    t(fun() -> binary_part(<<1:12>>, 0, 1) end),
    t(fun() -> split_binary(<<1:12>>, 1) end),
    t(fun() ->
              [try F(<<5:3>>) catch error:R -> R end || F <- [fun binary_to_list/1, fun bitstring_to_list/1, fun byte_size/1, fun bit_size/1, fun binary_to_term/1]]
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
