%% ets: many processes write one public table.
-module(ets_concurrent).
-export([main/0]).

main() ->
    t(fun() -> writers(8, 1000) end),
    t(fun() -> counters(8, 5000) end),
    t(fun() -> insert_new_race(20) end),
    ok.

writers(P, N) ->
    T = ets:new(t, [public, {write_concurrency, true}]),
    all([fun() -> [ets:insert(T, {{W, I}, I}) || I <- lists:seq(1, N)] end || W <- lists:seq(1, P)]),
    {ets:info(T, size), lists:sum([V || {_, V} <- ets:tab2list(T)])}.

counters(P, N) ->
    T = ets:new(t, [public]),
    ets:insert(T, {c, 0}),
    all([fun() -> [ets:update_counter(T, c, 1) || _ <- lists:seq(1, N)] end || _ <- lists:seq(1, P)]),
    ets:lookup(T, c).

%% Exactly one of the processes wins.
insert_new_race(P) ->
    T = ets:new(t, [public]),
    Me = self(),
    all([fun() -> Me ! {won, ets:insert_new(T, {key, self()})} end || _ <- lists:seq(1, P)]),
    length([x || {won, true} <- [receive {won, W} -> {won, W} end || _ <- lists:seq(1, P)]]).

all(Fs) ->
    Refs = [element(2, spawn_monitor(F)) || F <- Fs],
    [receive {'DOWN', R, _, _, normal} -> ok end || R <- Refs],
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
