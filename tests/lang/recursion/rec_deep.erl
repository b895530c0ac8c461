%% Deep body recursion: one to ten million frames.
-module(rec_deep).
-export([main/0]).

main() ->
    t(fun() -> sum(1000000) end),
    t(fun() -> sum(10000000) end),
    t(fun() -> length(build(2000000)) end),
    t(fun() -> depth(nest(1000000)) end),
    t(fun() -> begin L = map(fun(X) -> X + 1 end, lists:seq(1, 1000000)), {hd(L), lists:last(L)} end end),
    ok.

sum(0) -> 0;
sum(N) -> N + sum(N - 1).

build(0) -> [];
build(N) -> [N | build(N - 1)].

nest(0) -> nil;
nest(N) -> {N, nest(N - 1)}.

depth(nil) -> 0;
depth({_, T}) -> 1 + depth(T).

map(_, []) -> [];
map(F, [H | T]) -> [F(H) | map(F, T)].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
