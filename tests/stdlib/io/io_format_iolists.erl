%% What ~s and put_chars accept: nested chardata, binaries, improper tails, unicode; and bad ones.
-module(io_format_iolists).
-export([main/0]).

main() ->
    t(fun() -> io:put_chars(["a", [<<"b">>, [$c | <<"d">>]], "\n"]) end),
    t(fun() -> io:put_chars(<<"åäö\n"/utf8>>) end),
    t(fun() -> io:put_chars([960, "\n"]) end),
    t(fun() -> io:format("~ts ~s~n", [[960, <<"å"/utf8>>], ["x", <<"y">>]]) end),
    t(fun() -> io:format(["~", "p", <<"~n">>], [1]) end),
    t(fun() -> io:format("~s~n", [[[[[["deep"]]]]]]) end),
    t(fun() -> io:put_chars([1114112]) end),
    t(fun() -> io:put_chars(["a" | b]) end),
    t(fun() -> io:format("~s~n", [["a" | 98]]) end),
    t(fun() -> io:format("~s~n", [<<255, 254>>]) end),
    t(fun() -> io:format("~ts~n", [<<255, 254>>]) end),
    t(fun() -> io:format("~ts~n", [[16#D800]]) end),
    t(fun() -> io:put_chars([]) end),
    t(fun() -> io:put_chars(<<>>) end),
    t(fun() -> io:format("") end),
    t(fun() -> io:nl() end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
