%% Messages to self: order, selective receive, guards, after.
-module(receive_self).
-export([main/0]).

main() ->
    t(fun() -> self() ! hello, receive X -> X end end),
    t(fun() -> begin self() ! a, self() ! b, receive X -> X end end end),
    t(fun() -> receive X -> X end end),
    t(fun() -> receive X -> X after 0 -> none end end),
    t(fun() -> begin [self() ! I || I <- [1, 2, 3]], [receive I -> I end || I <- [3, 1, 2]] end end),
    t(fun() -> begin self() ! {n, 5}, self() ! {n, 50}, receive {n, N} when N > 10 -> N end end end),
    t(fun() -> receive {n, N} -> N after 10 -> timeout end end),
    t(fun() -> receive after 1 -> slept end end),
    t(fun() -> receive after 0 -> zero end end),
    t(fun() -> begin X = id(b), self() ! a, self() ! b, receive X -> got_b end end end),
    t(fun() -> receive a -> a end end),
    t(fun() -> begin (self() ! first) ! second, receive _ -> ok end end end),
    t(fun() -> self() ! (self() ! (self() ! z)), [receive M -> M end || _ <- [1, 2, 3]] end),
    t(fun() -> erlang:send(self(), sent), receive sent -> ok end end),
    t(fun() -> flush() end),
    t(fun() -> begin [self() ! I || I <- lists:seq(1, 1000)], lists:sum(flush()) end end),
    t(fun() ->
              [self() ! {I rem 3, I} || I <- lists:seq(1, 30)],
              {[receive {0, I} -> I end || _ <- lists:seq(1, 10)], length(flush())}
      end),
    t(fun() -> receive {never} -> ok after 5 -> {timeout, 5} end end),
    t(fun() -> begin self() ! #{type => x, v => 1}, receive #{type := x, v := V} -> V end end end),
    t(fun() -> begin self() ! <<1, 2, 3>>, receive <<A, R/binary>> -> {A, R} end end end),
    t(fun() -> begin self() ! "prefix rest", receive "prefix " ++ R -> R end end end),
    ok.

flush() ->
    receive M -> [M | flush()]
    after 0 -> []
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
