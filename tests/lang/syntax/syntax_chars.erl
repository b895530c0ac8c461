%% Character literals and escapes.
-module(syntax_chars).
-export([main/0]).

main() ->
    t(fun() -> [$a, $A, $0, $ , $~, $%, $", $', $\\] end),
    t(fun() -> [$\b, $\d, $\e, $\f, $\n, $\r, $\s, $\t, $\v] end),
    t(fun() -> [$\0, $\12, $\123, $\x41, $\x{3c0}, $\^A, $\^z, $\^@, $\^_] end),
    t(fun() -> [$å, $π, $日] end),
    t(fun() -> [$\a, $\q, $\(, $\.] end),
    t(fun() -> "\0\12\123\x41\x{3c0}\^A" end),
    t(fun() -> '\x41\101bc' end),
    t(fun() -> $a + 1 end),
    t(fun() -> [$(, $), $[, $], ${, $}, $;, $,, $.] end),
    t(fun() -> "%not a comment" end),
    t(fun() -> '%atom' end),
    t(fun() -> $% end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
