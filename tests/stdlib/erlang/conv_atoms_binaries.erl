%% Atoms, lists, binaries and tuples into one another.
-module(conv_atoms_binaries).
-export([main/0]).

main() ->
    t(fun() -> atom_to_list(hello) end),
    t(fun() -> atom_to_list('') end),
    t(fun() -> atom_to_list("x") end),
    t(fun() -> atom_to_binary(hello) end),
    t(fun() -> atom_to_binary('åπ') end),
    t(fun() -> atom_to_binary('å', latin1) end),
    t(fun() -> atom_to_binary('π', latin1) end),
    t(fun() -> atom_to_binary(1) end),
    t(fun() -> binary_to_atom(<<"new one">>) end),
    t(fun() -> binary_to_atom(<<"π"/utf8>>) end),
    t(fun() -> binary_to_atom(<<229>>, latin1) end),
    t(fun() -> binary_to_atom(<<255>>) end),
    t(fun() -> binary_to_atom(a) end),
    t(fun() -> binary_to_existing_atom(<<"main">>) end),
    t(fun() -> binary_to_existing_atom(<<"certainly not an atom yet 2">>) end),
    t(fun() -> list_to_binary([1, "ab", <<"cd">>, [[], [255]]]) end),
    t(fun() -> list_to_binary([]) end),
    t(fun() -> list_to_binary([256]) end),
    t(fun() -> list_to_binary([-1]) end),
    t(fun() -> list_to_binary([a]) end),
    t(fun() -> list_to_binary([1 | 2]) end),
    t(fun() -> list_to_binary([1 | <<2>>]) end),
    t(fun() -> list_to_binary(x) end),
    t(fun() -> binary_to_list(<<1, 2, 3>>) end),
    t(fun() -> binary_to_list(<<1, 2, 3>>, 2, 3) end),
    t(fun() -> binary_to_list(<<1, 2, 3>>, 0, 3) end),
    t(fun() -> binary_to_list(<<1:3>>) end),
    t(fun() -> bitstring_to_list(<<1, 5:3>>) end),
    t(fun() -> list_to_bitstring([1, <<5:3>>]) end),
    t(fun() -> list_to_bitstring([<<1:1>>, <<2:2>>, 3]) end),
    t(fun() -> iolist_to_binary(["a", [<<"b">> | <<"c">>]]) end),
    t(fun() -> iolist_to_binary(<<"x">>) end),
    t(fun() -> iolist_to_binary(1) end),
    t(fun() -> iolist_size(["abc", <<"de">>, [1]]) end),
    t(fun() -> iolist_size([a]) end),
    t(fun() -> iolist_size(<<>>) end),
    t(fun() -> iolist_to_binary(erlang:iolist_to_iovec(["a", <<"b">>])) end),
    t(fun() -> split_binary(<<"hello">>, 2) end),
    t(fun() -> split_binary(<<"hello">>, 0) end),
    t(fun() -> split_binary(<<"hello">>, 6) end),
    t(fun() -> tuple_to_list({1, 2}) end),
    t(fun() -> list_to_tuple([]) end),
    t(fun() -> pid_to_list(self()) =:= pid_to_list(self()) end),
    t(fun() -> list_to_pid(pid_to_list(self())) =:= self() end),
    t(fun() -> is_list(ref_to_list(make_ref())) end),
    t(fun() -> fun_to_list_is_list(fun() -> ok end) end),
    ok.

fun_to_list_is_list(F) -> is_list(erlang:fun_to_list(F)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
