%% garbage_collect/0,1,2 and check of what they do.
-module(garbage_collect_forms).
-export([main/0]).

main() ->
    t(fun() -> erlang:garbage_collect() end),
    t(fun() -> garbage_collect(self()) end),
    t(fun() -> garbage_collect(spawn(fun() -> receive stop -> ok end end)) end),
    t(fun() -> garbage_collect(dead()) end),
    t(fun() -> garbage_collect(a) end),
    t(fun() -> erlang:garbage_collect(self(), []) end),
    t(fun() -> erlang:garbage_collect(self(), [{type, major}]) end),
    t(fun() -> erlang:garbage_collect(self(), [{type, minor}]) end),
    t(fun() -> erlang:garbage_collect(self(), [{type, bogus}]) end),
    t(fun() -> P = spawn(fun() -> receive stop -> ok end end), async = erlang:garbage_collect(P, [{async, id}]), receive {garbage_collect, id, X} -> X end end),
    t(fun() -> async = erlang:garbage_collect(dead(), [{async, id2}]), receive {garbage_collect, id2, X} -> X end end),
    t(fun() ->
        P = spawn(fun() -> L = lists:seq(1, 10000), receive go -> ok end, X = lists:sum(L), receive {stop, F} -> F ! X end end),
        P ! go, P ! {stop, self()}, receive X -> X end
    end),
    t(fun() ->
        P = spawn(fun() -> hold(lists:seq(1, 10000)) end),
        receive after 20 -> ok end,
        P ! drop, becomes(fun() -> garbage_collect(P), {memory, B} = process_info(P, memory), B < 40000 end)
    end),
    ok.

%% Whether it is true within some seconds.
becomes(F) -> becomes(F, 1000).

becomes(F, 0) -> F();
becomes(F, N) -> F() orelse receive after 10 -> becomes(F, N - 1) end.

hold(L) -> receive drop -> length(L), rest() end.

rest() -> receive stop -> ok end.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
