%% ets:new options: keypos, named_table, protection, and info about them.
-module(ets_options).
-export([main/0]).

main() ->
    t(fun() ->
              T = ets:new(n, [{keypos, 2}]),
              ets:insert(T, {x, key1, y}),
              {ets:lookup(T, key1), ets:lookup(T, x)}
      end),
    t(fun() -> begin T = ets:new(n, [{keypos, 2}]), ets:insert(T, {only_one}) end end),
    t(fun() -> ets:new(named, [named_table]) end),
    t(fun() -> ets:insert(named, {a, 1}) end),
    t(fun() -> ets:lookup(named, a) end),
    t(fun() -> ets:new(named, [named_table]) end),
    t(fun() -> ets:whereis(named) =:= ets:info(named, id) end),
    t(fun() -> ets:whereis(nobody) end),
    t(fun() -> ets:rename(named, other) end),
    t(fun() -> ets:lookup(other, a) end),
    t(fun() -> ets:lookup(named, a) end),
    t(fun() -> ets:info(other, name) end),
    t(fun() -> ets:info(other, type) end),
    t(fun() -> ets:info(other, protection) end),
    t(fun() -> ets:info(other, keypos) end),
    t(fun() -> ets:info(other, named_table) end),
    t(fun() -> ets:info(other, owner) =:= self() end),
    t(fun() -> ets:info(other, size) end),
    t(fun() -> ets:info(other, heir) end),
    t(fun() -> ets:info(other, bogus) end),
    t(fun() -> ets:info(nope) end),
    t(fun() -> ets:info(nope, size) end),
    t(fun() -> ets:info(other, memory) > 0 end),
    t(fun() -> lists:member(other, ets:all()) end),
    t(fun() -> ets:delete(other) end),
    t(fun() -> lists:member(other, ets:all()) end),
    t(fun() -> ets:new(x, [bogus]) end),
    t(fun() -> ets:new("x", []) end),
    t(fun() -> ets:new(x, [{keypos, 0}]) end),
    t(fun() -> [ets:info(ets:new(x, [T]), type) || T <- [set, ordered_set, bag, duplicate_bag]] end),
    t(fun() -> [ets:info(ets:new(x, [P]), protection) || P <- [public, protected, private]] end),
    t(fun() -> ets:info(ets:new(x, [{read_concurrency, true}, {write_concurrency, true}, compressed]), size) end),
    t(fun() -> is_reference(ets:new(x, [])) end),
    t(fun() -> ets:tab2list(nope) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
