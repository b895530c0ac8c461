%% Messages to oneself: order, copies, in receive, by name and alias.
-module(self_messages).
-export([main/0]).

main() ->
    t(fun() -> [self() ! I || I <- [1, 2, 3]], got() end),
    t(fun() -> self() ! self(), receive P -> P =:= self() end end),
    t(fun() -> register(me, self()), me ! a, self() ! b, {me, node()} ! c, unregister(me), got() end),
    t(fun() -> A = alias(), A ! x, self() ! y, unalias(A), got() end),
    t(fun() -> L = lists:seq(1, 10000), self() ! L, receive M -> M =:= L end end),
    t(fun() -> self() ! one, receive one -> self() ! two, receive two -> both end end end),
    t(fun() -> loop(1000) end),
    ok.

got() -> receive X -> [X | got()] after 0 -> [] end.

loop(0) -> done;
loop(N) -> self() ! N, receive N -> loop(N - 1) end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
