%% ets: bag and duplicate_bag.
-module(ets_bags).
-export([main/0]).

main() ->
    B = ets:new(b, [bag]),
    D = ets:new(d, [duplicate_bag]),
    [begin ets:insert(T, {k, 1}), ets:insert(T, {k, 2}), ets:insert(T, {k, 1}), ets:insert(T, {j, 1}) end || T <- [B, D]],
    t(fun() -> [ets:lookup(T, k) || T <- [B, D]] end),
    t(fun() -> [ets:info(T, size) || T <- [B, D]] end),
    t(fun() -> [ets:lookup_element(T, k, 2) || T <- [B, D]] end),
    t(fun() -> [ets:insert_new(T, {k, 9}) || T <- [B, D]] end),
    t(fun() -> [ets:insert_new(T, {new, 9}) || T <- [B, D]] end),
    t(fun() -> [ets:delete_object(T, {k, 1}) || T <- [B, D]] end),
    t(fun() -> [ets:lookup(T, k) || T <- [B, D]] end),
    t(fun() -> [ets:member(T, j) || T <- [B, D]] end),
    t(fun() -> [ets:take(T, k) || T <- [B, D]] end),
    t(fun() -> [lists:sort(ets:tab2list(T)) || T <- [B, D]] end),
    t(fun() -> [ets:delete(T, j) || T <- [B, D]] end),
    t(fun() -> [ets:update_counter(T, new, 1) || T <- [B]] end),
    t(fun() -> [ets:update_element(T, new, {2, x}) || T <- [B]] end),
    t(fun() ->
              [begin ets:insert(T, {1, a}), ets:insert(T, {1.0, b}), {ets:lookup(T, 1), ets:lookup(T, 1.0)} end || T <- [B, D]]
      end),
    t(fun() ->
              [begin [ets:insert(T, {same, I rem 3}) || I <- lists:seq(1, 9)], length(ets:lookup(T, same)) end || T <- [B, D]]
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
