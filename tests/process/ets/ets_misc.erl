%% ets: copying by fold, empty inserts, tuples of different sizes, equality of what comes back.
-module(ets_misc).
-export([main/0]).

main() ->
    t(fun() ->
              T = ets:new(t, [ordered_set]),
              true = ets:insert(T, [{c, 1}, {a, 2}]),
              U = ets:new(u, [ordered_set]),
              ets:foldl(fun(O, _) -> ets:insert(U, O) end, ok, T),
              ets:tab2list(U)
      end),
    t(fun() -> begin T = ets:new(t, [ordered_set]), ets:insert(T, {a, 1}), ets:insert(T, []), ets:tab2list(T) end end),
    t(fun() -> begin T = ets:new(t, [duplicate_bag]), ets:insert(T, [{a, 1}, {a, 1}]), ets:tab2list(T) end end),
    t(fun() -> begin T = ets:new(t, []), ets:insert(T, {a, 1}), ets:insert(T, {a, 2, 3}), ets:lookup(T, a) end end),
    t(fun() -> begin T = ets:new(t, []), X = {a, [b, #{c => d}]}, ets:insert(T, X), [X] =:= ets:lookup(T, a) end end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
