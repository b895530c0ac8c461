%% Selective receive: what is taken, what stays, and in which order.
-module(selective_orders).
-export([main/0]).

main() ->
    t(fun() -> fill([1, 2, 3, 4]), receive 3 -> ok end, rest() end),
    t(fun() -> fill([1, 2, 3, 4]), receive X when X rem 2 =:= 0 -> ok end, rest() end),
    t(fun() -> fill([a, {a, 1}, {b, 2}, {a, 3}]), receive {a, X} -> {X, rest()} end end),
    t(fun() -> fill([1, 2, 3]), receive never -> x after 0 -> rest() end end),
    t(fun() -> fill([1, 2, 1, 2]), [receive 2 -> 2 end, receive 2 -> 2 end | rest()] end),
    t(fun() -> fill([1, 2, 3]), receive X -> receive Y -> {X, Y, rest()} end end end),
    t(fun() ->
        %% A receive in the guard's way: the first clause that matches the oldest message.
        fill([b, a]), receive a -> {a, rest()}; b -> {b, rest()} end
    end),
    t(fun() -> fill([{1, x}, {2, y}]), K = 2, receive {K, V} -> {V, rest()} end end),
    t(fun() -> fill(["abc", <<"abc">>, abc]), receive <<B/binary>> -> {B, rest()} end end),
    t(fun() -> fill([#{k => 1}, #{j => 2}]), receive #{j := V} -> {V, rest()} end end),
    t(fun() -> fill([1.0, 1]), receive 1 -> rest() end end),
    t(fun() -> fill(lists:seq(1, 1000)), [receive N -> N end || N <- lists:seq(1000, 1, -1)] =:= lists:seq(1000, 1, -1) end),
    t(fun() ->
        %% Messages that come while it looks.
        Self = self(), spawn(fun() -> [begin Self ! {n, I}, erlang:yield() end || I <- lists:seq(1, 100)], Self ! stop end), until_stop([])
    end),
    ok.

fill(L) -> [self() ! X || X <- L].

rest() -> receive X -> [X | rest()] after 0 -> [] end.

until_stop(L) ->
    receive stop -> length(gather(L)) end.

gather(L) -> receive {n, I} -> gather([I | L]) after 0 -> L end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
