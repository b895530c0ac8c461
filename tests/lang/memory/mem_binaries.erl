%% Sub-binaries keep what they need; matching state survives collections.
-module(mem_binaries).
-export([main/0]).

main() ->
    t(fun() -> begin B = big(1000000), S = binary:part(B, 500000, 10), erlang:garbage_collect(), S end end),
    t(fun() ->
              Bs = [binary:part(big(10000), I, 5) || I <- lists:seq(1, 200)],
              erlang:garbage_collect(),
              lists:usort([byte_size(X) || X <- Bs])
      end),
    t(fun() -> begin <<_:100/binary, R/binary>> = big(100000), sum(R, 0) end end),
    t(fun() -> begin B = big(70000), L = split(B, []), {length(L), iolist_size(L), iolist_to_binary(L) =:= B} end end),
    t(fun() ->
              B = binary:copy(<<1, 2, 3, 4>>, 20000),
              T = << <<(X + 1)>> || <<X>> <= B >>,
              {byte_size(T), binary:at(T, 79999)}
      end),
    t(fun() -> begin put(b, big(1000)), erlang:garbage_collect(), binary:last(get(b)) end end),
    t(fun() ->
              B = lists:foldl(fun(I, A) -> erlang:garbage_collect(), <<A/binary, I>> end, <<>>, lists:seq(1, 100)),
              erlang:crc32(B)
      end),
    t(fun() ->
              Bs = lists:foldl(fun(I, [H | _] = L) -> [<<H/binary, I>> | L] end, [<<>>], lists:seq(1, 200)),
              {length(Bs), lists:sum([byte_size(X) || X <- Bs])}
      end),
    t(fun() ->
              B = big(64),
              C = big(65),
              {B =:= binary:copy(B), C =:= binary:copy(C), byte_size(<<B/binary, C/binary>>)}
      end),
    t(fun() -> [byte_size(<<(big(N))/binary, 1>>) || N <- [0, 1, 63, 64, 65, 255, 256]] end),
    ok.

big(N) -> list_to_binary([I band 255 || I <- lists:seq(1, N)]).

sum(<<X, R/binary>>, S) when X =:= 0 -> _ = lists:seq(1, 50), sum(R, S);
sum(<<X, R/binary>>, S) -> sum(R, S + X);
sum(<<>>, S) -> S.

split(<<C:700/binary, R/binary>>, L) -> split(R, [C | L]);
split(<<>>, L) -> lists:reverse(L);
split(R, L) -> lists:reverse([R | L]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
