%% Huffman coding: tree, codes, encode, decode.
-module(prog_huffman).
-export([main/0]).

main() ->
    Text = "this is an example of a huffman tree",
    Tree = build(frequencies(Text)),
    Codes = maps:from_list(codes(Tree, <<>>)),
    Bits = << <<(maps:get(C, Codes))/bits>> || C <- Text >>,
    io:format("~p bits instead of ~p~n", [bit_size(Bits), 8 * length(Text)]),
    [io:format("~p ~p~n", [[C], bit_size(maps:get(C, Codes))]) || C <- lists:usort(Text)],
    io:format("~p~n", [decode(Bits, Tree, Tree)]),
    io:format("~w~n", [Bits]).

frequencies(Text) -> lists:sort([{length([x || D <- Text, D =:= C]), C} || C <- lists:usort(Text)]).

build([{_, Tree}]) -> Tree;
build([{N, A}, {M, B} | Rest]) -> build(lists:merge([{N + M, {A, B}}], Rest)).

codes({A, B}, Bits) -> codes(A, <<Bits/bits, 0:1>>) ++ codes(B, <<Bits/bits, 1:1>>);
codes(C, Bits) -> [{C, Bits}].

decode(<<>>, C, _) when is_integer(C) -> [C];
decode(<<>>, _, _) -> [];
decode(Bits, C, Tree) when is_integer(C) -> [C | decode(Bits, Tree, Tree)];
decode(<<0:1, R/bits>>, {A, _}, Tree) -> decode(R, A, Tree);
decode(<<1:1, R/bits>>, {_, B}, Tree) -> decode(R, B, Tree).
