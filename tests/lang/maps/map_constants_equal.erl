%% Constant maps that are equal whatever the order they are written in.
-module(map_constants_equal).
-export([main/0]).

main() ->
    io:format("~p~n", [#{a => 1, b => 2} =:= #{b => 2, a => 1}]),
    io:format("~p~n", [{[#{a => 1, "b" => 2}]} =:= {[#{"b" => 2, a => 1}]}]),
    io:format("~p~n", [#{#{a => 1, b => 2} => x} =:= #{#{b => 2, a => 1} => x}]),
    io:format("~p~n", [#{a => 1, b => 2} =:= #{b => 2.0, a => 1}]),
    io:format("~p~n", [#{#{a => 1, b => 2} => x, #{b => 2, a => 1} => y}]),
    io:format("~p~n", [f(#{b => 2, a => 1})]).

f(X) when X =:= #{a => 1, b => 2} -> yes;
f(_) -> no.
