%% MD5 written in the language, compared with erlang:md5.
-module(prog_md5).
-export([main/0]).

main() ->
    Texts = ["", "a", "abc", "message digest", lists:duplicate(55, $x), lists:duplicate(56, $y), lists:duplicate(64, $z), lists:duplicate(1000, $q)],
    [io:format("~s ~p~n", [hex(md5(T)), md5(T) =:= erlang:md5(T)]) || T <- Texts].

md5(Text) ->
    B = list_to_binary(Text),
    Pad = (55 - byte_size(B)) band 63,
    blocks(<<B/binary, 16#80, 0:Pad/unit:8, (bit_size(B)):64/little>>, {16#67452301, 16#efcdab89, 16#98badcfe, 16#10325476}).

blocks(<<Block:64/binary, R/binary>>, {A, B, C, D} = State) ->
    {A1, B1, C1, D1} = rounds(0, list_to_tuple([W || <<W:32/little>> <= Block]), State),
    blocks(R, {add(A, A1), add(B, B1), add(C, C1), add(D, D1)});
blocks(<<>>, {A, B, C, D}) -> <<A:32/little, B:32/little, C:32/little, D:32/little>>.

rounds(64, _, State) -> State;
rounds(I, Ws, {A, B, C, D}) ->
    {F, G} = if
        I < 16 -> {(B band C) bor ((bnot B) band D), I};
        I < 32 -> {(D band B) bor ((bnot D) band C), (5 * I + 1) band 15};
        I < 48 -> {B bxor C bxor D, (3 * I + 5) band 15};
        true -> {C bxor (B bor (bnot D)), (7 * I) band 15}
    end,
    Sum = (F + A + k(I) + element(G + 1, Ws)) band 16#FFFFFFFF,
    rounds(I + 1, Ws, {D, add(B, rotate(Sum, shift(I))), B, C}).

add(A, B) -> (A + B) band 16#FFFFFFFF.

rotate(X, N) -> ((X bsl N) bor (X bsr (32 - N))) band 16#FFFFFFFF.

k(I) -> trunc(abs(math:sin(I + 1)) * 4294967296).

shift(I) -> element(I div 16 * 4 + I rem 4 + 1, {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21}).

hex(B) -> [io_lib:format("~2.16.0b", [X]) || <<X>> <= B].
