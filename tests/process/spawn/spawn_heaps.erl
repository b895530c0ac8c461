%% Processes with large states, deep recursion and garbage, all at once.
-module(spawn_heaps).
-export([main/0]).

main() ->
    t(fun() -> results(20, fun(I) -> lists:sum(lists:seq(1, I * 1000)) end) end),
    t(fun() -> results(10, fun(I) -> length(build(I * 20000)) end) end),
    t(fun() -> results(10, fun(I) -> deep(I * 50000) end) end),
    t(fun() -> results(10, fun(I) -> map_size(maps:from_list([{K, K} || K <- lists:seq(1, I * 500)])) end) end),
    t(fun() -> results(10, fun(I) -> byte_size(grow(I * 5000, <<>>)) end) end),
    t(fun() -> results(5, fun(I) -> churn(I * 20000, []) end) end),
    ok.

results(N, F) ->
    Me = self(),
    Refs = [begin R = make_ref(), spawn(fun() -> Me ! {R, F(I)} end), R end || I <- lists:seq(1, N)],
    [receive {R, X} -> X end || R <- Refs].

build(0) -> [];
build(N) -> [{N, "text"} | build(N - 1)].

deep(0) -> 0;
deep(N) -> 1 + deep(N - 1).

grow(0, B) -> B;
grow(N, B) -> grow(N - 1, <<B/binary, N>>).

%% Keeps the last hundred of many short-lived tuples.
churn(0, Keep) -> length(Keep);
churn(N, Keep) -> churn(N - 1, lists:sublist([{N, [N, N + 1]} | Keep], 100)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
