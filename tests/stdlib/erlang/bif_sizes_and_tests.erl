%% tuple_size, byte_size, map_size, size, is_record, is_function on wrong arguments.
-module(bif_sizes_and_tests).
-export([main/0]).

main() ->
    t(fun() ->
              [{F, X, try erlang:F(X) catch error:R -> R end} || F <- [size, tuple_size, byte_size, bit_size, map_size, length], X <- [{1, 2}, <<1, 2, 3>>, <<1:3>>, #{a => 1}, [1, 2], a, 1]]
      end),
    t(fun() -> [try is_function(fun(_) -> ok end, A) catch error:R -> R end || A <- [0, 1, -1, a]] end),
    t(fun() -> [try is_record(X, r, 2) catch error:R -> R end || X <- [{r, 1}, {r}, {s, 1}, r]] end),
    t(fun() -> [try is_record(X, T) catch error:R -> R end || X <- [{r, 1}, r], T <- [id(r), id(1)]] end),
    t(fun() -> [try element(I, T) catch error:R -> R end || I <- [0, 1, 2, a, 1.0, 1 bsl 70], T <- [{x}, x]] end),
    t(fun() -> [try setelement(I, T, y) catch error:R -> R end || I <- [0, 1, 2, a], T <- [{x}, x]] end),
    t(fun() -> [try F(X) catch error:R -> R end || F <- [fun hd/1, fun tl/1], X <- [[1], [], [1 | 2], x]] end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
