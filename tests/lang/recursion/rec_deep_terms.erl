%% Terms a million levels deep: built, compared, copied, hashed, sent, converted.
-module(rec_deep_terms).
-export([main/0]).

main() ->
    T = nest(1000000, []),
    U = nest(1000000, []),
    t(fun() -> T =:= U end),
    t(fun() -> T == U end),
    t(fun() -> T < U end),
    t(fun() -> nest(1000000, [a]) > T end),
    t(fun() -> erlang:phash2(T) end),
    t(fun() -> begin self() ! T, receive X -> X =:= U end end end),
    t(fun() -> binary_to_term(term_to_binary(T)) =:= U end),
    t(fun() -> depth(T, 0) end),
    t(fun() -> begin L = right(1000000), M = right(1000000), {L =:= M, erlang:phash2(L)} end end),
    t(fun() -> lists:flatten(lists:duplicate(3, deep_list(10000))) end),
    t(fun() -> begin M = deep_map(100000), map_size(M) end end),
    t(fun() -> begin A = deep_map(100000), B = deep_map(100000), {A =:= B, A == B} end end),
    t(fun() -> maps:get(nest(1000, x), #{nest(1000, x) => found}) end),
    t(fun() -> erlang:external_size(T) > 1000000 end),
    t(fun() -> length(lists:flatten(deep_list(100000))) end),
    t(fun() -> iolist_size(deep_list(100000)) end),
    ok.

nest(0, Acc) -> Acc;
nest(N, Acc) -> nest(N - 1, {Acc}).

depth([], N) -> N;
depth({X}, N) -> depth(X, N + 1).

right(0) -> end_of_it;
right(N) -> {N rem 7, right(N - 1)}.

deep_list(N) -> lists:foldl(fun(_, L) -> [L] end, "", lists:seq(1, N)).

deep_map(N) -> lists:foldl(fun(I, M) -> #{k => M, i => I} end, #{}, lists:seq(1, N)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
