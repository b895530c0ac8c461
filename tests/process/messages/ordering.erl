%% Messages between two processes arrive in the order sent; all signals share that order.
-module(ordering).
-export([main/0]).

main() ->
    t(fun() -> order(1000) end),
    t(fun() -> interleaved(500) end),
    t(fun() -> last_words() end),
    t(fun() -> exit_after_messages() end),
    t(fun() -> link_before_exit() end),
    t(fun() -> monitor_sees_all_messages_first(100) end),
    ok.

order(N) ->
    Me = self(),
    spawn(fun() -> [Me ! I || I <- lists:seq(1, N)] end),
    [receive X -> X end || _ <- lists:seq(1, N)] =:= lists:seq(1, N).

interleaved(N) ->
    Me = self(),
    [spawn(fun() -> [Me ! {S, I} || I <- lists:seq(1, N)] end) || S <- [a, b, c]],
    All = [receive X -> X end || _ <- lists:seq(1, 3 * N)],
    [[I || {T, I} <- All, T =:= S] =:= lists:seq(1, N) || S <- [a, b, c]].

last_words() ->
    Me = self(),
    {P, R} = spawn_monitor(fun() -> Me ! last, exit(bye) end),
    [receive last -> message; {'DOWN', R, process, P, _} -> down end || _ <- [1, 2]].

exit_after_messages() ->
    {P, R} = spawn_monitor(fun() -> count(0) end),
    [P ! tick || _ <- lists:seq(1, 100)],
    P ! stop,
    exit(P, too_late),
    receive {'DOWN', R, process, P, {counted, N}} -> N; {'DOWN', R, process, P, Other} -> Other =:= too_late end >= 0.

count(N) ->
    receive
        tick -> count(N + 1);
        stop -> exit({counted, N})
    end.

link_before_exit() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> receive after infinity -> ok end end),
    unlink(P),
    link(P),
    exit(P, now),
    R = receive {'EXIT', P, Why} -> Why end,
    process_flag(trap_exit, false),
    R.

monitor_sees_all_messages_first(N) ->
    Me = self(),
    {P, R} = spawn_monitor(fun() -> [Me ! {n, I} || I <- lists:seq(1, N)] end),
    receive {'DOWN', R, process, P, normal} -> ok end,
    length(all()).

all() -> receive {n, I} -> [I | all()] after 0 -> [] end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
