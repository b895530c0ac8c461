%% Terms to text and back by every way there is.
-module(data_roundtrips).
-export([main/0]).

main() ->
    t(fun() -> [list_to_integer(integer_to_list(X)) =:= X || X <- [0, -1, 1 bsl 59, -(1 bsl 60), 1 bsl 200]] end),
    t(fun() -> [list_to_float(float_to_list(X)) =:= X || X <- [0.1, -1.5e300, 5.0e-324]] end),
    t(fun() -> [list_to_atom(atom_to_list(X)) =:= X || X <- [a, 'A b', '', 'π']] end),
    t(fun() -> [list_to_tuple(tuple_to_list(X)) =:= X || X <- [{}, {1}, {a, [b]}]] end),
    t(fun() -> [binary_to_list(list_to_binary(X)) =:= X || X <- ["", "abc", [0, 255]]] end),
    t(fun() -> [maps:from_list(maps:to_list(X)) =:= X || X <- [#{}, #{a => 1, 2 => b}]] end),
    t(fun() ->
              [unicode:characters_to_list(unicode:characters_to_binary(X)) =:= X || X <- ["", "åπ日", [16#10FFFF]]]
      end),
    t(fun() -> [bitstring_to_list(list_to_bitstring(X)) =:= X || X <- [[1, <<1:3>>], [<<5:7>>], [1, 2]]] end),
    t(fun() -> [binary_to_term(term_to_binary(X)) =:= X || X <- [1, 1.5, a, "s", {t, [#{k => <<"v">>}]}]] end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
