%% String literals that span source lines.
-module(data_string_lines).
-export([main/0]).

main() ->
    io:format("~p~n", ["multi
line"]),
    io:format("~p~n", ["a\
b"]),
    io:format("~p~n", ["first "
                       "second "   % a comment between
                       "third"]),
    io:format("~p~n", ['quoted
atom']),
    io:format("~p~n", [<<"bin
ary">>]),
    io:format("~p~n", [<<"ab" "cd">>]),
    ok.
