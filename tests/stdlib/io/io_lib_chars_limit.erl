%% io_lib:format/3 with a limit on the characters.
-module(io_lib_chars_limit).
-export([main/0]).

main() ->
    t(fun() -> [lists:flatten(io_lib:format("~p", [lists:seq(1, 100)], [{chars_limit, N}])) || N <- [10, 20, 50]] end),
    t(fun() -> [lists:flatten(io_lib:format("~w", [lists:seq(1, 100)], [{chars_limit, N}])) || N <- [10, 20, 50]] end),
    t(fun() ->
              [lists:flatten(io_lib:format("~s", [lists:duplicate(100, $x)], [{chars_limit, N}])) || N <- [10, 50, 200]]
      end),
    t(fun() ->
              [lists:flatten(io_lib:format("~p", [{a, "string", [b, {c, d}]}], [{chars_limit, N}])) || N <- [5, 15, 100]]
      end),
    t(fun() -> lists:flatten(io_lib:format("~p ~p", [lists:seq(1, 50), lists:seq(1, 50)], [{chars_limit, 40}])) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
