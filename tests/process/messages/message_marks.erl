%% Receives that wait for a reference just made, with other messages waiting, timeouts, several references, and references that are no new ones.
-module(message_marks).
-export([main/0]).

main() ->
    [self() ! {waiting, N} || N <- lists:seq(1, 50)],
    S = spawn(fun server/0),
    P = fun(X) -> io:format("~w~n", [X]) end,
    P([call(S, X) || X <- [1, 2, 3]]),
    P(timed(S, 7)),
    P(timed_late(S)),
    P(made()),
    P(both(S)),
    P(late_reference()),
    P(one_clause_without()),
    P(spawned()),
    P(twice(S)),
    P(caught(S)),
    P(guarded()),
    P(down()),
    P(count(0)).

call(S, X) ->
    R = monitor(process, S),
    S ! {self(), R, X},
    receive
        {R, Y} -> demonitor(R, [flush]), Y;
        {'DOWN', R, _, _, W} -> {down, W}
    end.

timed(S, X) ->
    R = make_ref(),
    S ! {self(), R, X},
    receive {R, Y} -> Y after 5000 -> timeout end.

timed_late(S) ->
    R = make_ref(),
    Got = receive {R, Y} -> Y after 10 -> timeout end,
    S ! {self(), R, 9},
    Again = receive {R, Z} -> Z after 5000 -> timeout end,
    {Got, Again, receive {waiting, 1} -> first after 0 -> none end}.

made() ->
    self() ! before,
    R = make_ref(),
    self() ! {R, one},
    self() ! {R, two},
    A = receive {R, X} -> X end,
    B = receive before -> before after 0 -> lost end,
    C = receive {R, Y} -> Y after 0 -> lost end,
    {A, B, C}.

both(S) ->
    R1 = make_ref(),
    R2 = make_ref(),
    S ! {self(), R1, 1},
    S ! {self(), R2, 2},
    B = receive {R2, X} -> X end,
    A = receive {R1, Y} -> Y end,
    C = receive {R1, _} -> more; {R2, _} -> more after 0 -> none end,
    {A, B, C}.

%% The messages hold the other reference, which is older than the mark.
late_reference() ->
    Old = make_ref(),
    self() ! {Old, a},
    self() ! {Old, b},
    New = make_ref(),
    A = receive {R, X} when R =:= Old -> X; {New, X} -> X after 0 -> lost end,
    B = receive {Old, X2} when New =/= Old -> X2 after 0 -> lost end,
    {A, B}.

one_clause_without() ->
    self() ! {plain, 1},
    R = make_ref(),
    A = receive {R, X} -> X; {plain, X} -> {plain, X} after 0 -> lost end,
    self() ! {plain, 2},
    R2 = make_ref(),
    B = receive {_, X3} = M when element(1, M) =:= R2; X3 =:= 2 -> M after 0 -> lost end,
    {A, B}.

spawned() ->
    {Pid, R} = spawn_monitor(fun() -> exit(bye) end),
    receive {'DOWN', R, process, Pid, Why} -> Why end.

twice(S) ->
    R = make_ref(),
    [S ! {self(), R, N} || N <- lists:seq(1, 5)],
    collect(R, 5).
collect(_, 0) -> [];
collect(R, N) -> [receive {R, X} -> X end | collect(R, N - 1)].

caught(S) ->
    try
        R = monitor(process, S),
        S ! {self(), R, 3},
        receive {R, Y} -> demonitor(R), throw(Y); {'DOWN', R, _, _, W} -> exit(W) after 5000 -> error(late) end
    catch throw:T -> {thrown, T}
    end.

guarded() ->
    R = make_ref(),
    self() ! {R, 1},
    self() ! {R, 2},
    A = receive {R, X} when X > 1 -> X after 0 -> none end,
    B = receive {R, X1} when X1 > 1 -> X1; {R, X1} -> {small, X1} after 0 -> none end,
    [A, B].

down() ->
    Pid = spawn(fun() -> receive stop -> ok end end),
    R = monitor(process, Pid),
    Pid ! stop,
    First = receive {'DOWN', R, _, _, W} -> W end,
    R2 = monitor(process, Pid),
    {First, receive {'DOWN', R2, _, _, W2} -> W2 end}.

count(N) -> receive {waiting, _} -> count(N + 1) after 0 -> N end.

server() ->
    receive {From, R, X} -> From ! {R, X * X}, server() end.
