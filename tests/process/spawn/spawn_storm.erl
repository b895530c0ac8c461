%% Many spawns: sequential, nested, in trees, each with a result.
-module(spawn_storm).
-export([main/0]).

main() ->
    t(fun() -> Self = self(), [spawn(fun() -> Self ! I end) || I <- lists:seq(1, 5000)], lists:sum([receive I -> I end || _ <- lists:seq(1, 5000)]) end),
    t(fun() -> nested(1000) end),
    t(fun() -> tree(10) end),
    t(fun() -> length([ok || _ <- lists:seq(1, 2000), begin {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, P, normal} -> true end end]) end),
    ok.

nested(N) -> Self = self(), spawn(fun() -> down(N, Self) end), receive bottom -> reached end.

down(0, To) -> To ! bottom;
down(N, To) -> spawn(fun() -> down(N - 1, To) end).

tree(D) -> Self = self(), R = make_ref(), spawn(fun() -> grow(D, Self, R) end), receive {R, N} -> N end.

grow(0, To, R) -> To ! {R, 1};
grow(D, To, R) ->
    Self = self(),
    [spawn(fun() -> grow(D - 1, Self, R) end) || _ <- [1, 2]],
    To ! {R, receive {R, A} -> A end + receive {R, B} -> B end}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
