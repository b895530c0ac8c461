%% queue: the original, the extended and the Okasaki interface.
-module(queue_all).
-export([main/0]).

main() ->
    Q = queue:from_list([1, 2, 3]),
    t(fun() -> queue:to_list(queue:in(4, Q)) end),
    t(fun() -> queue:to_list(queue:in_r(0, Q)) end),
    t(fun() -> begin {{value, X}, R} = queue:out(Q), {X, queue:to_list(R)} end end),
    t(fun() -> begin {{value, X}, R} = queue:out_r(Q), {X, queue:to_list(R)} end end),
    t(fun() -> begin {E, R} = queue:out(queue:new()), {E, queue:is_empty(R)} end end),
    t(fun() -> queue:len(Q) end),
    t(fun() -> queue:is_queue(Q) end),
    t(fun() -> queue:is_queue(x) end),
    t(fun() -> queue:get(Q) end),
    t(fun() -> queue:get_r(Q) end),
    t(fun() -> queue:get(queue:new()) end),
    t(fun() -> queue:peek(Q) end),
    t(fun() -> queue:peek_r(Q) end),
    t(fun() -> queue:peek(queue:new()) end),
    t(fun() -> queue:to_list(queue:drop(Q)) end),
    t(fun() -> queue:to_list(queue:drop_r(Q)) end),
    t(fun() -> queue:to_list(queue:reverse(Q)) end),
    t(fun() -> queue:to_list(queue:join(Q, Q)) end),
    t(fun() -> begin {A, B} = queue:split(2, Q), {queue:to_list(A), queue:to_list(B)} end end),
    t(fun() -> queue:split(9, Q) end),
    t(fun() -> queue:to_list(queue:filter(fun(X) -> X > 1 end, Q)) end),
    t(fun() -> queue:to_list(queue:filter(fun(X) -> [X, X] end, Q)) end),
    t(fun() -> queue:fold(fun(X, A) -> X + A end, 0, Q) end),
    t(fun() -> queue:any(fun(X) -> X > 2 end, Q) end),
    t(fun() -> queue:all(fun(X) -> X > 2 end, Q) end),
    t(fun() -> queue:member(2, Q) end),
    t(fun() -> queue:to_list(queue:delete(2, Q)) end),
    t(fun() -> queue:to_list(queue:cons(0, Q)), queue:head(Q) end),
    t(fun() -> queue:to_list(queue:tail(Q)), queue:last(queue:snoc(Q, 9)) end),
    t(fun() -> queue:in(1, notqueue) end),
    t(fun() ->
              R = lists:foldl(fun queue:in/2, queue:new(), lists:seq(1, 1000)),
              {queue:len(R), queue:get(R), queue:get_r(R)}
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
