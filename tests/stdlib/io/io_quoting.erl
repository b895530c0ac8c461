%% Which atoms ~p, ~w and ~s quote, and how strings are escaped.
-module(io_quoting).
-export([main/0]).

main() ->
    Atoms = [a, 'A', aB, a1, '1a', a_b, '_a', a@b, '@a', 'a-b', 'a b', 'a.b', '', 'é', 'Éa', 'ñandú', 'a\'b', 'a"b', 'a\\b', 'a\nb', 'a\tb',
             '\x{7f}', '\x{a0}', '$', '[]', '{}', '<<>>', '->', 'nil', 'true', 'fun', 'end', 'of', 'case', 'x y z', 'ok?', 'λ', 'Ж', '日本'],
    [io:format("~p|~w|~tp|~tw|~ts~n", [A, A, A, A, A]) || A <- Atoms],
    Strings = ["", "a", "a\"b", "a'b", "a\\b", "\n\r\t\v\b\f\e\s\d", "\0", "\x{80}", "\x{a0}", "\x{ff}", "é", "λ", "日本", [1114111], "a\x{301}"],
    [io:format("~p|~w|~tp|~tw~n", [S, S, S, S]) || S <- Strings],
    [io:format("~p|~w|~tp|~tw~n", [B, B, B, B]) || S <- Strings, B <- [unicode:characters_to_binary(S)]].
