%% Public, protected and private tables under the hands of another process.
-module(ets_protection).
-export([main/0]).

main() ->
    t(fun() -> [{A, other(A, fun(T) -> ets:lookup(T, k) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:insert(T, {k, 2}) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:delete(T, k) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:tab2list(T) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:select(T, [{'_', [], ['$_']}]) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:update_counter(T, k, 1) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:delete(T) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:delete_all_objects(T) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:info(T, size) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:first(T) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> is_atom(ets:rename(T, x)) end)} || A <- [public, protected, private]] end),
    t(fun() -> [{A, other(A, fun(T) -> ets:give_away(T, self(), x) end)} || A <- [public, protected, private]] end),
    ok.

other(Access, F) ->
    T = ets:new(t, [Access]),
    ets:insert(T, {k, 1}),
    {P, R} = spawn_monitor(fun() -> exit({result, try F(T) catch _:W -> W end}) end),
    receive {'DOWN', R, process, P, {result, X}} -> X end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
