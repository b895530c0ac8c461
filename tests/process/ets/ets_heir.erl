%% ets: heirs, give_away and setopts.
-module(ets_heir).
-export([main/0]).

main() ->
    t(fun() -> heir() end),
    t(fun() -> give_away() end),
    t(fun() -> begin T = ets:new(t, []), ets:give_away(T, self(), x) end end),
    t(fun() -> begin T = ets:new(t, []), ets:give_away(T, dead(), x) end end),
    t(fun() -> begin T = ets:new(t, []), ets:setopts(T, {heir, self(), data}), ets:info(T, heir) =:= self() end end),
    t(fun() -> begin T = ets:new(t, [{heir, self(), data}]), ets:setopts(T, {heir, none}), ets:info(T, heir) end end),
    t(fun() -> ets:new(t, [{heir, x, y}]) end),
    ok.

heir() ->
    Me = self(),
    {P, _} = spawn_monitor(fun() ->
        T = ets:new(inherited, [{heir, Me, my_data}]),
        ets:insert(T, {a, 1})
    end),
    receive {'ETS-TRANSFER', T, P, Data} -> {Data, ets:lookup(T, a), ets:info(T, owner) =:= Me} end.

give_away() ->
    Me = self(),
    T = ets:new(gift, []),
    ets:insert(T, {b, 2}),
    P = spawn(fun() ->
        receive {'ETS-TRANSFER', Tab, From, Data} -> Me ! {self(), {From =:= Me, Data, ets:lookup(Tab, b)}} end,
        receive stop -> ok end
    end),
    true = ets:give_away(T, P, present),
    X = receive {P, Got} -> Got end,
    Result = {X, ets:info(T, owner) =:= P},
    P ! stop,
    Result.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
