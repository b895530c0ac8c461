% Objects deleted and inserted again while a traversal stands at them are not met a second time.
-module(ets_reinsert_fixed).
-export([main/0]).
main() ->
    [t(Type, N, Opts) || Type <- [set, bag, duplicate_bag, ordered_set], N <- [10, 100, 1000], Opts <- [[], [{write_concurrency, true}]]],
    ok.
t(Type, N, Opts) ->
    T = ets:new(x, [Type, public | Opts]),
    [ets:insert(T, {K, 0}) || K <- lists:seq(1, N)],
    ets:safe_fixtable(T, true),
    Visits = walk(T, ets:first(T), 0, 5 * N),
    ets:safe_fixtable(T, false),
    io:format("~p ~p ~p: ~p visits, ~p objects, ~p~n", [Type, N, Opts, Visits, ets:info(T, size), lists:usort([V || {_, V} <- ets:tab2list(T)])]).
walk(_, '$end_of_table', Visits, _) -> Visits;
walk(_, _, Visits, Most) when Visits > Most -> too_many;
walk(T, K, Visits, Most) ->
    [{K, V}] = ets:lookup(T, K),
    ets:delete(T, K),
    ets:insert(T, {K, V + 1}),
    walk(T, ets:next(T, K), Visits + 1, Most).
