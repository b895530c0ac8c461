%% ets: who may read and write public, protected and private tables.
-module(ets_access).
-export([main/0]).

main() ->
    t(fun() -> [access(P) || P <- [public, protected, private]] end),
    t(fun() -> owner_dies() end),
    ok.

access(Protection) ->
    T = ets:new(t, [Protection]),
    ets:insert(T, {k, v}),
    Read = other(fun() -> ets:lookup(T, k) end),
    Write = other(fun() -> ets:insert(T, {k, w}) end),
    Delete = other(fun() -> ets:delete(T, k) end),
    Drop = other(fun() -> ets:delete(T) end),
    {Protection, Read, Write, Delete, Drop}.

other(F) ->
    Me = self(),
    P = spawn(fun() -> Me ! {self(), try F() catch C:R -> {C, R} end} end),
    receive {P, X} -> X end.

owner_dies() ->
    Me = self(),
    {P, R} = spawn_monitor(fun() ->
        T = ets:new(mortal, [public, named_table]),
        ets:insert(T, {a, 1}),
        Me ! made,
        receive stop -> ok end
    end),
    receive made -> ok end,
    Before = ets:lookup(mortal, a),
    P ! stop,
    receive {'DOWN', R, process, P, _} -> ok end,
    {Before, wait_gone(100)}.

wait_gone(0) -> still_there;
wait_gone(N) ->
    case ets:info(mortal, size) of
        undefined -> gone;
        _ -> receive after 5 -> wait_gone(N - 1) end
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
