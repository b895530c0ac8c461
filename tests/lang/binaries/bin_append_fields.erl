%% Appending integers of whole bytes to a binary that grows, to older views of it, and with values that do not fit.
-module(bin_append_fields).
-export([main/0]).

main() ->
    B = fields(100, <<>>),
    io:format("~p ~p~n", [byte_size(B), erlang:crc32(B)]),
    One = <<B/binary, 1, 2:16, 3:24/little>>,
    Two = <<B/binary, 9, 8:16, 7:24/little>>,
    Three = <<One/binary, -1:64, -2:56/little, (1 bsl 70 + 5):16, 300>>,
    Four = <<One/binary, 4:40>>,
    [io:format("~w ~w~n", [byte_size(X), binary:part(X, byte_size(B), byte_size(X) - byte_size(B))]) || X <- [B, One, Two, Three, Four]],
    io:format("~w~n", [erlang:crc32([B, One, Two, Three, Four])]),
    Odd = <<B/binary, 1:3>>,
    io:format("~w~n", [bit_size(<<Odd/bits, 5, 6:16>>)]),
    io:format("~w~n", [try <<B/binary, (id(a)), 1:16>> catch C:R -> {C, R} end]),
    io:format("~w~n", [try <<(id(foo))/binary, 1, 1:16>> catch C2:R2 -> {C2, R2} end]),
    Self = self(),
    spawn(fun() -> Self ! {grown, <<One/binary, 77>>} end),
    Mine = <<One/binary, 78>>,
    receive {grown, G} -> io:format("~w ~w~n", [binary:last(G), binary:last(Mine)]) end,
    io:format("~w~n", [[<<<<X, (X * 3):16/little>> || <<X>> <= <<1, 2, 255>>>>, << <<X:12>> || X <- [1, 2, 3] >>]]).

fields(0, B) -> B;
fields(N, B) -> fields(N - 1, <<B/binary, N:16, (N * N):32/little, (N bsl 55):64, "abc">>).

id(X) -> X.
