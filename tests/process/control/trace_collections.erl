%% trace/3 with garbage_collection: starts and ends in pairs, each with the same figures; the end of a process that grows too large.
-module(trace_collections).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive go -> ok end, L = lists:seq(1, 5000), erlang:garbage_collect(), io_lib:format("~p", [L]), receive stop -> L end end),
    1 = erlang:trace(P, true, [garbage_collection]),
    P ! go,
    Events = events(P, 50),
    io:format("~p~n", [pairs(Events)]),
    io:format("~p~n", [lists:member(gc_major_start, [E || {E, _} <- Events])]),
    io:format("~p~n", [lists:usort([[K || {K, _} <- Info] || {_, Info} <- Events])]),
    io:format("~p~n", [lists:all(fun({_, V}) -> is_integer(V) andalso V >= 0 end, lists:append([I || {_, I} <- Events]))]),
    exit(P, kill),
    Q = spawn_opt(fun() -> receive go -> grow([]) end end, [{max_heap_size, #{size => 20000, kill => true, error_logger => false}}]),
    1 = erlang:trace(Q, true, [garbage_collection, procs]),
    Q ! go,
    receive {trace, Q, exit, Reason} -> ok end,
    Last = events(Q, 10),
    io:format("~p ~p ~p~n", [Reason, [E || {gc_max_heap_size = E, _} <- Last], [E || {exit = E, _} <- Last]]).

grow(L) -> grow([L | L]).

events(P, Patience) -> receive {trace, P, Event, Info} -> [{Event, Info} | events(P, Patience)] after Patience -> [] end.

pairs([{gc_minor_start, _}, {gc_minor_end, _} | Events]) -> pairs(Events);
pairs([{gc_major_start, _}, {gc_major_end, _} | Events]) -> pairs(Events);
pairs(Events) -> Events.
