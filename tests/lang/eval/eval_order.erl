%% Arguments, tuples, lists, maps, records, operators and binaries are evaluated left to right.
-module(eval_order).
-export([main/0]).
-record(r, {a, b, c}).

main() ->
    t(fun() -> seen(fun() -> {s(1), s(2), s(3)} end) end),
    t(fun() -> seen(fun() -> [s(1), s(2) | s([3])] end) end),
    t(fun() -> seen(fun() -> s(1) + s(2) * s(3) end) end),
    t(fun() -> seen(fun() -> f(s(1), s(2), s(3)) end) end),
    t(fun() -> seen(fun() -> (s(fun f/3))(s(1), s(2), s(3)) end) =:= x end),
    t(fun() -> seen(fun() -> #{s(1) => s(2), s(3) => s(4)} end) end),
    t(fun() -> seen(fun() -> <<(s(1)), (s(2)):8, (s(3))>> end) end),
    t(fun() -> seen(fun() -> s(1) ++ s(2) end) end),
    t(fun() -> seen(fun() -> s(a) =:= s(b) end) end),
    t(fun() -> seen(fun() -> s(false) and s(true) end) end),
    t(fun() -> seen(fun() -> s(false) andalso s(true) end) end),
    t(fun() -> seen(fun() -> s(true) orelse s(false) end) end),
    t(fun() -> seen(fun() -> s(false) orelse s(true) end) end),
    t(fun() -> seen(fun() -> [s(X) || X <- s([1, 2]), s(true)] end) end),
    t(fun() -> seen(fun() -> case s(1) of 1 -> s(2); _ -> s(3) end end) end),
    t(fun() -> seen(fun() -> s(x), throw(s(y)), s(z) end) end),
    t(fun() -> seen(fun() -> {s(1), throw(s(2)), s(3)} end) end),
    t(fun() -> seen(fun() -> apply(s(erlang), s('+'), s([1, 2])) end) end),
    t(fun() -> seen(fun() -> self() ! s(1), s(2), receive 1 -> s(3) end end) end),
    t(fun() -> seen(fun() -> try s(1) of _ -> s(2) after s(3) end end) end),
    t(fun() -> seen(fun() -> {X, _} = {s(1), s(2)}, s({got, X}) end) end),
    t(fun() -> seen(fun() -> M = s(#{}), M#{s(k) => s(v)} end) end),
    t(fun() -> seen(fun() -> s(1) < s(2) end) end),
    t(fun() -> seen(fun() -> -s(1) end) end),
    t(fun() -> seen(fun() -> element(s(1), s({a, b})) end) end),
    t(fun() -> seen(fun() -> (s(lists)):(s(reverse))(s([1, 2])) end) end),
    ok.

s(X) ->
    put(order, [X | get(order)]),
    X.

f(A, B, C) -> {A, B, C}.

seen(F) ->
    put(order, []),
    try F() catch _:_ -> ok end,
    lists:reverse(get(order)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
