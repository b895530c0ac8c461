%% Binary patterns in function heads: literals, prefixes, sizes, order.
-module(bin_match_dispatch).
-export([main/0]).

main() ->
    t(fun() -> [cmd(X) || X <- [<<"GET /x">>, <<"PUT /y">>, <<"POST /">>, <<"GE">>, <<>>, <<0, 5>>, <<1:1>>, x]] end),
    t(fun() ->
              [tag(X) || X <- [<<1, 2, 3>>, <<1, 0, 3>>, <<2, 4:16, "abcd">>, <<2, 5:16, "abcd">>, <<3, 1.5/float>>, <<4, 255>>, <<255>>]]
      end),
    t(fun() -> [bits(X) || X <- [<<0:1>>, <<1:1>>, <<2:2>>, <<3:2>>, <<0:3>>, <<5:3>>, <<>>]] end),
    t(fun() -> words(<<"the quick  brown fox">>) end),
    t(fun() -> hex(<<1, 255, 16, 171>>) end),
    t(fun() -> unhex(<<"01ff10AB">>) end),
    t(fun() -> unhex(<<"0g">>) end),
    t(fun() -> rle(<<"aaabbbbccd">>) end),
    t(fun() -> csv(<<"a,b,,c\nd,e\n">>) end),
    ok.

cmd(<<"GET ", Path/binary>>) -> {get, Path};
cmd(<<"PUT ", Path/binary>>) -> {put, Path};
cmd(<<"POST ", Path/binary>>) -> {post, Path};
cmd(<<0, N>>) -> {number, N};
cmd(<<>>) -> empty;
cmd(B) when is_binary(B) -> {unknown, B};
cmd(B) when is_bitstring(B) -> bits;
cmd(_) -> no_binary.

tag(<<1, 0, X>>) -> {one_zero, X};
tag(<<1, A, B>>) -> {one, A, B};
tag(<<2, Len:16, Data:Len/binary>>) -> {data, Data};
tag(<<2, Len:16, Data/binary>>) -> {short, Len, byte_size(Data)};
tag(<<3, F/float>>) -> {float, F};
tag(<<4, X/signed>>) -> {signed, X};
tag(_) -> other.

bits(<<0:1>>) -> zero;
bits(<<1:1>>) -> one;
bits(<<1:1, X:1>>) -> {one, X};
bits(<<0:1, X:2>>) -> {zero, X};
bits(<<A:1, B:1, C:1>>) -> [A, B, C];
bits(<<>>) -> none.

words(B) -> words(B, <<>>, []).

words(<<" ", R/binary>>, <<>>, Acc) -> words(R, <<>>, Acc);
words(<<" ", R/binary>>, W, Acc) -> words(R, <<>>, [W | Acc]);
words(<<C, R/binary>>, W, Acc) -> words(R, <<W/binary, C>>, Acc);
words(<<>>, <<>>, Acc) -> lists:reverse(Acc);
words(<<>>, W, Acc) -> lists:reverse([W | Acc]).

hex(B) -> << <<(digit(N))>> || <<N:4>> <= B >>.

digit(N) when N < 10 -> $0 + N;
digit(N) -> $a + N - 10.

unhex(B) -> << <<(value(C)):4>> || <<C>> <= B >>.

value(C) when C >= $0, C =< $9 -> C - $0;
value(C) when C >= $a, C =< $f -> C - $a + 10;
value(C) when C >= $A, C =< $F -> C - $A + 10.

rle(<<C, R/binary>>) -> rle(R, C, 1);
rle(<<>>) -> [].

rle(<<C, R/binary>>, C, N) -> rle(R, C, N + 1);
rle(R, C, N) -> [{[C], N} | rle(R)].

csv(B) -> [binary:split(L, <<",">>, [global]) || L <- binary:split(B, <<"\n">>, [global]), L =/= <<>>].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
