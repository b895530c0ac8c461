%% Loops with several accumulators of every type, and results built on the way back.
-module(rec_accumulators).
-export([main/0]).

main() ->
    t(fun() -> stats([3, 1.5, 10, -4, 7]) end),
    t(fun() -> partition3([1, a, 2.0, "s", b, 3, {t}]) end),
    t(fun() -> binary_loop(1000, <<>>) end),
    t(fun() -> two_lists(10, [], []) end),
    t(fun() -> float_loop(1000, 0.0) end),
    t(fun() -> big_loop(200, 1) end),
    t(fun() -> swap_args(9, a, b, c) end),
    t(fun() -> map_loop(100, #{}) end),
    t(fun() -> count_change(100) end),
    ok.

stats(L) -> stats(L, 0, 0, none, none).

stats([], N, Sum, Min, Max) -> {N, Sum, Min, Max};
stats([X | T], 0, _, _, _) -> stats(T, 1, X, X, X);
stats([X | T], N, Sum, Min, Max) -> stats(T, N + 1, Sum + X, min(X, Min), max(X, Max)).

partition3(L) -> partition3(L, [], [], []).

partition3([], A, B, C) -> {lists:reverse(A), lists:reverse(B), lists:reverse(C)};
partition3([X | T], A, B, C) when is_number(X) -> partition3(T, [X | A], B, C);
partition3([X | T], A, B, C) when is_atom(X) -> partition3(T, A, [X | B], C);
partition3([X | T], A, B, C) -> partition3(T, A, B, [X | C]).

binary_loop(0, B) -> {byte_size(B), erlang:crc32(B)};
binary_loop(N, B) -> binary_loop(N - 1, <<B/binary, N:16>>).

two_lists(0, A, B) -> {A, B};
two_lists(N, A, B) -> two_lists(N - 1, B, [N | A]).

float_loop(0, F) -> F;
float_loop(N, F) -> float_loop(N - 1, F + 1 / N).

big_loop(0, B) -> B rem 1000000007;
big_loop(N, B) -> big_loop(N - 1, B * (N + 1 bsl 40)).

swap_args(0, A, B, C) -> [A, B, C];
swap_args(N, A, B, C) when N rem 2 =:= 0 -> swap_args(N - 1, B, A, C);
swap_args(N, A, B, C) -> swap_args(N - 1, C, B, A).

map_loop(0, M) -> {map_size(M), lists:sum(maps:values(M))};
map_loop(N, M) -> map_loop(N - 1, maps:update_with(N rem 7, fun(V) -> V + N end, N, M)).

count_change(N) -> cc(N, [50, 25, 10, 5, 1]).

cc(0, _) -> 1;
cc(N, Cs) when N < 0; Cs =:= [] -> 0;
cc(N, [C | Cs]) -> cc(N - C, [C | Cs]) + cc(N, Cs).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
