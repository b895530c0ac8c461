%% persistent_term: put, get, erase, info.
-module(persistent_term_basic).
-export([main/0]).

main() ->
    t(fun() -> persistent_term:get(pt_key) end),
    t(fun() -> persistent_term:get(pt_key, default) end),
    t(fun() -> persistent_term:put(pt_key, {value, [1, 2]}) end),
    t(fun() -> persistent_term:get(pt_key) end),
    t(fun() -> persistent_term:put(pt_key, new) end),
    t(fun() -> persistent_term:get(pt_key, default) end),
    t(fun() -> persistent_term:put({any, "term"}, x) end),
    t(fun() -> persistent_term:get({any, "term"}) end),
    t(fun() -> persistent_term:erase(pt_key) end),
    t(fun() -> persistent_term:erase(pt_key) end),
    t(fun() -> persistent_term:get(pt_key, gone) end),
    t(fun() ->
              persistent_term:put(1, int),
              persistent_term:put(1.0, float),
              {persistent_term:get(1), persistent_term:get(1.0)}
      end),
    t(fun() ->
              persistent_term:put(shared, lists:seq(1, 1000)),
              Me = self(),
              spawn(fun() -> Me ! length(persistent_term:get(shared)) end),
              receive N -> N end
      end),
    t(fun() -> is_map(persistent_term:info()) end),
    t(fun() -> lists:member({shared, lists:seq(1, 1000)}, persistent_term:get()) end),
    t(fun() ->
              persistent_term:put(kept, {big, lists:seq(1, 100)}),
              X = persistent_term:get(kept),
              persistent_term:erase(kept),
              X =:= {big, lists:seq(1, 100)}
      end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
