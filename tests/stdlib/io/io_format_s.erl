%% The ~s and ~ts directives: strings, atoms, iolists, binaries, width and precision.
-module(io_format_s).
-export([main/0]).

main() ->
    f("~s", ["abc"]),
    f("~s", [abc]),
    f("~s", ['hello world']),
    f("~s", [<<"bin">>]),
    f("~s", [["io", [<<"li">>, $s], "t"]]),
    f("~s", [[]]),
    f("~10s", ["abc"]),
    f("~-10s", ["abc"]),
    f("~10s", [abc]),
    f("~2s", ["abc"]),
    f("~.2s", ["abc"]),
    f("~10.2s", ["abc"]),
    f("~-10.2s", ["abc"]),
    f("~10.5s", ["abc"]),
    f("~10.5.*s", [$., "abc"]),
    f("~-10.5.*s", [$., "abc"]),
    f("~*s", [8, "abc"]),
    f("~*s", [-8, "abc"]),
    f("~*.*s", [8, 2, "abc"]),
    f("~8..*s", [$*, "abc"]),
    f("~8..0s", ["abc"]),
    f("~s", [[229, 228, 246]]),
    f("~ts", [[229, 228, 246]]),
    f("~ts", ["日本"]),
    f("~ts", [<<"日本"/utf8>>]),
    f("~5ts", ["日本"]),
    f("~.1ts", ["日本"]),
    f("~ts", ['日本']),
    f("~ts", [[<<"a"/utf8>>, 960, "b"]]),
    f("~s", ["日本"]),
    f("~s", [12]),
    f("~s", [[a]]),
    f("~s", [{a}]),
    f("~s", [[1.5]]),
    f("~s", []),
    f("~s", ["a", "b"]),
    ok.

f(Format, Args) ->
    try io_lib:format(Format, Args) of
        Chars -> io:format("|~ts|~n", [Chars])
    catch
        C:R -> io:format("~p~n", [{C, R}])
    end.
