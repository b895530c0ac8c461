%% binary_to_term on damaged input, and the safe option.
-module(etf_errors).
-export([main/0]).

main() ->
    t(fun() -> binary_to_term(<<>>) end),
    t(fun() -> binary_to_term(<<130, 97, 1>>) end),
    t(fun() -> binary_to_term(<<131>>) end),
    t(fun() -> binary_to_term(<<131, 97>>) end),
    t(fun() -> binary_to_term(<<131, 98, 0, 0>>) end),
    t(fun() -> binary_to_term(<<131, 104, 2, 97, 1>>) end),
    t(fun() -> binary_to_term(<<131, 108, 16#FFFFFFFF:32, 97, 1>>) end),
    t(fun() -> binary_to_term(<<131, 109, 100:32, "short">>) end),
    t(fun() -> binary_to_term(<<131, 110, 5, 0, 1>>) end),
    t(fun() -> binary_to_term(<<131, 110, 1, 0, 0>>) end),
    t(fun() -> binary_to_term(<<131, 110, 1, 1, 7>>) end),
    t(fun() -> binary_to_term(<<131, 119, 5, "abc">>) end),
    t(fun() -> binary_to_term(<<131, 118, 2:16, 255, 255>>) end),
    t(fun() -> binary_to_term(<<131, 77, 1:32, 9, 255>>) end),
    t(fun() -> binary_to_term(<<131, 77, 1:32, 0, 255>>) end),
    t(fun() -> binary_to_term(<<131, 116, 1:32, 97, 1>>) end),
    t(fun() -> binary_to_term(<<131, 116, 2:32, 97, 1, 97, 2, 97, 1, 97, 3>>) end),
    t(fun() -> binary_to_term(<<131, 80, 10:32, "not zlib">>) end),
    t(fun() -> binary_to_term(<<131, 1, 2, 3>>) end),
    t(fun() -> binary_to_term(<<131, 97, 1, 97, 2>>) end),
    t(fun() -> binary_to_term(<<131, 70, 127, 240, 0, 0, 0, 0, 0, 0>>) end),
    t(fun() -> binary_to_term(a) end),
    t(fun() -> binary_to_term(<<131:7>>) end),
    t(fun() -> binary_to_term(<<131, 119, 30, "never seen atom before, at all">>, [safe]) end),
    t(fun() -> binary_to_term(<<131, 119, 4, "main">>, [safe]) end),
    t(fun() -> binary_to_term(term_to_binary({a, [1]}), [safe]) end),
    t(fun() -> binary_to_term(<<131, 97, 1>>, [bogus]) end),
    t(fun() -> binary_to_term(<<131, 104, 1, 104, 1, 104, 1, 97>>) end),
    t(fun() -> binary_to_term(<<131, 99, "bad float", 0:176>>) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
