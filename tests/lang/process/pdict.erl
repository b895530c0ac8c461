%% The process dictionary: put, get, erase, get_keys.
-module(pdict).
-export([main/0]).

main() ->
    t(fun() -> put(a, 1) end),
    t(fun() -> put(a, 2) end),
    t(fun() -> get(a) end),
    t(fun() -> get(missing) end),
    t(fun() -> put("any term", {x, 1}) end),
    t(fun() -> get("any term") end),
    t(fun() -> lists:sort(get()) end),
    t(fun() -> lists:sort(get_keys()) end),
    t(fun() -> lists:sort(get_keys(1)) end),
    t(fun() -> erase(a) end),
    t(fun() -> erase(a) end),
    t(fun() -> get() end),
    t(fun() -> put(1, int), put(1.0, float), {get(1), get(1.0)} end),
    t(fun() -> lists:sort(erase()) end),
    t(fun() -> get() end),
    t(fun() -> [put(I, I * I) || I <- lists:seq(1, 1000)] =:= lists:duplicate(1000, undefined) end),
    t(fun() -> length(get()) end),
    t(fun() -> get(500) end),
    t(fun() -> [erase(I) || I <- lists:seq(1, 990)], lists:sort(get()) end),
    t(fun() -> put(k, undefined) end),
    t(fun() -> get_keys(undefined) end),
    t(fun() -> self_counter(5) end),
    ok.

self_counter(0) -> get(counter);
self_counter(N) ->
    put(counter, case get(counter) of undefined -> 1; C -> C + 1 end),
    self_counter(N - 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
