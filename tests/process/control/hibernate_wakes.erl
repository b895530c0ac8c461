%% hibernate/3: what wakes it, what it keeps and what it forgets.
-module(hibernate_wakes).
-export([main/0]).
-export([woken/1, once/2, looping/2]).

main() ->
    t(fun() -> Self = self(), P = spawn(fun() -> erlang:hibernate(?MODULE, woken, [Self]) end), receive after 10 -> ok end, P ! first, said() end),
    t(fun() ->
        %% A message that is there already: it goes on at once.
        Self = self(), P = spawn(fun() -> receive go -> ok end, erlang:hibernate(?MODULE, woken, [Self]) end), P ! before, P ! go, said()
    end),
    t(fun() ->
        %% The catches around it are gone: what it raises ends the process.
        {P, R} = spawn_monitor(fun() -> try erlang:hibernate(?MODULE, once, [raise, now]) catch _:_ -> exit(caught) end end), P ! wake, down(R)
    end),
    t(fun() -> {P, R} = spawn_monitor(fun() -> erlang:hibernate(?MODULE, once, [return, value]), exit(came_back) end), P ! wake, down(R) end),
    t(fun() ->
        %% The dictionary, the name and flags stay.
        {_, R} = spawn_monitor(fun() -> register(sleeper, self()), put(k, v), process_flag(trap_exit, true), erlang:hibernate(?MODULE, once, [tell, x]) end),
        receive after 20 -> ok end,
        sleeper ! wake,
        down(R)
    end),
    t(fun() ->
        %% Again and again.
        Self = self(), P = spawn(fun() -> looping(Self, 0) end), [begin P ! next, receive {count, N} -> N end end || _ <- lists:seq(1, 5)]
    end),
    t(fun() ->
        %% An exit signal ends it where it lies.
        {P, R} = spawn_monitor(fun() -> erlang:hibernate(?MODULE, woken, [self()]) end), receive after 10 -> ok end, exit(P, over), down(R)
    end),
    t(fun() -> {_, R} = spawn_monitor(fun() -> erlang:hibernate(?MODULE, woken, not_a_list) end), element(1, down(R)) end),
    t(fun() -> {_, R} = spawn_monitor(fun() -> erlang:hibernate(?MODULE, woken, [a | b]) end), element(1, down(R)) end),
    t(fun() ->
        %% A small heap while it sleeps.
        P = spawn(fun() -> put(sum, lists:sum(lists:seq(1, 100000))), erlang:hibernate(?MODULE, once, [tell, x]) end),
        Small = becomes(fun() -> {total_heap_size, H} = process_info(P, total_heap_size), H < 1000 end), exit(P, kill), Small
    end),
    t(fun() -> P = spawn(fun() -> erlang:hibernate(?MODULE, woken, [x]) end), receive after 20 -> ok end, I = process_info(P, [status, current_function, message_queue_len]), exit(P, kill), I end),
    ok.

woken(To) -> receive M -> To ! {woken, M} end.

%% Whether it is true within some seconds.
becomes(F) -> becomes(F, 1000).

becomes(F, 0) -> F();
becomes(F, N) -> F() orelse receive after 10 -> becomes(F, N - 1) end.

said() -> receive {woken, M} -> M after 1000 -> nothing end.

down(R) -> receive {'DOWN', R, process, _, W} -> W end.

once(raise, Reason) -> exit({raised, Reason});
once(return, Value) -> Value;
once(tell, _) ->
    receive wake -> exit({get(k), process_info(self(), registered_name), process_info(self(), trap_exit)}) end.

looping(To, N) ->
    receive next -> To ! {count, N} end,
    erlang:hibernate(?MODULE, looping, [To, N + 1]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
