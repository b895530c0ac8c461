-module(queue_shapes).
-export([main/0]).
%% How a queue is divided between its two lists: what is printed of it, and how it behaves, is what OTP has.
main() ->
  [begin
    L = lists:seq(1,N), Q = queue:from_list(L),
    io:format("~p from_list ~0p~n", [N, Q]),
    [io:format("  split ~p ~0p~n", [K, queue:split(K, Q)]) || K <- lists:seq(0,N)],
    outs(Q), outr(Q),
    Q2 = lists:foldl(fun queue:in/2, queue:new(), L), outs(Q2), outr(Q2),
    Q3 = lists:foldl(fun queue:in_r/2, queue:new(), L), outs(Q3), outr(Q3),
    [io:format("  filter ~p ~0p ~0p~n", [K, queue:filter(fun(X) -> X rem K =:= 0 end, Q), queue:filter(fun(X) -> X =< K end, Q2)]) || K <- lists:seq(1,N)],
    [io:format("  del ~p ~0p ~0p ~0p~n", [K, queue:delete(K, Q), queue:delete_r(K, Q), queue:delete(K, Q2)]) || K <- lists:seq(1,N)],
    [io:format("  split2 ~p ~0p ~0p~n", [K, queue:split(K, Q2),queue:split(K, Q3)]) || K <- lists:seq(0,N)],
    [io:format("  join ~p ~0p ~0p~n", [K, queue:join(Q2,queue:from_list(lists:seq(1,K))), queue:join(queue:from_list(lists:seq(1,K)),Q3)]) || K <- lists:seq(0,N)],
    [io:format("  filter2 ~p ~0p~n", [K, queue:filter(fun(X) -> [X || X =< K] end, Q3)]) || K <- lists:seq(1,N)],
    [io:format("  fm ~p ~0p~n", [K, queue:filtermap(fun(X) -> X > K end, Q3)]) || K <- lists:seq(1,N)]
   end || N <- lists:seq(0,8)], ok.
outs(Q) -> io:format("   ~0p~n", [Q]), case queue:out(Q) of {empty, _} -> ok; {_, Q1} -> outs(Q1) end.
outr(Q) -> io:format("   ~0p~n", [Q]), case queue:out_r(Q) of {empty, _} -> ok; {_, Q1} -> outr(Q1) end.
