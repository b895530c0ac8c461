%% string: the older functions tokens, join, strip, substr, chr, str, centre, left, right, copies.
-module(string_old).
-export([main/0]).

main() ->
    t(fun() -> string:tokens("a b,c  d", " ,") end),
    t(fun() -> string:tokens("", " ") end),
    t(fun() -> string:join(["a", "b", "c"], ", ") end),
    t(fun() -> string:join([], ", ") end),
    t(fun() -> string:strip("  hi  ") end),
    t(fun() -> string:strip("  hi  ", left) end),
    t(fun() -> string:strip("xxhixx", both, $x) end),
    t(fun() -> string:substr("hello", 2) end),
    t(fun() -> string:substr("hello", 2, 3) end),
    t(fun() -> string:substr("hello", 9) end),
    t(fun() -> string:sub_string("hello", 2, 4) end),
    t(fun() -> string:chr("hello", $l) end),
    t(fun() -> string:rchr("hello", $l) end),
    t(fun() -> string:chr("hello", $z) end),
    t(fun() -> string:str("hello world", "wor") end),
    t(fun() -> string:rstr("abcabc", "bc") end),
    t(fun() -> string:str("abc", "z") end),
    t(fun() -> string:centre("ab", 6) end),
    t(fun() -> string:left("ab", 4, $.) end),
    t(fun() -> string:right("ab", 4, $.) end),
    t(fun() -> string:left("abcdef", 3) end),
    t(fun() -> string:copies("ab", 3) end),
    t(fun() -> string:chars($x, 4) end),
    t(fun() -> string:concat("ab", "cd") end),
    t(fun() -> string:len("hello") end),
    t(fun() -> string:to_upper("hello") end),
    t(fun() -> string:to_lower("HELLO") end),
    t(fun() -> string:to_upper($a) end),
    t(fun() -> string:words("a b c") end),
    t(fun() -> string:sub_word("a b c", 2) end),
    t(fun() -> string:span("aab", "a") end),
    t(fun() -> string:cspan("aab", "b") end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
