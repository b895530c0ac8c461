%% Selective receive: order kept, priorities, nested receives, large mailboxes.
-module(selective).
-export([main/0]).

main() ->
    t(fun() ->
              [self() ! X || X <- [c, a, b]],
              [receive a -> a end, receive b -> b end, receive c -> c end]
      end),
    t(fun() -> begin [self() ! X || X <- [low1, {high, 1}, low2, {high, 2}]], priority() end end),
    t(fun() ->
              [self() ! I || I <- lists:seq(1, 10000)],
              receive 10000 -> ok end,
              receive 5000 -> ok end,
              length(flush())
      end),
    t(fun() ->
              [self() ! I || I <- lists:seq(1, 1000)],
              [receive I -> I end || I <- lists:seq(1000, 1, -1)] =:= lists:seq(1000, 1, -1)
      end),
    t(fun() ->
              self() ! {a, 1},
              self() ! {b, 2},
              self() ! {a, 3},
              [receive {b, X} -> X end, receive {a, Y} -> Y end, flush()]
      end),
    t(fun() -> begin self() ! outer, self() ! inner, receive outer -> receive inner -> nested end end end end),
    t(fun() -> begin self() ! x, receive y -> y after 0 -> receive x -> got_x_later end end end end),
    t(fun() -> begin self() ! 1, self() ! 1.0, receive 1.0 -> flush() end end end),
    t(fun() -> begin self() ! "abc", receive [$a | T] -> T end end end),
    t(fun() ->
              self() ! {tag, make_ref()},
              R = make_ref(),
              self() ! {tag, R},
              receive {tag, R} -> length(flush()) end
      end),
    t(fun() -> call_with_waiting(10000) end),
    ok.

priority() ->
    receive
        {high, N} -> [{high, N} | priority()]
    after 0 ->
        receive
            Low -> [Low | priority()]
        after 0 -> []
        end
    end.

flush() ->
    receive M -> [M | flush()]
    after 0 -> []
    end.

%% Calls answered while many other messages wait.
call_with_waiting(N) ->
    [self() ! {noise, I} || I <- lists:seq(1, N)],
    Server = spawn(fun Loop() -> receive {From, Ref, X} -> From ! {Ref, X + 1}, Loop() end end),
    Results = [begin Ref = make_ref(), Server ! {self(), Ref, I}, receive {Ref, Y} -> Y end end || I <- lists:seq(1, 100)],
    {lists:sum(Results), length(flush())}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
