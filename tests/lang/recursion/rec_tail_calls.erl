%% Tail calls run in constant space, ten million and more deep.
-module(rec_tail_calls).
-export([main/0]).
-export([by_module/1]).

main() ->
    t(fun() -> count(10000000) end),
    t(fun() -> even(3000001) end),
    t(fun() -> begin F = fun F(0, A) -> A; F(N, A) -> F(N - 1, A bxor N) end, F(3000000, 0) end end),
    t(fun() -> in_case(2000000, x) end),
    t(fun() -> in_if(2000000) end),
    t(fun() -> by_apply(1000000) end),
    t(fun() -> by_module(1000000) end),
    t(fun() -> mutual_a(1000000, []) end),
    t(fun() -> in_andalso(1000000) end),
    ok.

count(0) -> done;
count(N) -> count(N - 1).

even(0) -> true;
even(N) -> odd(N - 1).

odd(0) -> false;
odd(N) -> even(N - 1).

in_case(N, X) ->
    case N of
        0 -> X;
        _ -> in_case(N - 1, N)
    end.

in_if(N) ->
    if
        N =:= 0 -> ok;
        true -> in_if(N - 1)
    end.

by_apply(0) -> applied;
by_apply(N) -> erlang:apply(fun by_apply/1, [N - 1]).

by_module(0) -> remote;
by_module(N) -> ?MODULE:by_module(N - 1).

mutual_a(0, L) -> length(L);
mutual_a(N, L) -> mutual_b(N, [N | L]).

mutual_b(N, [_ | T]) -> mutual_c(N - 1, T).

mutual_c(N, L) -> mutual_a(N, L).

in_andalso(0) -> true;
in_andalso(N) -> N > 0 andalso in_andalso(N - 1).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
