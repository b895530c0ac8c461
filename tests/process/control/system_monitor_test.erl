%% system_monitor/0,1,2: the setting and the old one, what is refused, a large heap, the end of the monitor.
-module(system_monitor_test).
-export([main/0]).

main() ->
    t(fun() -> erlang:system_monitor() end),
    t(fun() -> erlang:system_monitor(self(), [{long_gc, 100}, {large_heap, 100000}, busy_port, busy_dist_port, {long_schedule, 5000}]) end),
    t(fun() -> erlang:system_monitor() end),
    {P, Ref} = spawn_monitor(fun() -> exit(length(lists:map(fun(X) -> {X, X} end, lists:seq(1, 200000)))) end),
    receive {'DOWN', Ref, _, _, Length} -> io:format("~p~n", [Length]) end,
    io:format("~p~n", [lists:usort([[K || {K, V} <- Info, is_integer(V)] || Info <- large(P)])]),
    t(fun() -> erlang:system_monitor(undefined) end),
    t(fun() -> erlang:system_monitor(undefined) end),
    t(fun() -> erlang:system_monitor({self(), [busy_port]}) end),
    t(fun() -> erlang:system_monitor({self(), []}) end),
    t(fun() -> erlang:system_monitor() end),
    [t(fun() -> erlang:system_monitor(self(), Options) end) || Options <- [[no_option], [{long_gc, -1}], [{long_gc, often}], [{long_gc, 5} | no_list], busy_port, [{busy_port, 1}]]],
    t(fun() -> erlang:system_monitor(self(), [{long_gc, 0}]) end),
    t(fun() -> erlang:system_monitor(self(), [{long_gc, 50}, {long_gc, 70}]) end),
    t(fun() -> erlang:system_monitor(no_pid) end),
    t(fun() -> erlang:system_monitor(no_pid, [busy_port]) end),
    {Dead, DeadRef} = spawn_monitor(fun() -> receive stop -> ok end end),
    t(fun() -> erlang:system_monitor(Dead, [busy_port]) end),
    Dead ! stop,
    receive {'DOWN', DeadRef, _, _, _} -> ok end,
    t(fun() -> erlang:system_monitor() end),
    t(fun() -> erlang:system_monitor(Dead, [busy_port]) end).

large(P) -> receive {monitor, P, large_heap, Info} -> [Info | large(P)]; {monitor, _, _, _} -> large(P) after 50 -> [] end.

t(F) ->
    Self = self(),
    case try F() catch C:R -> {C, R} end of
        {Self, Options} -> io:format("self ~p~n", [Options]);
        {Pid, Options} when is_pid(Pid) -> io:format("other ~p~n", [Options]);
        Value -> io:format("~p~n", [Value])
    end.
