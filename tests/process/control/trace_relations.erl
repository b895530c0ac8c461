%% trace/3 with procs: links, names, spawns and ends, as each process does or suffers them.
-module(trace_relations).
-export([main/0]).

main() ->
    [A, B, C] = [spawn(fun loop/0) || _ <- [a, b, c]],
    put(names, [{A, a}, {B, b}, {C, c}, {self(), main}]),
    [1 = erlang:trace(P, true, [procs]) || P <- [A, B, C]],
    step("link", A, fun() -> link(B) end),
    step("link again", A, fun() -> link(B) end),
    step("link from the other side", B, fun() -> link(A) end),
    step("unlink", A, fun() -> unlink(B) end),
    step("unlink again", A, fun() -> unlink(B) end),
    step("link to itself", A, fun() -> link(self()) end),
    {Dead, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    step("link to a dead one", A, fun() -> process_flag(trap_exit, true), link(Dead), receive {'EXIT', Dead, Why} -> Why end end),
    step("unlink a dead one", A, fun() -> unlink(Dead) end),
    step("register", A, fun() -> register(trace_relations_name, self()) end),
    step("register badly", A, fun() -> catch register(trace_relations_name, self()) end),
    step("unregister", A, fun() -> unregister(trace_relations_name) end),
    step("register another", A, fun() -> register(trace_relations_name, B) end),
    step("unregister another", A, fun() -> unregister(trace_relations_name) end),
    true = register(trace_relations_name, A),
    settle("the tracer registers it"),
    true = unregister(trace_relations_name),
    settle("the tracer unregisters it"),
    step("spawn", A, fun() -> joined(spawn(fun() -> exit(bye) end)) end),
    step("spawn_link", A, fun() -> P = spawn_link(fun() -> receive go -> exit(bye) end end), P ! go, receive {'EXIT', P, Why} -> Why end end),
    step("spawn_monitor", A, fun() -> {_, R} = spawn_monitor(fun() -> exit(bye) end), receive {'DOWN', R, _, _, Why} -> Why end end),
    step("spawn a function", A, fun() -> joined(spawn(lists, reverse, [[1, 2]])) end),
    step("ready for an end", A, fun() -> link(B), register(trace_relations_a, self()), register(trace_relations_b, B) end),
    step("b ends", B, fun() -> exit(oops) end),
    step("a ends", A, fun() -> exit(oops) end),
    D = spawn(fun loop/0),
    put(names, [{D, d} | get(names)]),
    1 = erlang:trace(D, true, [procs]),
    step("link without trap", D, fun() -> link(C) end),
    step("d ends and takes c along", D, fun() -> exit(why) end).

loop() -> receive {do, From, F} -> R = F(), From ! {did, R}, loop() end.

joined(Pid) -> R = monitor(process, Pid), receive {'DOWN', R, _, _, _} -> ok end.

step(What, Pid, F) ->
    Ref = monitor(process, Pid),
    Pid ! {do, self(), F},
    receive {did, _} -> demonitor(Ref, [flush]); {'DOWN', Ref, _, _, _} -> ok end,
    settle(What).

%% Who lives has handled what was sent to it; who dies through a link is dead.
settle(What) ->
    [process_info(P, status) || _ <- [1, 2], {P, N} <- get(names), N =/= main],
    timer:sleep(10),
    Ref = erlang:trace_delivered(all),
    receive {trace_delivered, all, Ref} -> ok end,
    Events = events(),
    io:format("~s~n", [What]),
    [io:format("    ~p~n", [E]) || {_, Name} <- lists:reverse(get(names)), E <- Events, element(2, E) =:= Name].

events() -> receive M when element(1, M) =:= trace -> [named(M) | events()] after 0 -> [] end.

named(T) when is_tuple(T) -> list_to_tuple(named(tuple_to_list(T)));
named([X | Y]) -> [named(X) | named(Y)];
named(P) when is_pid(P) -> proplists:get_value(P, get(names), pid);
named(F) when is_function(F) -> 'fun';
named(X) -> X.
