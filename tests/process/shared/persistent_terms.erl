%% persistent_term: put, get, erase, many keys, big terms, readers while it changes.
-module(persistent_terms).
-export([main/0]).

main() ->
    t(fun() -> persistent_term:put(pt_a, 1) end),
    t(fun() -> persistent_term:get(pt_a) end),
    t(fun() -> persistent_term:get(pt_none) end),
    t(fun() -> persistent_term:get(pt_none, default) end),
    t(fun() -> persistent_term:put(pt_a, {new, [1, 2, 3]}), persistent_term:get(pt_a) end),
    t(fun() -> persistent_term:put({any, "key"}, #{v => <<0:1000>>}), maps:size(persistent_term:get({any, "key"})) end),
    t(fun() -> persistent_term:erase(pt_a) end),
    t(fun() -> persistent_term:erase(pt_a) end),
    t(fun() -> persistent_term:get(pt_a, gone) end),
    t(fun() -> [persistent_term:put({pt, I}, lists:seq(1, I)) || I <- lists:seq(1, 100)], lists:sum([length(persistent_term:get({pt, I})) || I <- lists:seq(1, 100)]) end),
    t(fun() -> length([K || {{pt, _} = K, _} <- persistent_term:get()]) end),
    t(fun() -> [persistent_term:erase({pt, I}) || I <- lists:seq(1, 100)], length([K || {{pt, _} = K, _} <- persistent_term:get()]) end),
    t(fun() -> #{count := C, memory := M} = persistent_term:info(), is_integer(C) andalso is_integer(M) end),
    t(fun() ->
        %% A term taken before it is replaced stays.
        persistent_term:put(pt_b, lists:seq(1, 1000)), X = persistent_term:get(pt_b), persistent_term:put(pt_b, other), erlang:garbage_collect(), lists:sum(X)
    end),
    t(fun() -> persistent_term:put(pt_c, 0), P = spawn(fun() -> writer(1) end), L = [persistent_term:get(pt_c) || _ <- lists:seq(1, 10000)], exit(P, kill), lists:all(fun(V) -> V =:= 0 orelse element(1, V) =:= element(2, V) end, L) end),
    ok.

writer(N) -> persistent_term:put(pt_c, {N, N}), N < 500 andalso writer(N + 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
