%% andalso, orelse, and, or with values that are not booleans, side effects and nesting.
-module(eval_short_circuit).
-export([main/0]).

main() ->
    t(fun() ->
              [{A, B, try id(A) andalso id(B) catch error:R -> R end} || A <- [true, false, 1], B <- [true, false, x]]
      end),
    t(fun() ->
              [{A, B, try id(A) orelse id(B) catch error:R -> R end} || A <- [true, false, 1], B <- [true, false, x]]
      end),
    t(fun() ->
              [{A, B, try id(A) and id(B) catch error:R -> R end} || A <- [true, false, 1], B <- [true, false, x]]
      end),
    t(fun() -> [{A, B, try id(A) or id(B) catch error:R -> R end} || A <- [true, false, 1], B <- [true, false, x]] end),
    t(fun() ->
              [{A, B, try id(A) xor id(B) catch error:R -> R end} || A <- [true, false, 1], B <- [true, false, x]]
      end),
    t(fun() -> [try not id(A) catch error:R -> R end || A <- [true, false, 1]] end),
    t(fun() ->
              put(n, 0),
              false andalso put(n, 1),
              true orelse put(n, 2),
              true andalso put(n, get(n) + 10),
              get(n)
      end),
    t(fun() -> (id(false) orelse id(true)) andalso (id(true) andalso id(done)) end),
    t(fun() -> id(true) andalso id(false) orelse id(fallback) end),
    t(fun() -> [X || X <- [1, a, 3], is_integer(X) andalso X > 1 orelse X =:= a] end),
    t(fun() -> case id(true) andalso id(maybe_so) of maybe_so -> ok end end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
