%% sets, ordsets, orddict, dict, gb_sets, gb_trees, queue, array and rand.
-module(collections_cases).
-export([cases/0]).

cases() ->
    Keys = [(I * 7919) rem 1009 || I <- lists:seq(1, 1000)],
    Set = sets:from_list(Keys, [{version, 2}]),
    Tree = lists:foldl(fun(K, T) -> gb_trees:enter(K, K, T) end, gb_trees:empty(), Keys),
    GbSet = gb_sets:from_list(Keys),
    Ordset = ordsets:from_list(Keys),
    Array = array:from_list(Keys),
    Dict = dict:from_list([{K, K} || K <- Keys]),
    [{"sets:add_element/2", 100, fun() -> lists:foldl(fun sets:add_element/2, Set, Keys) end},
     {"sets:is_element/2", 200, fun() -> [sets:is_element(K, Set) || K <- Keys] end},
     {"sets:union/2", 200, fun() -> sets:union(Set, sets:from_list([1, 2, 2000], [{version, 2}])) end},
     {"ordsets:union/2", 500, fun() -> ordsets:union(Ordset, [1, 2, 2000]) end},
     {"ordsets:is_element/2", 3000, fun() -> ordsets:is_element(500, Ordset) end},
     {"gb_trees:enter/3", 20, fun() -> lists:foldl(fun(K, T) -> gb_trees:enter(K, K, T) end, gb_trees:empty(), Keys) end},
     {"gb_trees:lookup/2", 100, fun() -> [gb_trees:lookup(K, Tree) || K <- Keys] end},
     {"gb_trees:to_list/1", 500, fun() -> gb_trees:to_list(Tree) end},
     {"gb_sets:add_element/2", 20, fun() -> lists:foldl(fun gb_sets:add_element/2, gb_sets:new(), Keys) end},
     {"gb_sets:is_element/2", 100, fun() -> [gb_sets:is_element(K, GbSet) || K <- Keys] end},
     {"queue:in/out", 200, fun() -> drain(lists:foldl(fun queue:in/2, queue:new(), Keys)) end},
     {"array:set/3", 50, fun() -> lists:foldl(fun(K, A) -> array:set(K rem 1000, K, A) end, Array, Keys) end},
     {"array:get/2", 100, fun() -> [array:get(K rem 1000, Array) || K <- Keys] end},
     {"dict:store/3", 50, fun() -> lists:foldl(fun(K, D) -> dict:store(K, K, D) end, Dict, Keys) end},
     {"orddict:find/2", 3000, fun() -> orddict:find(none, [{K, K} || K <- [1, 2, 3]]) end},
     {"rand:uniform_s/2", 100, fun() -> draws(1000, rand:seed_s(exsss, 42)) end}].

drain(Queue) ->
    case queue:out(Queue) of
        {empty, _} -> done;
        {{value, _}, Rest} -> drain(Rest)
    end.

draws(0, State) -> State;
draws(N, State0) ->
    {_, State} = rand:uniform_s(1000, State0),
    draws(N - 1, State).
