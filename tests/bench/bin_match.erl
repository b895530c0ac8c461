%% Matching binaries: bytes, fields of many sizes, tokens of text, utf8.
-module(bin_match).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(300)]).

run(N) ->
    Text = binary:copy(<<"the quick brown fox, jumps over 12345 lazy dogs; ">>, 4000),
    Packets = << <<(I band 3):2, I:14, I:32/little, 3, "xyz">> || I <- lists:seq(1, 20000) >>,
    loop(N, Text, Packets, 0).

loop(0, _, _, Sum) -> Sum;
loop(N, Text, Packets, Sum) ->
    loop(N - 1, Text, Packets, Sum + words(Text, 0) + packets(Packets, 0) + letters(Text, 0) rem 1000 + utf8(Text, 0)).

words(<<$\s, R/binary>>, N) -> words(R, N + 1);
words(<<_, R/binary>>, N) -> words(R, N);
words(<<>>, N) -> N.

packets(<<0:2, A:14, _:32, L, _:L/binary, R/binary>>, Sum) -> packets(R, Sum + A);
packets(<<1:2, _:14, B:32/little, L, _:L/binary, R/binary>>, Sum) -> packets(R, Sum + B);
packets(<<_:2, A:14, B:32/little, L, D:L/binary, R/binary>>, Sum) -> packets(R, Sum + A + B + byte_size(D));
packets(<<>>, Sum) -> Sum.

letters(<<C, R/binary>>, Sum) when C >= $a, C =< $z -> letters(R, Sum + C);
letters(<<C, R/binary>>, Sum) when C >= $0, C =< $9 -> letters(R, Sum + 10 * C);
letters(<<_, R/binary>>, Sum) -> letters(R, Sum);
letters(<<>>, Sum) -> Sum.

utf8(<<C/utf8, R/binary>>, N) when C < 128 -> utf8(R, N + 1);
utf8(<<_/utf8, R/binary>>, N) -> utf8(R, N);
utf8(<<>>, N) -> N.
