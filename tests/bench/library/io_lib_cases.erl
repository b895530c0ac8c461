%% io_lib: formatting of numbers, strings and terms.
-module(io_lib_cases).
-export([cases/0]).

cases() ->
    Term = [{I, atom, "string", <<"binary">>, #{key => [1.5, {a, b}]}} || I <- lists:seq(1, 20)],
    [{"format ~w", 200, fun() -> io_lib:format("~w", [Term]) end},
     {"format ~p", 50, fun() -> io_lib:format("~p", [Term]) end},
     {"format ~p short", 5000, fun() -> io_lib:format("~p", [{ok, 42, "text"}]) end},
     {"format ~s", 10000, fun() -> io_lib:format("~s: ~ts~n", ["name", <<"value">>]) end},
     {"format ~b", 10000, fun() -> io_lib:format("~b ~5b ~.16b", [1, 22, 333]) end},
     {"format ~f", 5000, fun() -> io_lib:format("~f ~.2f ~g", [1.5, 2.25, 3.125]) end},
     {"format plain", 10000, fun() -> io_lib:format("nothing to fill in here~n", []) end},
     {"write/1", 200, fun() -> io_lib:write(Term) end},
     {"fread/2", 2000, fun() -> io_lib:fread("~d ~s ~f", "12 word 1.5") end}].
