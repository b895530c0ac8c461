%% ~P and ~W: printing to a limited depth.
-module(io_format_depth).
-export([main/0]).

main() ->
    T = {a, [1, 2, 3, 4, 5, 6], {b, {c, {d, {e, {f}}}}}, "a string", <<"a binary">>, #{k => #{l => #{m => n}}}},
    [io:format("~P~n", [T, D]) || D <- lists:seq(0, 12)],
    [io:format("~W~n", [setelement(6, T, last), D]) || D <- lists:seq(0, 12)],
    [io:format("~P ~W~n", [lists:seq(1, 20), D, lists:seq(1, 20), D]) || D <- [1, 2, 3, 5, 10]],
    [io:format("~P ~W~n", ["abcdefghij", D, "abcdefghij", D]) || D <- [1, 2, 3, 5, 20]],
    [io:format("~P ~W~n", [<<"abcdefghij">>, D, <<"abcdefghij">>, D]) || D <- [1, 2, 3, 5, 20]],
    [io:format("~P ~W~n", [<<1, 2, 3, 250, 251, 252>>, D, <<1, 2, 3, 250, 251, 252>>, D]) || D <- [1, 2, 3, 5, 20]],
    [io:format("~P ~W~n", [[a | b], D, [a, b | c], D]) || D <- [1, 2, 3, 4]],
    [io:format("~20P~n", [T, D]) || D <- [4, 8]],
    [io:format("~P~n", [#{a => 1, b => 2, c => 3, d => 4}, D]) || D <- [1, 2, 3, 4, 5]],
    [io:format("~P~n", [{1, 2, 3, 4, 5, 6, 7, 8}, D]) || D <- [1, 2, 3, 4, 5, 8, 9]],
    io:format("~P~n", [T, -1]),
    ok.
