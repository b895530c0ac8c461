%% unicode: characters_to_list, characters_to_binary, encodings, errors, bom.
-module(unicode_conversions).
-export([main/0]).

main() ->
    t(fun() -> unicode:characters_to_list(<<"åπ"/utf8>>) end),
    t(fun() -> unicode:characters_to_list(<<229>>, latin1) end),
    t(fun() -> unicode:characters_to_list(["a", <<"å"/utf8>>, 960]) end),
    t(fun() -> unicode:characters_to_list(<<16#D8, 16#3D, 16#DE, 0>>, utf16) end),
    t(fun() -> unicode:characters_to_list(<<0, 0, 3, 192>>, utf32) end),
    t(fun() -> unicode:characters_to_list(<<192, 3>>, {utf16, little}) end),
    t(fun() -> unicode:characters_to_list(<<"ab", 255, "c">>) end),
    t(fun() -> unicode:characters_to_list(<<"ab", 16#E2, 16#82>>) end),
    t(fun() -> unicode:characters_to_list([$a, 16#D800, $b]) end),
    t(fun() -> unicode:characters_to_list([$a, -1]) end),
    t(fun() -> unicode:characters_to_list([a]) end),
    t(fun() -> unicode:characters_to_list(x) end),
    t(fun() -> unicode:characters_to_binary("åπ") end),
    t(fun() -> unicode:characters_to_binary("åπ", unicode, utf16) end),
    t(fun() -> unicode:characters_to_binary("åπ", unicode, {utf16, little}) end),
    t(fun() -> unicode:characters_to_binary("åπ", unicode, utf32) end),
    t(fun() -> unicode:characters_to_binary("åä", unicode, latin1) end),
    t(fun() -> unicode:characters_to_binary("aπb", unicode, latin1) end),
    t(fun() -> unicode:characters_to_binary(<<229, 228>>, latin1) end),
    t(fun() -> unicode:characters_to_binary(<<229, 228>>, latin1, utf16) end),
    t(fun() -> unicode:characters_to_binary(["abc", <<"def">>, [$g]]) end),
    t(fun() -> unicode:characters_to_binary(<<"ab", 255, "c">>) end),
    t(fun() -> unicode:characters_to_binary(<<"ab", 16#E2, 16#82>>) end),
    t(fun() -> unicode:characters_to_binary([16#110000]) end),
    t(fun() -> unicode:bom_to_encoding(<<16#EF, 16#BB, 16#BF, "x">>) end),
    t(fun() -> unicode:bom_to_encoding(<<16#FE, 16#FF>>) end),
    t(fun() -> unicode:bom_to_encoding(<<"none">>) end),
    t(fun() -> unicode:encoding_to_bom(utf8) end),
    t(fun() -> unicode:encoding_to_bom({utf16, little}) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
