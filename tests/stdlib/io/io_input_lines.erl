%% Reading lines and characters from standard input.
%% stdin: first line
%% stdin: second line
%% stdin: abcdef
%% stdin: last
-module(io_input_lines).
-export([main/0]).

main() ->
    t(fun() -> io:get_line("") end),
    t(fun() -> io:get_line("prompt> ") end),
    t(fun() -> io:get_chars("", 3) end),
    t(fun() -> io:get_chars("", 1) end),
    t(fun() -> io:get_line("") end),
    t(fun() -> io:get_line("") end),
    t(fun() -> io:get_line("") end),
    t(fun() -> io:get_chars("", 1) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
