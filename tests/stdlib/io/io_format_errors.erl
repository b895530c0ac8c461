%% io:format with wrong directives, too few and too many arguments.
-module(io_format_errors).
-export([main/0]).

main() ->
    t(fun() -> io:format("~p~n", []) end),
    t(fun() -> io:format("~p~n", [1, 2]) end),
    t(fun() -> io:format("~q~n", [1]) end),
    t(fun() -> io:format("~", []) end),
    t(fun() -> io:format("~p", a) end),
    t(fun() -> io:format(123, []) end),
    t(fun() -> io:format({a}, []) end),
    t(fun() -> io_lib:format("~s", [123]) end),
    t(fun() -> io_lib:format("~c", [a]) end),
    t(fun() -> io_lib:format("~b", [1.5]) end),
    t(fun() -> io_lib:format("~f", ["x"]) end),
    t(fun() -> io_lib:format("~*p", [a, b]) end),
    t(fun() -> io_lib:format("~p ~p", [1]) end),
    t(fun() -> io_lib:format("~10", [1]) end),
    t(fun() -> io_lib:format("~!", []) end),
    t(fun() -> io:put_chars([a]) end),
    t(fun() -> io:put_chars(abc) end),
    t(fun() -> lists:flatten(io_lib:format("~p and ~s", [{a, b}, "text"])) end),
    t(fun() -> io_lib:format("plain", []) end),
    t(fun() -> lists:flatten(io_lib:format("~~~n", [])) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
