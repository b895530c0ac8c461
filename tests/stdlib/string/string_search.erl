%% string: find, prefix, split, replace, lexemes, slice, take, nth_lexeme, concat.
-module(string_search).
-export([main/0]).

main() ->
    t(fun() -> string:find("hello world", "o") end),
    t(fun() -> string:find("hello world", "o", trailing) end),
    t(fun() -> string:find("hello", "z") end),
    t(fun() -> string:find(<<"hello world">>, <<"wor">>) end),
    t(fun() -> string:find("hello", "") end),
    t(fun() -> string:prefix("hello", "he") end),
    t(fun() -> string:prefix("hello", "lo") end),
    t(fun() -> string:prefix(<<"hello">>, <<"hell">>) end),
    t(fun() -> string:split("a,b,c", ",") end),
    t(fun() -> string:split("a,b,c", ",", trailing) end),
    t(fun() -> string:split("a,b,c", ",", all) end),
    t(fun() -> string:split("abc", ",") end),
    t(fun() -> string:split(<<"a--b--c">>, <<"--">>, all) end),
    t(fun() -> string:split("", ",") end),
    t(fun() -> lists:flatten(string:replace("a.b.c", ".", "-")) end),
    t(fun() -> lists:flatten(string:replace("a.b.c", ".", "-", all)) end),
    t(fun() -> lists:flatten(string:replace("a.b.c", ".", "-", trailing)) end),
    t(fun() -> string:replace(<<"xyx">>, <<"x">>, <<"z">>, all) end),
    t(fun() -> string:lexemes("  the quick\tbrown  fox ", " \t") end),
    t(fun() -> string:lexemes(<<"a,b;c">>, ",;") end),
    t(fun() -> string:lexemes("", " ") end),
    t(fun() -> string:nth_lexeme("a b c", 2, " ") end),
    t(fun() -> string:slice("hello", 1, 3) end),
    t(fun() -> string:slice("hello", 2) end),
    t(fun() -> string:slice("hello", 4, 10) end),
    t(fun() -> string:slice(<<"hello">>, 1, 2) end),
    t(fun() -> string:slice("hello", 9) end),
    t(fun() -> string:take("aabbc", "ab") end),
    t(fun() -> string:take("aabbc", "ab", true) end),
    t(fun() -> string:take("hello123", "0123456789", false, trailing) end),
    t(fun() -> string:next_codepoint("abc") end),
    t(fun() -> string:next_grapheme(<<"abc">>) end),
    t(fun() -> string:to_integer("42abc") end),
    t(fun() -> string:to_integer("abc") end),
    t(fun() -> string:to_integer("-17") end),
    t(fun() -> string:to_float("3.14xyz") end),
    t(fun() -> string:to_float("3") end),
    t(fun() -> string:to_float("1.5e3") end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
