%% One table, one counter, one atomic array under many processes at once: nothing is lost.
-module(shared_by_many).
-export([main/0]).

main() ->
    t(fun() -> T = ets:new(t, [public, {write_concurrency, true}]), par(20, fun(I) -> [ets:insert(T, {{I, J}, J}) || J <- lists:seq(1, 100)] end), ets:info(T, size) end),
    t(fun() -> T = ets:new(t, [public, ordered_set, {write_concurrency, true}]), par(20, fun(I) -> [ets:insert(T, {J * 20 + I, x}) || J <- lists:seq(1, 100)] end), {ets:info(T, size), ets:first(T), ets:last(T)} end),
    t(fun() -> T = ets:new(t, [public, bag]), par(10, fun(I) -> [ets:insert(T, {key, {I, J}}) || J <- lists:seq(1, 20)] end), length(ets:lookup(T, key)) end),
    t(fun() -> T = ets:new(t, [public]), par(10, fun(_) -> [ets:insert_new(T, {J, x}) || J <- lists:seq(1, 100)] end), ets:info(T, size) end),
    t(fun() -> T = ets:new(t, [public]), ets:insert(T, [{J, x} || J <- lists:seq(1, 1000)]), Self = self(), par(10, fun(_) -> Self ! {took, length([J || J <- lists:seq(1, 1000), ets:take(T, J) =/= []])} end), lists:sum([receive {took, N} -> N end || _ <- lists:seq(1, 10)]) end),
    t(fun() -> A = atomics:new(8, []), par(16, fun(I) -> [atomics:add(A, I rem 8 + 1, 1) || _ <- lists:seq(1, 500)] end), [atomics:get(A, I) || I <- lists:seq(1, 8)] end),
    ok.

par(N, F) ->
    Ms = [spawn_monitor(fun() -> F(I) end) || I <- lists:seq(1, N)],
    [receive {'DOWN', R, _, _, normal} -> ok end || {_, R} <- Ms].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
