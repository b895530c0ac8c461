%% Ten thousand atoms made at run time: equality, order, lookup, matching.
-module(data_many_atoms).
-export([main/0]).

main() ->
    As = [list_to_atom("atom_number_" ++ integer_to_list(I)) || I <- lists:seq(1, 10000)],
    t(fun() -> length(lists:usort(As)) end),
    t(fun() -> lists:nth(1234, As) =:= atom_number_1234 end),
    t(fun() -> list_to_existing_atom("atom_number_9999") end),
    t(fun() -> [binary_to_atom(atom_to_binary(A)) =:= A || A <- lists:sublist(As, 5)] end),
    t(fun() -> lists:sort(lists:sublist(As, 12)) end),
    t(fun() -> map_size(maps:from_list([{A, x} || A <- As])) end),
    t(fun() -> maps:get(atom_number_77, maps:from_list([{A, I} || {A, I} <- lists:zip(As, lists:seq(1, 10000))])) end),
    t(fun() -> atom_number_2 < atom_number_10 end),
    t(fun() -> lists:sum([erlang:phash2(A, 1000) || A <- As]) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
