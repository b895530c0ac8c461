%% Tables end with their owner, are given away, and inherited.
-module(ets_owners).
-export([main/0]).

main() ->
    t(fun() -> {P, R} = spawn_monitor(fun() -> exit({table, ets:new(t, [public])}) end), receive {'DOWN', R, _, P, {table, T}} -> ets:info(T) end end),
    t(fun() -> {_, R} = spawn_monitor(fun() -> ets:new(named_of_dead, [named_table]) end), receive {'DOWN', R, _, _, _} -> ets:whereis(named_of_dead) end end),
    t(fun() -> T = ets:new(t, []), P = keeper(), ets:give_away(T, P, gift), Q = ets:info(T, owner), {Q =:= P, asked(P)} end),
    t(fun() -> T = ets:new(t, [{heir, self(), will}]), P = keeper(), ets:give_away(T, P, gift), stop(P), receive {'ETS-TRANSFER', T, P, Data} -> {Data, ets:info(T, owner) =:= self()} end end),
    t(fun() ->
        %% The heir is dead: the table goes.
        D = keeper(), stop(D), P = spawn(fun() -> receive {make, F} -> F ! {table, ets:new(t, [public, {heir, D, x}])} end end), R = monitor(process, P), P ! {make, self()}, T = receive {table, X} -> X end, receive {'DOWN', R, _, _, _} -> ets:info(T) end
    end),
    t(fun() -> T = ets:new(t, [{heir, none}]), ets:info(T, heir) end),
    t(fun() -> T = ets:new(t, []), ets:setopts(T, {heir, self(), x}), ets:info(T, heir) =:= self() end),
    t(fun() -> T = ets:new(t, []), ets:setopts(T, [{heir, none}]) end),
    t(fun() -> T = ets:new(t, []), ets:setopts(T, bogus) end),
    t(fun() ->
        %% Many at once.
        {P, R} = spawn_monitor(fun() -> Ts = [ets:new(t, [public]) || _ <- lists:seq(1, 100)], exit({tables, Ts}) end), receive {'DOWN', R, _, P, {tables, Ts}} -> lists:usort([ets:info(T) || T <- Ts]) end
    end),
    ok.

keeper() -> spawn(fun Keep() -> receive {'ETS-TRANSFER', _, _, D} -> put(data, D), Keep(); {data, F} -> F ! {data, get(data)}, Keep(); stop -> ok end end).

asked(P) -> P ! {data, self()}, receive {data, D} -> D end.

stop(P) ->
    R = monitor(process, P),
    P ! stop,
    receive {'DOWN', R, _, _, _} -> ok end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
