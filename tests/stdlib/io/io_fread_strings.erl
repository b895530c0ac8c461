%% io_lib:fread: reading formatted input from strings.
-module(io_fread_strings).
-export([main/0]).

main() ->
    t(fun() -> io_lib:fread("~d", "42") end),
    t(fun() -> io_lib:fread("~d ~d", "1 2") end),
    t(fun() -> io_lib:fread("~d~d", "1    -2 rest") end),
    t(fun() -> io_lib:fread("~f", "3.14") end),
    t(fun() -> io_lib:fread("~s", "word another") end),
    t(fun() -> io_lib:fread("~a", "atom") end),
    t(fun() -> io_lib:fread("~c", "xyz") end),
    t(fun() -> io_lib:fread("~3c", "xyz") end),
    t(fun() -> io_lib:fread("~3d", "12345") end),
    t(fun() -> io_lib:fread("~u", "77") end),
    t(fun() -> io_lib:fread("~16u", "ff") end),
    t(fun() -> io_lib:fread("~#", "16#ff") end),
    t(fun() -> io_lib:fread("~-", "-") end),
    t(fun() -> io_lib:fread("a~db", "a12b") end),
    t(fun() -> io_lib:fread("~*d~d", "1 2") end),
    t(fun() -> io_lib:fread("~d", "abc") end),
    t(fun() -> io_lib:fread("~d", "") end),
    t(fun() -> io_lib:fread("~f", "12") end),
    t(fun() -> io_lib:fread("~l", "abc") end),
    t(fun() -> io_lib:fread("~~", "~") end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
