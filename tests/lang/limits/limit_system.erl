%% What the machine refuses: atoms too long, sizes out of range, arity, tuple sizes.
-module(limit_system).
-export([main/0]).

main() ->
    t(fun() -> list_to_atom(lists:duplicate(256, $x)) end),
    t(fun() -> binary_to_atom(binary:copy(<<"x">>, 256)) end),
    t(fun() -> byte_size(atom_to_binary(binary_to_atom(binary:copy(<<"å"/utf8>>, 255)))) end),
    t(fun() -> binary_to_atom(binary:copy(<<"å"/utf8>>, 256)) end),
    t(fun() -> erlang:make_tuple(-1, a) end),
    t(fun() -> erlang:make_tuple(a, a) end),
    t(fun() -> id(1) bsl id(1 bsl 40) end),
    t(fun() -> id(1) bsl id(1 bsl 70) end),
    t(fun() -> id(0) bsl id(1 bsl 70) end),
    t(fun() -> id(-1) bsr id(1 bsl 70) end),
    t(fun() -> <<0:(id(1 bsl 70))>> end),
    t(fun() -> lists:duplicate(-1, x) end),
    t(fun() -> lists:seq(1, -5) end),
    t(fun() -> integer_to_list(1, 0) end),
    t(fun() -> list_to_tuple(lists:seq(1, 10)) =:= {1, 2, 3, 4, 5, 6, 7, 8, 9, 10} end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
