%% One binary matched by several patterns, in order, with sizes bound in the pattern.
-module(bin_pattern_reuse).
-export([main/0]).

main() ->
    t(fun() -> [p(X) || X <- [<<2, 1, 2, 3>>, <<0, 9>>, <<3, 1, 2>>, <<255>>, <<>>, <<1:1>>, <<16#F1, 7, 8>>]] end),
    t(fun() -> [q(X) || X <- [<<1:2, 5:6>>, <<2:2, 5:6>>, <<3:2, 1:3, 2:3>>, <<0:2, 0:6>>, <<0:8, 1>>]] end),
    t(fun() -> walk(<<3, "abc", 0, 2, "de", 1, "f">>) end),
    ok.

p(<<N, A:N/binary, R/binary>>) when N > 0 -> {counted, N, A, R};
p(<<0, X>>) -> {zero, X};
p(<<16#F:4, N:4, _:N/unit:8, X>>) -> {nibble, N, X};
p(<<X>>) -> {one, X};
p(<<>>) -> empty;
p(B) when bit_size(B) rem 8 =/= 0 -> bits;
p(B) -> {short, B}.

q(<<1:2, X:6>>) -> {one, X};
q(<<2:2, X:6/signed>>) -> {two, X};
q(<<3:2, A:3, B:3>>) -> {three, A, B};
q(<<0:2, _:6>>) -> zero;
q(<<_, X>>) -> {more, X}.

walk(<<N, S:N/binary, R/binary>>) -> [S | walk(R)];
walk(<<>>) -> [].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
