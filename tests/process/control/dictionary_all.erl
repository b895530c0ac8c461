%% The process dictionary: put, get, erase, get_keys, in all their forms.
-module(dictionary_all).
-export([main/0]).

main() ->
    t(fun() -> put(a, 1) end),
    t(fun() -> put(a, 2) end),
    t(fun() -> get(a) end),
    t(fun() -> get(nothing) end),
    t(fun() -> [put({k, I}, I) || I <- lists:seq(1, 40)], lists:sum([get({k, I}) || I <- lists:seq(1, 40)]) end),
    t(fun() -> length(get()) >= 41 end),
    t(fun() -> lists:sort(get_keys(2)) end),
    t(fun() -> erase({k, 7}) end),
    t(fun() -> erase({k, 7}) end),
    t(fun() -> put(1, int), put(1.0, float), {get(1), get(1.0)} end),
    t(fun() -> put([], {}), get([]) end),
    t(fun() -> length(erase()) >= 40 end),
    t(fun() -> get() end),
    t(fun() -> erase() end),
    t(fun() -> get_keys() end),
    t(fun() -> get_keys(x) end),
    t(fun() ->
        %% A child begins with none of it.
        put(mine, 1), {P, R} = spawn_monitor(fun() -> exit(get(mine)) end), receive {'DOWN', R, _, P, W} -> W end
    end),
    t(fun() -> put(big, lists:seq(1, 10000)), erlang:garbage_collect(), lists:sum(get(big)) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
