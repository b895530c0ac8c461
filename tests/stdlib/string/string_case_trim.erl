%% string: uppercase, lowercase, titlecase, casefold, trim, chomp, pad, length, is_empty, reverse.
-module(string_case_trim).
-export([main/0]).

main() ->
    t(fun() -> string:uppercase("Hello åäö") end),
    t(fun() -> string:lowercase("Hello ÅÄÖ") end),
    t(fun() -> string:titlecase("hello world") end),
    t(fun() -> string:casefold("HeLLo ß") end),
    t(fun() -> string:uppercase(<<"hello">>) end),
    t(fun() -> string:lowercase(<<"HELLO Å"/utf8>>) end),
    t(fun() -> string:uppercase("straße") end),
    t(fun() -> string:trim("  hi \n") end),
    t(fun() -> string:trim("  hi  ", leading) end),
    t(fun() -> string:trim("  hi  ", trailing) end),
    t(fun() -> string:trim("xxhixx", both, "x") end),
    t(fun() -> string:trim(<<" bin ">>) end),
    t(fun() -> string:chomp("line\n") end),
    t(fun() -> string:chomp("line\r\n\n") end),
    t(fun() -> string:chomp("line") end),
    t(fun() -> string:length("héllo") end),
    t(fun() -> string:length(<<"héllo"/utf8>>) end),
    t(fun() -> string:length("") end),
    t(fun() -> string:is_empty("") end),
    t(fun() -> string:is_empty(<<>>) end),
    t(fun() -> string:is_empty(["", <<>>]) end),
    t(fun() -> string:is_empty("a") end),
    t(fun() -> string:reverse("abc") end),
    t(fun() -> string:reverse(<<"abc">>) end),
    t(fun() -> lists:flatten(string:pad("ab", 5)) end),
    t(fun() -> lists:flatten(string:pad("ab", 5, leading)) end),
    t(fun() -> lists:flatten(string:pad("ab", 5, both, $*)) end),
    t(fun() -> lists:flatten(string:pad("abcdef", 3)) end),
    t(fun() -> string:to_graphemes("aé") end),
    t(fun() -> string:length("e\x{301}") end),
    t(fun() -> string:equal("abc", <<"abc">>) end),
    t(fun() -> string:equal("abc", "ABC") end),
    t(fun() -> string:equal("abc", "ABC", true) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
