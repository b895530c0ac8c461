%% io_lib: write, print, write_atom, write_string, write_char, printable tests, nl, indentation.
-module(io_lib_functions).
-export([main/0]).

main() ->
    t(fun() -> lists:flatten(io_lib:write({a, "b", [1.5]})) end),
    t(fun() -> lists:flatten(io_lib:write([1, [2, [3, [4]]]], 3)) end),
    t(fun() -> lists:flatten(io_lib:print({a, "b", <<"c">>})) end),
    t(fun() -> lists:flatten(io_lib:print(lists:seq(1, 30), 5, 20, -1)) end),
    t(fun() -> lists:flatten(io_lib:print(lists:seq(1, 30), 1, 80, 5)) end),
    t(fun() -> lists:flatten(io_lib:write_atom('hello world')) end),
    t(fun() -> io_lib:write_string("a\"b\n") end),
    t(fun() -> io_lib:write_char($a) end),
    t(fun() -> io_lib:write_char($\n) end),
    t(fun() -> lists:flatten(io_lib:write_latin1_string("å")) end),
    t(fun() -> io_lib:printable_list("abc") end),
    t(fun() -> io_lib:printable_list([1, 2]) end),
    t(fun() -> io_lib:printable_list("aπ") end),
    t(fun() -> io_lib:printable_unicode_list("aπ") end),
    t(fun() -> io_lib:printable_latin1_list("å") end),
    t(fun() -> io_lib:char_list("abc") end),
    t(fun() -> io_lib:char_list([a]) end),
    t(fun() -> io_lib:latin1_char_list([300]) end),
    t(fun() -> io_lib:deep_char_list(["a", ["b"]]) end),
    t(fun() -> io_lib:deep_char_list(["a", [x]]) end),
    t(fun() -> io_lib:nl() end),
    t(fun() -> io_lib:format_prompt("x") =/= [] end),
    t(fun() -> lists:flatten(io_lib:fwrite("~w", [x])) end),
    t(fun() -> io_lib:indentation("abc\nde", 0) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
