%% Reading terms and formatted input from standard input.
%% stdin: {a, "b", [1, 2.5]}.
%% stdin: atom.
%% stdin: 12 34
%% stdin: #{k => <<"v">>}.
%% stdin: bad term here.
%% stdin: "multi
%% stdin: line".
-module(io_input_terms).
-export([main/0]).

main() ->
    t(fun() -> io:read("") end),
    t(fun() -> io:read("") end),
    t(fun() -> io:fread("", "~d ~d") end),
    t(fun() -> io:read("") end),
    t(fun() -> element(1, io:read("")) end),
    t(fun() -> io:read("") end),
    t(fun() -> io:read("") end),
    t(fun() -> io:read("") end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
