%% string functions on grapheme clusters, combining characters, emoji and mixed chardata.
-module(string_unicode).
-export([main/0]).

main() ->
    t(fun() -> string:length("e\x{301}a") end),
    t(fun() -> string:length("👨‍👩‍👧") end),
    t(fun() -> string:length("🇸🇪🇳🇴") end),
    t(fun() -> string:length("\r\n") end),
    t(fun() -> string:reverse("e\x{301}a") end),
    t(fun() -> string:slice("e\x{301}abc", 1, 2) end),
    t(fun() -> string:to_graphemes("e\x{301}a\r\nb") end),
    t(fun() -> string:next_grapheme("e\x{301}a") end),
    t(fun() -> string:uppercase("ß ﬁ ŉ") end),
    t(fun() -> string:lowercase("ΑΣ") end),
    t(fun() -> string:titlecase("ǆ abc") end),
    t(fun() -> string:equal("e\x{301}", "é", false, nfc) end),
    t(fun() -> string:trim([" ", <<" a ">>, " "]) end),
    t(fun() -> string:split("aåb", "å") end),
    t(fun() -> string:find("日本語", "本") end),
    t(fun() -> string:lexemes("日 本 語", " ") end),
    t(fun() -> string:length([<<"å"/utf8>>, "ä"]) end),
    t(fun() -> string:pad("日", 3) =/= x end),
    t(fun() -> string:casefold("ẞ") end),
    t(fun() -> string:prefix("e\x{301}x", "e") end),
    t(fun() -> string:length(<<"日本"/utf8>>) end),
    t(fun() -> string:take("ååb", "å") end),
    t(fun() -> string:length("한국어") end),
    t(fun() -> string:to_graphemes("한") end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
