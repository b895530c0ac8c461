%% Much garbage, live data of several ages, big and small objects together.
-module(mem_garbage).
-export([main/0]).

main() ->
    t(fun() -> churn(200000) end),
    t(fun() -> keep_some(100000) end),
    t(fun() -> strings(2000) end),
    t(fun() -> binaries(20000) end),
    t(fun() -> floats_and_bigs(50000) end),
    t(fun() -> long_live(50, 2000) end),
    t(fun() -> maps_churn(2000) end),
    ok.

churn(N) -> churn(N, {}).

churn(0, {_, L}) -> length(L);
churn(N, _) -> churn(N - 1, {N, lists:seq(1, 20)}).

keep_some(N) -> L = keep(N, []), {length(L), lists:sum([X || {X, _} <- L])}.

keep(0, L) -> L;
keep(N, L) when N rem 10 =:= 0 -> keep(N - 1, [{N, "kept text"} | L]);
keep(N, L) -> _ = {N, [N, N, N]}, keep(N - 1, L).

strings(N) -> length(lists:flatten([integer_to_list(I) ++ "," || I <- lists:seq(1, N)])).

binaries(N) ->
    Bs = [<<I:32, (binary:copy(<<"b">>, I rem 200))/binary>> || I <- lists:seq(1, N)],
    {length(Bs), lists:sum([byte_size(B) || B <- Bs]), erlang:crc32(Bs)}.

floats_and_bigs(N) -> fb(N, 0.0, 1).

fb(0, F, B) -> {F, B rem 1000000007};
fb(N, F, B) -> fb(N - 1, F + 0.5, (B * 31 + N) rem (1 bsl 200)).

%% Old data is read while new data is made and dropped.
long_live(0, _) -> ok;
long_live(N, K) ->
    Old = list_to_tuple([{I, integer_to_binary(I)} || I <- lists:seq(1, K)]),
    _ = churn(500),
    {7, <<"7">>} = element(7, Old),
    {K, _} = element(K, Old),
    long_live(N - 1, K).

maps_churn(N) -> maps_churn(N, #{}).

maps_churn(0, M) -> {map_size(M), lists:sum(maps:values(M))};
maps_churn(N, M) -> maps_churn(N - 1, maps:remove(N + 100, M#{N => N, {N} => 1})).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
