%% Binary, bytes, bitstring and bits segments; sizes, units, tails.
-module(bin_segments).
-export([main/0]).

main() ->
    B = id(<<"hello world">>),
    t(fun() -> begin <<X:5/binary, R/binary>> = B, {X, R} end end),
    t(fun() -> begin <<X:5/bytes, _, R/bytes>> = B, {X, R} end end),
    t(fun() -> begin N = id(5), <<X:N/binary, _:8, Y:N/binary>> = B, {X, Y} end end),
    t(fun() -> begin <<X:12/bits, R/bits>> = B, {X, R} end end),
    t(fun() -> begin <<X:12/bitstring, R/bitstring>> = B, {X, R} end end),
    t(fun() -> begin <<X:2/binary-unit:4, R/bits>> = B, {X, R} end end),
    t(fun() -> begin <<X/binary>> = B, X =:= B end end),
    t(fun() -> begin <<X:11/binary>> = B, X end end),
    t(fun() -> begin <<X:12/binary>> = B, X end end),
    t(fun() -> begin <<X:4, R/binary>> = B, {X, R} end end),
    t(fun() -> begin <<X:4, R/bits>> = B, {X, R} end end),
    t(fun() -> begin <<_:4, R/binary-unit:4>> = B, R end end),
    t(fun() -> begin <<X:0/binary, R/binary>> = B, {X, R} end end),
    t(fun() -> begin <<"hello", R/binary>> = B, R end end),
    t(fun() -> begin <<"help", R/binary>> = B, R end end),
    t(fun() -> begin <<Len, X:Len/binary, R/binary>> = id(<<3, "abcdef">>), {X, R} end end),
    t(fun() -> begin <<Len:16/little, X:Len/binary, R/binary>> = id(<<3, 0, "abcdef">>), {X, R} end end),
    t(fun() -> begin <<Len, X:Len/binary, R/binary>> = id(<<9, "abcdef">>), {X, R} end end),
    t(fun() -> <<B/binary, "!">> end),
    t(fun() -> <<B:5/binary, "!">> end),
    t(fun() -> <<B:5/bits, 0:3>> end),
    t(fun() -> <<(id(<<1:3>>))/bits, (id(<<2:5>>))/bits>> end),
    t(fun() -> <<(id(<<1:3>>))/bits>> end),
    t(fun() -> <<(id(<<1:3>>))/binary>> end),
    t(fun() -> <<B:12/binary>> end),
    t(fun() -> <<(id(a))/binary>> end),
    t(fun() -> <<(id("abc"))/binary>> end),
    t(fun() -> <<B:(id(-1))/binary>> end),
    t(fun() -> <<(id(<<>>))/binary, (id(<<>>))/bits>> end),
    t(fun() -> <<0:1, B/binary, 0:7>> end),
    t(fun() -> <<(id(<<1, 2, 3>>)):2/binary, (id(<<1, 2, 3>>)):1/binary>> end),
    t(fun() -> <<(<<"in">>)/binary, (<<"line">>)/binary>> end),
    t(fun() -> begin <<_:3, X:2/binary, _/bits>> = B, X end end),
    t(fun() -> byte_size(id(<<1:3>>)), bit_size(id(<<1:3>>)) end),
    t(fun() -> [byte_size(X) || X <- [<<>>, <<1>>, <<1:9>>, <<0:80>>]] end),
    t(fun() -> [bit_size(X) || X <- [<<>>, <<1>>, <<1:9>>, <<0:80>>]] end),
    t(fun() -> byte_size(id("abc")) end),
    t(fun() -> bit_size(id(a)) end),
    t(fun() -> <<(id(<<"x">>))/binary-unit:8>> end),
    t(fun() -> <<(id(<<1:12>>))/binary-unit:4>> end),
    t(fun() -> <<(id(<<1:12>>))/binary-unit:8>> end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
