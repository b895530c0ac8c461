%% Who learns that a process has ended finds its name and its tables gone, whichever way it learns it; nothing is given to one that ends.
-module(name_gone).
-export([main/0]).

main() ->
    %% The monitor may meet the process alive, ending or gone.
    t(fun() -> lists:usort([left(N, fun watch/1) || N <- lists:seq(1, 1000)]) end),
    t(fun() -> lists:usort([left(N, fun ask/1) || N <- lists:seq(1, 1000)]) end),
    t(fun() -> lists:usort(lists:append([swarm(200) || _ <- lists:seq(1, 20)])) end),
    %% Tables and names offered to a process that is ending belong to nobody afterwards, or to who offered them.
    t(fun() -> lists:usort([offered(N) || N <- lists:seq(1, 1000)]) end),
    t(fun() -> lists:usort([inherited(N) || N <- lists:seq(1, 1000)]) end),
    t(fun() -> lists:usort([named_late(N) || N <- lists:seq(1, 1000)]) end),
    ok.

left(N, Learn) ->
    Self = self(),
    P = spawn(fun() -> register(goner, self()), ets:new(goner, [named_table]), Self ! ready, work(N) end),
    receive ready -> ok end,
    work(1000 - N),
    Learn(P),
    {whereis(goner), ets:info(goner, owner)}.

%% Many that end at once, and are watched meanwhile.
swarm(Size) ->
    Self = self(),
    Names = [list_to_atom("goner_" ++ integer_to_list(I)) || I <- lists:seq(1, Size)],
    Ps = [spawn(fun() -> register(Name, self()), ets:new(Name, [named_table]), Self ! ready, receive stop -> ok end end) || Name <- Names],
    [receive ready -> ok end || _ <- Ps],
    [P ! stop || P <- Ps],
    Rs = [monitor(process, P) || P <- Ps],
    [receive {'DOWN', R, process, _, _} -> ok end || R <- Rs],
    [{whereis(Name), ets:info(Name, owner)} || Name <- Names].

watch(P) -> R = monitor(process, P), receive {'DOWN', R, process, P, _} -> ok end.

ask(P) -> is_process_alive(P) andalso ask(P).

offered(N) ->
    P = spawn(fun() -> work(N) end),
    T = ets:new(t, []),
    work(1000 - N),
    Given = try ets:give_away(T, P, x) catch error:badarg -> false end,
    watch(P),
    case Given of
        true -> ets:info(T, owner) =:= undefined;
        false -> ets:delete(T)
    end.

inherited(N) ->
    Self = self(),
    Heir = spawn(fun() -> work(N) end),
    P = spawn(fun() -> Self ! {table, ets:new(t, [{heir, Heir, x}])}, work(1000 - N) end),
    T = receive {table, Found} -> Found end,
    watch(P),
    watch(Heir),
    ets:info(T, owner).

named_late(N) ->
    P = spawn(fun() -> work(N) end),
    work(1000 - N),
    try register(late, P) catch error:badarg -> ok end,
    watch(P),
    whereis(late).

work(0) -> ok;
work(N) -> work(N - 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
