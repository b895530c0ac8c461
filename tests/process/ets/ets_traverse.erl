%% ets: foldl, foldr, first/next with safe_fixtable while the table changes.
-module(ets_traverse).
-export([main/0]).

main() ->
    t(fun() -> begin T = filled(100), ets:foldl(fun({K, V}, A) -> A + K + V end, 0, T) end end),
    t(fun() -> begin T = filled(100), lists:sort(keys(T, ets:first(T))) =:= lists:seq(1, 100) end end),
    t(fun() ->
              T = filled(100),
              ets:safe_fixtable(T, true),
              K = delete_all(T, ets:first(T), 0),
              ets:safe_fixtable(T, false),
              {K, ets:info(T, size)}
      end),
    t(fun() ->
              T = filled(100),
              ets:safe_fixtable(T, true),
              N = double(T, ets:first(T), 0),
              ets:safe_fixtable(T, false),
              {N >= 100, ets:info(T, size)}
      end),
    t(fun() ->
              T = filled(50),
              {L, C} = ets:select(T, [{{'$1', '_'}, [], ['$1']}], 7),
              lists:sort(L ++ rest(ets:select(C))) =:= lists:seq(1, 50)
      end),
    t(fun() -> begin T = filled(10), ets:next(T, no_such_key) end end),
    t(fun() -> begin T = filled(0), ets:first(T) end end),
    t(fun() -> begin T = filled(20), ets:foldl(fun({K, _}, A) -> ets:delete(T, K), A + 1 end, 0, T) end end),
    t(fun() -> begin T = filled(5), ets:info(T, fixed) end end),
    ok.

filled(N) ->
    T = ets:new(t, [set]),
    ets:insert(T, [{I, I * 2} || I <- lists:seq(1, N)]),
    T.

keys(_, '$end_of_table') -> [];
keys(T, K) -> [K | keys(T, ets:next(T, K))].

delete_all(_, '$end_of_table', N) -> N;
delete_all(T, K, N) -> ets:delete(T, K), delete_all(T, ets:next(T, K), N + 1).

double(_, '$end_of_table', N) -> N;
double(T, K, N) when K > 100 -> double(T, ets:next(T, K), N + 1);
double(T, K, N) -> ets:insert(T, {K + 1000, new}), double(T, ets:next(T, K), N + 1).

rest('$end_of_table') -> [];
rest({L, C}) -> L ++ rest(ets:select(C)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
