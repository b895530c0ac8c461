%% Each option of spawn_opt, alone and together, and what process_info says of it.
-module(spawn_opt_options).
-export([main/0]).

main() ->
    t(fun() -> told([], status) end),
    t(fun() -> told([{min_heap_size, 5000}], min_heap_size) >= {min_heap_size, 5000} end),
    t(fun() -> told([{fullsweep_after, 3}], garbage_collection_of_interest) end),
    t(fun() -> told([{priority, low}], priority) end),
    t(fun() -> told([{message_queue_data, off_heap}], message_queue_data) end),
    t(fun() -> told([{message_queue_data, on_heap}], message_queue_data) end),
    t(fun() -> told([{min_bin_vheap_size, 50000}], trap_exit) end),
    t(fun() -> told([link], links) =:= {links, [self()]} end),
    t(fun() -> told([link, monitor, {priority, high}, {min_heap_size, 1000}], priority) end),
    t(fun() -> spawn_opt(fun() -> ok end, [bogus]) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{priority, bogus}]) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{min_heap_size, -1}]) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{fullsweep_after, -1}]) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{message_queue_data, bogus}]) end),
    t(fun() -> spawn_opt(fun() -> ok end, link) end),
    t(fun() -> spawn_opt(fun() -> ok end, [link | monitor]) end),
    t(fun() -> spawn_opt(x, []) end),
    t(fun() -> spawn_opt(erlang, self, [], [bogus]) end),
    t(fun() -> is_pid(spawn_opt(erlang, self, [], [])) end),
    t(fun() -> is_pid(spawn_opt(node(), fun() -> ok end, [])) end),
    t(fun() -> is_pid(spawn_opt(node(), erlang, self, [], [])) end),
    t(fun() -> {P, R} = spawn_opt(erlang, exit, [why], [monitor]), receive {'DOWN', R, process, P, W} -> W end end),
    ok.

told(Options, garbage_collection_of_interest) ->
    {garbage_collection, L} = told(Options, garbage_collection),
    lists:keyfind(fullsweep_after, 1, L);
told(Options, Item) ->
    Self = self(),
    spawn_opt(fun() -> Self ! {told, process_info(self(), Item)}, unlink(Self) end, Options),
    receive {told, Info} -> receive {'DOWN', _, _, _, _} -> ok after 0 -> ok end, Info end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
