%% What a node without a name and ports tells of them, the old hash, and the settings of the machine.
-module(node_of_its_own).
-export([main/0]).

t(F) -> io:format("~p~n", [try F() catch C:R -> {C, R} end]).

main() ->
    t(fun() -> tl(erlang:port_to_list(erlang:list_to_port("#Port<0.5>"))) end),
    t(fun() -> is_port(erlang:list_to_port("#Port<0.5>")) end),
    t(fun() -> erlang:list_to_port("#Port<0.5>") =:= erlang:list_to_port("#Port<0.6>") end),
    t(fun() -> node(erlang:list_to_port("#Port<0.5>")) end),
    t(fun() -> erlang:list_to_port("foo") end),
    t(fun() -> erlang:list_to_port("#Port<0.5>x") end),
    [t(fun() -> apply(erlang, phash, [T, R]) end)
     || {T, R} <- [{foo, 100}, {{a, [1, 2], "x", 1.5, <<"abc">>, #{a => 1}}, 16#100000000}, {[], 7}, {-5, 1000},
                   {1 bsl 100, 1000000}, {<<1:3>>, 99999}, {foo, 0}, {foo, 16#100000001}, {foo, x}]],
    [t(fun() -> nodes(K) end) || K <- [this, known, hidden, visible, connected, [], [this, visible], foo, [this | x]]],
    [t(fun() -> erlang:nodes(this, W) end)
     || W <- [#{}, #{node_type => true, connection_id => true}, #{node_type => false}, #{other => true}, #{node_type => 1}, x]],
    [t(fun() -> erlang:monitor_node(N, B) end)
     || {N, B} <- [{x@y, true}, {x@y, false}, {node(), true}, {1, true}, {x@y, maybe_not}]],
    [t(fun() -> erlang:disconnect_node(N) end) || N <- [x@y, node(), 1]],
    t(fun() -> erlang:get_cookie() end),
    t(fun() -> erlang:set_cookie(abc) end),
    t(fun() -> erlang:port_info(erlang:list_to_port("#Port<0.555>")) end),
    t(fun() -> erlang:port_info(erlang:list_to_port("#Port<0.555>"), name) end),
    t(fun() -> erlang:port_info(1) end),
    t(fun() -> {erlang:system_monitor(), erlang:system_profile()} end),
    [t(fun() -> erlang:system_flag(F, V) end)
     || {F, V} <- [{backtrace_depth, 2}, {backtrace_depth, 8}, {backtrace_depth, -1}, {backtrace_depth, x}, {fullsweep_after, 10},
                   {fullsweep_after, 65535}, {fullsweep_after, -1}, {min_heap_size, x}, {foo, 1}, {1, 1}]],
    erlang:system_flag(backtrace_depth, 2),
    t(fun() -> try deep(10) catch error:oops:S -> length(S) end end),
    erlang:system_flag(fullsweep_after, 5),
    {_, Ref} = spawn_monitor(fun() -> {_, L} = process_info(self(), garbage_collection), exit(proplists:get_value(fullsweep_after, L)) end),
    receive {'DOWN', Ref, process, _, R} -> io:format("~p~n", [R]) end.

deep(0) -> error(oops);
deep(N) -> [deep(N - 1)].
