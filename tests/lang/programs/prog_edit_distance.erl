%% Edit distance, longest common subsequence, knapsack: dynamic programming over lists and maps.
-module(prog_edit_distance).
-export([main/0]).

main() ->
    t(fun() -> distance("kitten", "sitting") end),
    t(fun() -> distance("", "abc") end),
    t(fun() -> distance("intention", "execution") end),
    t(fun() -> lcs("nematode knowledge", "empty bottle") end),
    t(fun() -> knapsack([{12, 4}, {2, 1}, {1, 1}, {4, 10}, {2, 2}], 15) end),
    t(fun() -> change(100, [50, 25, 10, 5, 1]) end),
    t(fun() -> pascal(8) end),
    t(fun() -> catalan(15) end),
    ok.

distance(A, B) -> lists:last(lists:foldl(fun(C, Row) -> row(C, B, Row) end, lists:seq(0, length(B)), A)).

row(C, B, [Diag | Above]) -> lists:reverse(row(C, B, Diag, Above, [Diag + 1])).

row(_, [], _, [], Acc) -> Acc;
row(C, [D | B], Diag, [Up | Above], [Left | _] = Acc) ->
    Cost = case C of D -> 0; _ -> 1 end,
    row(C, B, Up, Above, [lists:min([Left + 1, Up + 1, Diag + Cost]) | Acc]).

lcs(A, B) -> {L, _} = lcs(A, B, #{}), L.

lcs([], _, M) -> {"", M};
lcs(_, [], M) -> {"", M};
lcs([H | A] = X, [H2 | B] = Y, M) ->
    Key = {length(X), length(Y)},
    case M of
        #{Key := L} -> {L, M};
        _ when H =:= H2 -> {L, M1} = lcs(A, B, M), {[H | L], M1#{Key => [H | L]}};
        _ ->
            {L1, M1} = lcs(A, Y, M),
            {L2, M2} = lcs(X, B, M1),
            L = case length(L1) >= length(L2) of true -> L1; false -> L2 end,
            {L, M2#{Key => L}}
    end.

knapsack(Items, Capacity) ->
    lists:max(lists:foldl(fun({W, V}, Best) ->
        [max(B, case I >= W of true -> lists:nth(I - W + 1, Best) + V; false -> 0 end) || {I, B} <- lists:zip(lists:seq(0, Capacity), Best)]
    end, lists:duplicate(Capacity + 1, 0), Items)).

change(0, _) -> 1;
change(N, Coins) when N < 0; Coins =:= [] -> 0;
change(N, [C | Cs] = All) -> change(N - C, All) + change(N, Cs).

pascal(N) -> pascal(N, [1]).

pascal(1, Row) -> [Row];
pascal(N, Row) -> [Row | pascal(N - 1, lists:zipwith(fun(A, B) -> A + B end, [0 | Row], Row ++ [0]))].

catalan(N) -> [c(2 * I, I) div (I + 1) || I <- lists:seq(0, N)].

c(_, 0) -> 1;
c(N, K) -> c(N, K - 1) * (N - K + 1) div K.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
