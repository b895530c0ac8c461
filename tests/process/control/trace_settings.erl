%% trace/3 and trace_info/2: flags set and cleared, one tracer for a process, what is refused, what is inherited by spawned processes.
-module(trace_settings).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    Other = spawn(fun() -> receive stop -> ok end end),
    t("set", fun() -> erlang:trace(P, true, [send]) end),
    t("more", fun() -> erlang:trace(P, true, [procs]) end),
    t("cleared in the name of a second tracer", fun() -> erlang:trace(P, false, [send, {tracer, Other}]) end),
    t("a second tracer", fun() -> erlang:trace(P, true, ['receive', {tracer, Other}]) end),
    t("by a second tracer", fun() -> elsewhere(fun() -> erlang:trace(P, true, ['receive']) end) end),
    t("any process clears", fun() -> elsewhere(fun() -> erlang:trace(P, false, [send]) end) end),
    t("flags", fun() -> erlang:trace_info(P, flags) end),
    t("tracer", fun() -> erlang:trace_info(P, tracer) =:= {tracer, self()} end),
    t("existing, but for those of another tracer", fun() -> elsewhere(fun() -> N = length(processes()), erlang:trace(existing, true, [garbage_collection]) - N end) end),
    erlang:trace(existing, false, [garbage_collection]),
    t("flags", fun() -> erlang:trace_info(P, flags) end),
    t("all clears", fun() -> {erlang:trace(P, false, [all]), erlang:trace_info(P, flags), erlang:trace_info(P, tracer)} end),
    [t(io_lib:format("~p", [F]), fun() -> {erlang:trace(P, true, [F]), erlang:trace_info(P, flags), erlang:trace(P, false, [F])} end)
     || F <- [send, 'receive', procs, ports, running, exiting, running_procs, running_ports, garbage_collection, timestamp, cpu_timestamp,
              monotonic_timestamp, strict_monotonic_timestamp, set_on_spawn, set_on_first_spawn, set_on_link, set_on_first_link, no_flag]],
    t("no flags", fun() -> {erlang:trace(P, true, []), erlang:trace_info(P, flags), erlang:trace_info(P, tracer)} end),
    t("improper", fun() -> erlang:trace(P, true, [send | no_list]) end),
    t("no list", fun() -> erlang:trace(P, true, send) end),
    t("no boolean", fun() -> erlang:trace(P, yes, [send]) end),
    t("itself", fun() -> {erlang:trace(self(), true, [send, 'receive']), erlang:trace_info(self(), flags)} end),
    flush(),
    self() ! hello,
    receive X -> t("told nothing of itself", fun() -> X end) end,
    erlang:trace(self(), false, [all]),
    {Dead, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    t("a dead one", fun() -> erlang:trace(Dead, true, [send]) end),
    t("a dead one, cleared", fun() -> erlang:trace(Dead, false, [send]) end),
    t("info of a dead one", fun() -> erlang:trace_info(Dead, flags) end),
    t("a dead tracer", fun() -> erlang:trace(P, true, [send, {tracer, Dead}]) end),
    t("a tracer's end", fun() ->
        T = spawn(fun() -> receive stop -> ok end end),
        1 = erlang:trace(P, true, [send, {tracer, T}]),
        R = monitor(process, T),
        T ! stop,
        receive {'DOWN', R, _, _, _} -> ok end,
        timer:sleep(10),
        {erlang:trace_info(P, flags), erlang:trace_info(P, tracer), erlang:trace(P, true, ['receive']), erlang:trace_info(P, flags)}
    end),
    [t(io_lib:format("new: ~p", [N]), fun() ->
        {erlang:trace(N, true, [send]), erlang:trace_info(new, flags), erlang:trace_info(new, tracer) =:= {tracer, self()},
         erlang:trace(N, false, [send]), erlang:trace_info(new, flags), erlang:trace_info(new, tracer)}
     end) || N <- [new, new_processes]],
    t("items", fun() -> [erlang:trace_info({lists, reverse, 1}, I) || I <- [all, traced, match_spec, meta, call_count]] end),
    t("no such function", fun() -> erlang:trace_info({lists, no_such_function, 1}, all) end),
    t("messages", fun() -> [erlang:trace_info(K, match_spec) || K <- [send, 'receive']] end),
    t("no such item", fun() -> erlang:trace_info(P, all) end),
    t("delivered", fun() -> [begin R = erlang:trace_delivered(W), receive {trace_delivered, W, R} -> ok end end || W <- [P, self(), Dead, all]] end),
    t("delivered what", fun() -> erlang:trace_delivered(no_pid) end),
    inherited([procs, set_on_spawn]),
    inherited([procs, set_on_first_spawn]),
    inherited([procs, set_on_spawn, set_on_first_spawn]),
    inherited([procs, set_on_link]),
    inherited([procs]).

%% A process spawns one that spawns one, then another.
inherited(Flags) ->
    Main = self(),
    Leaf = fun() -> receive stop -> ok end end,
    Parent = spawn(fun() ->
        receive go -> ok end,
        First = spawn_link(fun() -> Main ! {grandchild, spawn_link(Leaf)}, receive stop -> ok end end),
        Main ! {children, First, spawn_link(Leaf)},
        receive stop -> ok end
    end),
    1 = erlang:trace(Parent, true, Flags),
    Parent ! go,
    receive {children, First, Second} -> ok end,
    receive {grandchild, Grandchild} -> ok end,
    t(io_lib:format("~p", [Flags]), fun() -> [element(2, erlang:trace_info(Pid, flags)) || Pid <- [Parent, First, Grandchild, Second]] end),
    exit(Parent, kill),
    flush().

flush() -> receive _ -> flush() after 0 -> ok end.

elsewhere(F) ->
    {_, Ref} = spawn_monitor(fun() -> exit({is, catch F()}) end),
    receive {'DOWN', Ref, _, _, {is, {'EXIT', {Reason, _}}}} -> Reason; {'DOWN', Ref, _, _, {is, Value}} -> Value end.

t(What, F) ->
    Value = try F() catch Class:Reason -> {Class, Reason} end,
    io:format("~s: ~p~n", [What, Value]).
