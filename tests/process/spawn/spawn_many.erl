%% A hundred thousand processes, one after another and alive together.
-module(spawn_many).
-export([main/0]).

main() ->
    t(fun() -> chain(20000) end),
    t(fun() -> together(10000) end),
    t(fun() -> short_lived(100000) end),
    ok.

%% Each process starts the next; the number comes back through all of them.
chain(N) ->
    Me = self(),
    spawn(fun() -> link_of_chain(N, Me) end),
    receive X -> X end.

link_of_chain(0, To) -> To ! 0;
link_of_chain(N, To) ->
    Me = self(),
    spawn(fun() -> link_of_chain(N - 1, Me) end),
    receive X -> To ! X + 1 end.

together(N) ->
    Me = self(),
    Pids = [spawn(fun() -> receive go -> Me ! {done, I} end end) || I <- lists:seq(1, N)],
    Alive = length([P || P <- Pids, is_process_alive(P)]),
    [P ! go || P <- Pids],
    {Alive, lists:sum([receive {done, I} -> I end || _ <- Pids])}.

short_lived(0) -> done;
short_lived(N) ->
    {_, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, normal} -> short_lived(N - 1) end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
