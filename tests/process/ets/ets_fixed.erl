%% Traversal while the table changes: what is seen, what is freed.
-module(ets_fixed).
-export([main/0]).

main() ->
    t(fun() -> [stays(T) || T <- [set, ordered_set, bag, duplicate_bag]] end),
    t(fun() -> [deleting(T) || T <- [set, ordered_set]] end),
    t(fun() -> T = filled(set), ets:safe_fixtable(T, true), ets:safe_fixtable(T, true), A = ets:info(T, fixed), ets:safe_fixtable(T, false), B = ets:info(T, fixed), ets:safe_fixtable(T, false), {A, B, ets:info(T, fixed)} end),
    t(fun() -> T = filled(set), {P, R} = spawn_monitor(fun() -> ets:safe_fixtable(T, true) end), receive {'DOWN', R, _, P, _} -> receive after 10 -> ets:info(T, fixed) end end end),
    t(fun() -> T = filled(set), ets:safe_fixtable(T, true), [ets:delete(T, I) || I <- lists:seq(1, 100)], S = ets:info(T, size), ets:insert(T, {1, again}), X = ets:lookup(T, 1), ets:safe_fixtable(T, false), {S, X, ets:info(T, size)} end),
    t(fun() -> T = filled(ordered_set), ets:next(T, 50.5) end),
    t(fun() -> T = filled(set), try ets:next(T, nokey) catch error:E -> E end end),
    ok.

filled(Type) -> T = ets:new(t, [Type, public]), ets:insert(T, [{I, I} || I <- lists:seq(1, 100)]), T.

%% Others insert and delete meanwhile: those that stay are seen once.
stays(Type) ->
    T = filled(Type),
    P = spawn(fun() -> change(T, 1) end),
    Seen = [begin ets:safe_fixtable(T, true), L = walk(T, ets:first(T)), ets:safe_fixtable(T, false), lists:sort([K || K <- L, K =< 100]) =:= lists:seq(1, 100) end || _ <- lists:seq(1, 20)],
    exit(P, kill),
    {Type, lists:usort(Seen)}.

change(T, N) -> ets:insert(T, {1000 + N rem 500, N}), ets:delete(T, 1000 + (N * 7) rem 500), change(T, N + 1).

walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].

%% Each deleted when it is met.
deleting(Type) ->
    T = filled(Type),
    ets:safe_fixtable(T, true),
    N = drop(T, ets:first(T), 0),
    ets:safe_fixtable(T, false),
    {N, ets:info(T, size)}.

drop(_, '$end_of_table', N) -> N;
drop(T, K, N) -> ets:delete(T, K), drop(T, ets:next(T, K), N + 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
