%% binary: part, at, first, last, bin_to_list, list_to_bin, copy, decode and encode unsigned.
-module(binary_parts).
-export([main/0]).

main() ->
    B = <<"hello world">>,
    t(fun() -> binary:part(B, 0, 5) end),
    t(fun() -> binary:part(B, {6, 5}) end),
    t(fun() -> binary:part(B, 11, -5) end),
    t(fun() -> binary:part(B, 0, 0) end),
    t(fun() -> binary:part(B, 8, 9) end),
    t(fun() -> binary:part(B, -1, 1) end),
    t(fun() -> binary_part(B, {0, 1}) end),
    t(fun() -> binary:at(B, 4) end),
    t(fun() -> binary:at(B, 11) end),
    t(fun() -> binary:at(B, -1) end),
    t(fun() -> binary:first(B) end),
    t(fun() -> binary:last(B) end),
    t(fun() -> binary:first(<<>>) end),
    t(fun() -> binary:last(<<>>) end),
    t(fun() -> binary:bin_to_list(B) end),
    t(fun() -> binary:bin_to_list(B, 6, 5) end),
    t(fun() -> binary:bin_to_list(B, {0, 2}) end),
    t(fun() -> binary:list_to_bin([1, [2, <<3>>]]) end),
    t(fun() -> binary:copy(<<"ab">>) end),
    t(fun() -> binary:copy(<<"ab">>, 3) end),
    t(fun() -> binary:copy(<<"ab">>, 0) end),
    t(fun() -> binary:copy(<<"ab">>, -1) end),
    t(fun() -> binary:decode_unsigned(<<1, 0>>) end),
    t(fun() -> binary:decode_unsigned(<<1, 0>>, little) end),
    t(fun() -> binary:decode_unsigned(<<>>) end),
    t(fun() -> binary:decode_unsigned(<<1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>) end),
    t(fun() -> binary:encode_unsigned(0) end),
    t(fun() -> binary:encode_unsigned(256) end),
    t(fun() -> binary:encode_unsigned(256, little) end),
    t(fun() -> binary:encode_unsigned(1 bsl 80) end),
    t(fun() -> binary:encode_unsigned(-1) end),
    t(fun() -> binary:longest_common_prefix([<<"abcd">>, <<"abce">>, <<"ab">>]) end),
    t(fun() -> binary:longest_common_suffix([<<"xcd">>, <<"abcd">>]) end),
    t(fun() -> binary:referenced_byte_size(<<"small">>) >= 5 end),
    t(fun() -> binary:encode_hex(<<1, 171, 255>>) end),
    t(fun() -> binary:decode_hex(<<"01ABff">>) end),
    t(fun() -> binary:decode_hex(<<"0g">>) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
