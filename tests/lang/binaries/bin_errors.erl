%% Errors in construction and matching of binaries.
-module(bin_errors).
-export([main/0]).

main() ->
    t(fun() -> <<(id(foo))>> end),
    t(fun() -> <<(id({}))/binary>> end),
    t(fun() -> <<(id(1))/binary>> end),
    t(fun() -> <<(id(<<1>>)):2/binary>> end),
    t(fun() -> <<(id(<<1:1>>))/binary>> end),
    t(fun() -> <<(id(x))/float>> end),
    t(fun() -> <<(id(x))/utf8>> end),
    t(fun() -> <<1:(id(x))>> end),
    t(fun() -> <<1:(id(-5))>> end),
    t(fun() -> <<(id(<<>>)):(id(-1))/binary>> end),
    t(fun() -> <<(id(1.5)):8>> end),
    t(fun() -> begin <<X>> = id(<<>>), X end end),
    t(fun() -> begin <<X>> = id(<<1, 2>>), X end end),
    t(fun() -> begin <<X>> = id([1]), X end end),
    t(fun() -> begin <<X/binary>> = id(<<1:1>>), X end end),
    t(fun() -> begin <<_:8, _/binary>> = id(<<>>), ok end end),
    t(fun() -> begin <<X:3/binary>> = id(<<1, 2>>), X end end),
    t(fun() -> begin <<1, 2>> = id(<<1, 3>>), ok end end),
    t(fun() -> (fun(<<A, B>>) -> A + B end)(id(<<1>>)) end),
    t(fun() -> case id(<<1, 2>>) of <<A>> -> A; <<>> -> none end end),
    t(fun() -> byte_size(<<0:(id(800000))>>) end),
    t(fun() -> byte_size(<<0:(id(80000000))>>) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
