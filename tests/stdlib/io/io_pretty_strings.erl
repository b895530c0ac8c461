%% How ~p prints and breaks strings and binaries.
-module(io_pretty_strings).
-export([main/0]).

main() ->
    p("plain"),
    p("with \"quotes\" and \\ and \n newline and \t tab"),
    p("bell \a no"),
    p([7]),
    p("esc \e ok"),
    p("del \d no"),
    p([0, 1, 2]),
    p("\x{e9}"),
    p("\x{100}"),
    p([$a, 256]),
    p([$a, -1]),
    p([$a, b]),
    p([$a, 1.0]),
    p("abc" ++ [0]),
    p(<<"plain">>),
    p(<<"with \"quotes\" \\ \n">>),
    p(<<"caf\x{e9}">>),
    p(<<"caf\x{e9}"/utf8>>),
    p(<<0, 1, 2, 3>>),
    p(<<"a", 0>>),
    p(<<>>),
    p(<<"abc", 1:1>>),
    p(<<1:1>>),
    p(<<255:7>>),
    p(list_to_binary(lists:seq(1, 60))),
    p(list_to_binary(lists:duplicate(200, $z))),
    p(string:copies("word ", 30)),
    p({string:copies("word ", 30), list_to_binary(string:copies("word ", 30))}),
    p([string:copies("0123456789", 9)]),
    p({k, [{s, string:copies("0123456789", 9)}]}),
    p(string:copies("line\n", 20)),
    p(["\e", "\v\f", "\b"]),
    p([<<"a">>, "a", a, $a, 'A', "A"]),
    ok.

p(X) -> io:format("~p~n", [X]).
