%% receive inside try, catch, funs, comprehensions and recursion.
-module(receive_in_try).
-export([main/0]).

main() ->
    t(fun() -> fill([1, 2]), try receive 2 -> throw(two) end catch throw:X -> {X, rest()} end end),
    t(fun() -> fill([1, 2]), {catch receive X when X > 1 -> exit({got, X}) end, rest()} end),
    t(fun() -> fill([1, 2, 3]), [receive X -> X * 10 end || _ <- [a, b, c]] end),
    t(fun() -> fill([1, 2, 3]), F = fun() -> receive X -> X end end, {F(), F(), F()} end),
    t(fun() -> fill([{add, 1}, {add, 2}, {mul, 10}, stop]), loop(0) end),
    t(fun() -> try receive after 1 -> error(late) end catch error:late -> caught after self() ! cleaned end end),
    t(fun() -> receive cleaned -> cleaned after 0 -> dirty end end),
    t(fun() -> fill([a, b]), try receive a -> ok end of ok -> rest() catch _:_ -> bad end end),
    t(fun() -> fill([1, 2]), {receive X -> X end, receive Y -> Y end} end),
    t(fun() -> fill([x]), Y = receive x -> 1 end + 1, Y end),
    t(fun() -> fill([1, a, 2, b]), {ints(), rest()} end),
    t(fun() -> fill([1]), case receive X -> X end of 1 -> one; _ -> other end end),
    ok.

fill(L) -> [self() ! X || X <- L].

rest() -> receive X -> [X | rest()] after 0 -> [] end.

loop(N) -> receive {add, X} -> loop(N + X); {mul, X} -> loop(N * X); stop -> N end.

ints() -> receive X when is_integer(X) -> [X | ints()] after 0 -> [] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
