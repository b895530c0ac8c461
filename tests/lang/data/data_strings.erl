%% String literals: escapes, joining, printing as text or as lists.
-module(data_strings).
-export([main/0]).

main() ->
    t(fun() -> "hello" end),
    t(fun() -> "a" "b" "c" end),
    t(fun() -> "line one\nline two\ttab" end),
    t(fun() -> "quote \" and \\ backslash" end),
    t(fun() -> "\x41\x{42}\103\60" end),
    t(fun() -> "\^A\^Z\^[" =:= [1, 26, 27] end),
    t(fun() -> "\b\d\e\f\n\r\s\t\v" =:= [8, 127, 27, 12, 10, 13, 32, 9, 11] end),
    t(fun() -> [$a, $\n, $\s, $\\, $', $", $\x41, $\101, $\^A] end),
    t(fun() -> "åäö" end),
    t(fun() -> [229, 228, 246] end),
    t(fun() -> "" =:= [] end),
    t(fun() -> [104, 105 | []] end),
    t(fun() -> [$\x{1F600}, 1024] end),
    t(fun() -> length("日本語") end),
    t(fun() -> "日本語" end),
    t(fun() -> {"abc", [97, 98, 99], [97, 98, 99, 0], [97 | 98]} end),
    t(fun() -> ["abc", [], "def", [[]]] end),
    t(fun() -> hd("abc"), tl("abc") end),
    t(fun() -> "abc" ++ "def" end),
    t(fun() -> "abcdef" -- "bd" end),
    t(fun() -> "abc" ++ x end),
    t(fun() -> [X + 1 || X <- "HAL"] end),
    t(fun() -> [7, 8, 9, 10, 11, 12, 13, 27] end),
    t(fun() -> [14] end),
    t(fun() -> [126] end),
    t(fun() -> [127] end),
    t(fun() -> [160] end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
