%% Building binaries by appending; earlier versions stay intact.
-module(bin_append).
-export([main/0]).

main() ->
    t(fun() -> byte_size(grow(100000, <<>>)) end),
    t(fun() ->
              A = id(<<"base">>),
              B = <<A/binary, "1">>,
              C = <<A/binary, "2">>,
              D = <<B/binary, "3">>,
              {A, B, C, D}
      end),
    t(fun() ->
              A = grow(1000, <<>>),
              B = <<A/binary, 1>>,
              C = <<A/binary, 2>>,
              {binary:last(B), binary:last(C), byte_size(A)}
      end),
    t(fun() ->
              A = grow(300, <<>>),
              <<_:100/binary, M:100/binary, _/binary>> = A,
              B = <<M/binary, "end">>,
              {byte_size(A), byte_size(B), binary:last(A)}
      end),
    t(fun() -> begin L = versions(20, <<>>, []), [byte_size(X) || X <- L] end end),
    t(fun() ->
              L = versions(20, <<>>, []),
              lists:all(fun(X) -> X =:= list_to_binary(lists:seq(1, byte_size(X))) end, L)
      end),
    t(fun() -> bit_size(bits(1000, <<>>)) end),
    t(fun() -> begin <<X:16, _/bits>> = bits(1000, <<>>), X end end),
    t(fun() -> prepend(50, <<>>) end),
    t(fun() -> begin A = <<(id(<<1:4>>))/bits, 2:4>>, B = <<A/bits, 3:4>>, C = <<A/bits, 4:4>>, {A, B, C} end end),
    t(fun() -> erlang:crc32(grow(50000, <<>>)) end),
    t(fun() -> erlang:adler32(grow(50000, <<>>)) end),
    ok.

grow(0, Acc) -> Acc;
grow(N, Acc) -> grow(N - 1, <<Acc/binary, (N band 255)>>).

versions(0, _, L) -> lists:reverse(L);
versions(N, Acc, L) ->
    Next = <<Acc/binary, (21 - N)>>,
    versions(N - 1, Next, [Next | L]).

bits(0, Acc) -> Acc;
bits(N, Acc) -> bits(N - 1, <<Acc/bits, (N band 1):1>>).

prepend(0, Acc) -> Acc;
prepend(N, Acc) -> prepend(N - 1, <<N, Acc/binary>>).

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
