%% Matching and building at every bit offset.
-module(bin_unaligned).
-export([main/0]).

main() ->
    B = id(<<16#A5, 16#5A, 16#C3, 16#3C, 16#0F, 16#F0, 16#81, 16#18, 16#FF, 16#01>>),
    t(fun() -> [begin <<_:N, X:8, _/bits>> = B, X end || N <- lists:seq(0, 16)] end),
    t(fun() -> [begin <<_:N, X:16/little, _/bits>> = B, X end || N <- lists:seq(0, 16)] end),
    t(fun() -> [begin <<_:N, X:13/signed, _/bits>> = B, X end || N <- lists:seq(0, 16)] end),
    t(fun() -> [begin <<_:N, X:13/signed-little, _/bits>> = B, X end || N <- lists:seq(0, 16)] end),
    t(fun() -> [begin <<_:N, X:64, _/bits>> = B, X end || N <- lists:seq(0, 16)] end),
    t(fun() -> [begin <<_:N, X:3/binary, _/bits>> = B, X end || N <- lists:seq(0, 16)] end),
    t(fun() -> [begin <<_:N, X:11/bits, _/bits>> = B, X end || N <- lists:seq(0, 16)] end),
    t(fun() -> [begin <<_:N, R/bits>> = B, {bit_size(R), R =:= <<R/bits>>} end || N <- [0, 1, 7, 8, 9]] end),
    t(fun() -> [<<0:N, B:2/binary, 1:1>> || N <- lists:seq(0, 8)] end),
    t(fun() -> [<<1:N, 16#ABCD:16/little, 1:1>> || N <- lists:seq(0, 8)] end),
    t(fun() -> [<<0:N, 1.5:32/float>> || N <- lists:seq(0, 4)] end),
    t(fun() ->
              <<_:5, X/bits>> = B,
              <<_:5, Y/bits>> = B,
              {X =:= Y, X == Y, erlang:phash2(X) =:= erlang:phash2(Y)}
      end),
    t(fun() -> begin <<_:5, X:8/bits, _/bits>> = B, X =:= <<16#AB>> end end),
    t(fun() ->
              <<_:4, X:3/binary, _/bits>> = B,
              {binary_to_list(X), byte_size(X), <<X/binary, X/binary>>}
      end),
    t(fun() -> begin <<_:4, X:3/binary, _/bits>> = B, #{X => v} =:= #{<<16#55, 16#AC, 16#33>> => v} end end),
    t(fun() -> begin <<_:3, X:24/bits, _/bits>> = B, lists:sort([X, <<0>>, <<255>>, B]) end end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
