%% Conway's game of life: a glider for eight generations.
-module(prog_life).
-export([main/0]).

main() -> show(8, sets([{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}])).

sets(L) -> maps:from_list([{C, true} || C <- L]).

show(0, _) -> ok;
show(N, Cells) ->
    [io:format("~s~n", [[case Cells of #{{X, Y} := true} -> $#; _ -> $. end || X <- lists:seq(0, 6)]]) || Y <- lists:seq(0, 6)],
    io:format("--- ~p alive~n", [map_size(Cells)]),
    show(N - 1, step(Cells)).

step(Cells) ->
    Counts = lists:foldl(fun(C, M) -> M#{C => maps:get(C, M, 0) + 1} end, #{},
                         [{X + DX, Y + DY} || {X, Y} <- maps:keys(Cells), DX <- [-1, 0, 1], DY <- [-1, 0, 1], {DX, DY} =/= {0, 0}]),
    maps:filtermap(fun(_, 3) -> {true, true}; (C, 2) -> is_map_key(C, Cells) andalso {true, true}; (_, _) -> false end, Counts).
