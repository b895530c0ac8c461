%% Binaries of millions of bytes: building, slicing, comparing, hashing.
-module(bin_large).
-export([main/0]).

main() ->
    t(fun() ->
              B = binary:copy(<<"0123456789">>, 1000000),
              {byte_size(B), binary:at(B, 9999999), binary:part(B, 5000000, 3)}
      end),
    t(fun() -> begin B = binary:copy(<<0>>, 5000000), <<_:4999999/binary, X>> = B, X end end),
    t(fun() ->
              A = binary:copy(<<"ab">>, 1000000),
              B = binary:copy(<<"ab">>, 1000000),
              {A =:= B, A < <<B/binary, 0>>}
      end),
    t(fun() -> begin B = << <<(I band 255)>> || I <- lists:seq(1, 300000) >>, {byte_size(B), erlang:crc32(B)} end end),
    t(fun() -> length(binary:matches(binary:copy(<<"abc">>, 100000), <<"ca">>)) end),
    t(fun() -> length(binary:split(binary:copy(<<"ab,">>, 100000), <<",">>, [global])) end),
    t(fun() -> byte_size(binary:replace(binary:copy(<<"ab">>, 100000), <<"b">>, <<"xyz">>, [global])) end),
    t(fun() -> byte_size(iolist_to_binary([<<"x">> || _ <- lists:seq(1, 500000)])) end),
    t(fun() -> erlang:phash2(binary:copy(<<"x">>, 1000000)) end),
    t(fun() -> byte_size(term_to_binary(binary:copy(<<"x">>, 1000000))) end),
    t(fun() -> byte_size(term_to_binary(binary:copy(<<"x">>, 1000000), [compressed])) < 10000 end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
