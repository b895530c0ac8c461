%% A mailbox of 200,000 messages, filled, scanned and emptied in several ways.
-module(mailbox_large).
-export([main/0]).

main() ->
    t(fun() -> begin fill(200000), receive last -> ok end, count() end end),
    t(fun() -> begin fill(100000), [receive {m, I} -> I end || I <- [100000, 1, 50000]], count() end end),
    t(fun() -> begin fill(50000), receive nothing -> x after 0 -> count() end end end),
    t(fun() -> begin fill(50000), selective(50000, 0) end end),
    t(fun() ->
              [self() ! {big, lists:seq(1, 100)} || _ <- lists:seq(1, 5000)],
              lists:sum([receive {big, L} -> length(L) end || _ <- lists:seq(1, 5000)])
      end),
    ok.

fill(N) ->
    [self() ! {m, I} || I <- lists:seq(1, N)],
    self() ! last.

count() -> receive _ -> 1 + count() after 0 -> 0 end.

selective(0, Sum) -> receive last -> Sum end;
selective(N, Sum) -> receive {m, I} -> selective(N - 1, Sum + I) end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
