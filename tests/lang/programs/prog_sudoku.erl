%% A sudoku solved by constraint and search.
-module(prog_sudoku).
-export([main/0]).

main() ->
    Puzzle = "530070000" "600195000" "098000060" "800060003" "400803001" "700020006" "060000280" "000419005" "000080079",
    Board = maps:from_list([{{R, C}, lists:nth(R * 9 + C + 1, Puzzle) - $0} || R <- lists:seq(0, 8), C <- lists:seq(0, 8)]),
    Solved = solve(Board),
    [io:format("~w~n", [[maps:get({R, C}, Solved) || C <- lists:seq(0, 8)]]) || R <- lists:seq(0, 8)].

solve(Board) ->
    case open(Board) of
        [] -> Board;
        Open -> {_, Pos, Cands} = lists:min(Open), try_all(Cands, Pos, Board)
    end.

open(Board) -> [begin Cs = candidates(P, Board), {length(Cs), P, Cs} end || {P, 0} <- maps:to_list(Board)].

try_all([], _, _) -> none;
try_all([C | Cs], Pos, Board) ->
    case solve(Board#{Pos := C}) of
        none -> try_all(Cs, Pos, Board);
        Solved -> Solved
    end.

candidates({R, C}, Board) ->
    Used = [maps:get(P, Board) || I <- lists:seq(0, 8),
            P <- [{R, I}, {I, C}, {R div 3 * 3 + I div 3, C div 3 * 3 + I rem 3}]],
    lists:seq(1, 9) -- Used.
