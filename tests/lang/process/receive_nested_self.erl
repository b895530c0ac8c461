%% A process that plays several roles with its own mailbox: queue, stack, priority and request/reply with itself.
-module(receive_nested_self).
-export([main/0]).

main() ->
    t(fun() -> as_queue([1, 2, 3]) end),
    t(fun() -> as_stack([1, 2, 3]) end),
    t(fun() -> as_priority([{2, b}, {1, a}, {3, c}, {1, d}]) end),
    t(fun() -> drain_types([1, a, "s", 2, b, 3.0]) end),
    t(fun() -> count_down(5) end),
    ok.

as_queue(L) ->
    [self() ! {q, X} || X <- L],
    [receive {q, X} -> X end || _ <- L].

as_stack(L) ->
    [self() ! {s, I, X} || {I, X} <- lists:zip(lists:seq(1, length(L)), L)],
    [receive {s, I, X} -> X end || I <- lists:seq(length(L), 1, -1)].

as_priority(L) ->
    [self() ! M || M <- L],
    [receive {P, X} -> {P, X} end || P <- [1, 1, 2, 3]].

drain_types(L) ->
    [self() ! X || X <- L],
    Numbers = drain(fun is_number/1),
    Atoms = drain(fun is_atom/1),
    {Numbers, Atoms, drain(fun(_) -> true end)}.

%% All messages that fit, in order; the others are sent again.
drain(P) ->
    All = all(),
    {Yes, No} = lists:partition(P, All),
    [self() ! X || X <- No],
    Yes.

all() -> receive X -> [X | all()] after 0 -> [] end.

count_down(0) -> [liftoff];
count_down(N) ->
    self() ! {n, N},
    receive {n, K} -> [K | count_down(K - 1)] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
