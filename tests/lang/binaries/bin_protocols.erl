%% Real formats parsed with the bit syntax: IPv4 header, TLV, base64, LEB128.
-module(bin_protocols).
-export([main/0]).

main() ->
    t(fun() ->
              ipv4(<<16#45, 0, 0, 60, 16#1c, 16#46, 16#40, 0, 64, 6, 16#b1, 16#e6, 172, 16, 10, 99, 172, 16, 10, 12, "payload">>)
      end),
    t(fun() -> ipv4(<<16#65, 0:160>>) end),
    t(fun() -> tlv(<<1, 3, "abc", 2, 0, 255, 1, 7>>) end),
    t(fun() -> tlv(<<1, 9, "abc">>) end),
    t(fun() -> [base64(S) || S <- [<<>>, <<"f">>, <<"fo">>, <<"foo">>, <<"foob">>, <<"fooba">>, <<"foobar">>]] end),
    t(fun() -> leb(leb_encode(624485)) end),
    t(fun() -> leb_encode(624485) end),
    t(fun() -> leb(<<127>>) end),
    t(fun() -> leb(<<128>>) end),
    t(fun() -> rgb565([{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {12, 34, 56}]) end),
    t(fun() -> float_parts(<<(id(-6.25))/float>>) end),
    t(fun() ->
              checksum(<<16#4500:16, 16#0073:16, 16#0000:16, 16#4000:16, 16#4011:16, 0:16, 16#c0a8:16, 16#0001:16, 16#c0a8:16, 16#00c7:16>>)
      end),
    ok.

ipv4(<<4:4, HL:4, _Tos, Len:16, Id:16, Flags:3, Off:13, Ttl, Proto, Sum:16, Src:4/binary, Dst:4/binary, R/binary>>) when HL >= 5 ->
    {Len, Id, Flags, Off, Ttl, Proto, Sum, [X || <<X>> <= Src], [X || <<X>> <= Dst], R};
ipv4(<<V:4, _/bits>>) ->
    {bad_version, V}.

tlv(<<T, L, V:L/binary, R/binary>>) -> [{T, V} | tlv(R)];
tlv(<<>>) -> [];
tlv(R) -> [{rest, R}].

base64(B) -> base64(B, <<>>).

base64(<<A:6, B:6, C:6, D:6, R/binary>>, Acc) -> base64(R, <<Acc/binary, (c(A)), (c(B)), (c(C)), (c(D))>>);
base64(<<A:6, B:6, C:4>>, Acc) -> <<Acc/binary, (c(A)), (c(B)), (c(C bsl 2)), $=>>;
base64(<<A:6, B:2>>, Acc) -> <<Acc/binary, (c(A)), (c(B bsl 4)), "==">>;
base64(<<>>, Acc) -> Acc.

c(N) -> binary:at(<<"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/">>, N).

leb(B) -> leb(B, 0, 0).

leb(<<1:1, X:7, R/binary>>, Shift, Acc) -> leb(R, Shift + 7, Acc bor (X bsl Shift));
leb(<<0:1, X:7, R/binary>>, Shift, Acc) -> {Acc bor (X bsl Shift), R};
leb(<<>>, _, _) -> truncated.

leb_encode(N) when N < 128 -> <<N>>;
leb_encode(N) -> <<1:1, N:7, (leb_encode(N bsr 7))/binary>>.

rgb565(Pixels) -> << <<(R bsr 3):5, (G bsr 2):6, (B bsr 3):5>> || {R, G, B} <- Pixels >>.

float_parts(<<S:1, E:11, M:52>>) -> {S, E - 1023, M}.

checksum(B) ->
    Sum = lists:sum([W || <<W:16>> <= B]),
    bnot ((Sum band 16#FFFF) + (Sum bsr 16)) band 16#FFFF.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
