%% The eight queens, all solutions, one drawn.
-module(prog_queens).
-export([main/0]).

main() ->
    Solutions = solve(8),
    io:format("~p solutions~n", [length(Solutions)]),
    draw(hd(Solutions), 8).

solve(N) -> place(N, N).

place(0, _) -> [[]];
place(K, N) -> [[C | Qs] || Qs <- place(K - 1, N), C <- lists:seq(1, N), safe(C, Qs, 1)].

safe(_, [], _) -> true;
safe(C, [Q | Qs], D) -> C =/= Q andalso C =/= Q + D andalso C =/= Q - D andalso safe(C, Qs, D + 1).

draw(Qs, N) ->
    [io:format("~s~n", [[case C of Q -> "Q "; _ -> ". " end || C <- lists:seq(1, N)]]) || Q <- Qs].
