%% unicode: the four normal forms.
-module(unicode_normalize).
-export([main/0]).

main() ->
    t(fun() -> unicode:characters_to_nfd_list("é") end),
    t(fun() -> unicode:characters_to_nfc_list("e\x{301}") end),
    t(fun() -> unicode:characters_to_nfkc_list("ﬁ①") end),
    t(fun() -> unicode:characters_to_nfkd_list("ﬁé") end),
    t(fun() -> unicode:characters_to_nfc_binary(<<"e", 16#301/utf8>>) end),
    t(fun() -> unicode:characters_to_nfd_binary("Å") end),
    t(fun() -> unicode:characters_to_nfd_list("한") end),
    t(fun() -> unicode:characters_to_nfc_list([16#1112, 16#1161, 16#11AB]) end),
    t(fun() -> unicode:characters_to_nfc_list("plain") end),
    t(fun() -> unicode:characters_to_nfd_list("a\x{323}\x{307}") end),
    t(fun() -> unicode:characters_to_nfd_list("a\x{307}\x{323}") end),
    t(fun() -> string:length(unicode:characters_to_nfd_list("éàü")) end),
    t(fun() -> string:equal("é", "e\x{301}") end),
    t(fun() -> string:equal("é", "e\x{301}", false, nfc) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
