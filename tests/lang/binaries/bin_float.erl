%% Float segments of 16, 32 and 64 bits, both byte orders.
-module(bin_float).
-export([main/0]).

main() ->
    t(fun() -> <<1.0/float>> end),
    t(fun() -> <<1.0:32/float>> end),
    t(fun() -> <<1.0:16/float>> end),
    t(fun() -> <<1.5:64/float-little>> end),
    t(fun() -> <<1.5:32/float-little>> end),
    t(fun() -> <<1.5:16/float-little>> end),
    t(fun() -> <<(id(3.14159)):64/float>> end),
    t(fun() -> <<(id(3.14159)):32/float>> end),
    t(fun() -> <<(id(3.14159)):16/float>> end),
    t(fun() -> <<(id(-0.1)):32/float, (id(1.0e-3)):16/float>> end),
    t(fun() -> <<(id(1)):64/float>> end),
    t(fun() -> <<(id(-7)):32/float-little>> end),
    t(fun() -> <<(id(1 bsl 70)):64/float>> end),
    t(fun() -> <<(id(65504.0)):16/float>> end),
    t(fun() -> <<(id(1.0e10)):16/float>> end),
    t(fun() -> <<(id(1.0e300)):32/float>> end),
    t(fun() -> <<(id(1 bsl 2000)):64/float>> end),
    t(fun() -> <<(id(a)):64/float>> end),
    t(fun() -> <<(id(1.0)):(id(17))/float>> end),
    t(fun() -> <<(id(1.0)):(id(64))/float>> end),
    t(fun() -> begin <<X/float>> = id(<<64, 9, 33, 251, 84, 68, 45, 24>>), X end end),
    t(fun() -> begin <<X:32/float>> = id(<<64, 73, 15, 219>>), X end end),
    t(fun() -> begin <<X:16/float>> = id(<<66, 72>>), X end end),
    t(fun() -> begin <<X:64/float-little>> = id(<<24, 45, 68, 84, 251, 33, 9, 64>>), X end end),
    t(fun() -> begin <<X:32/float-little>> = id(<<219, 15, 73, 64>>), X end end),
    t(fun() -> begin <<X:32/float>> = id(<<127, 128, 0, 0>>), X end end),
    t(fun() -> begin <<X:64/float>> = id(<<127, 240, 0, 0, 0, 0, 0, 0>>), X end end),
    t(fun() -> begin <<X:64/float>> = id(<<127, 248, 0, 0, 0, 0, 0, 0>>), X end end),
    t(fun() -> begin <<X:16/float>> = id(<<124, 0>>), X end end),
    t(fun() -> begin <<X:16/float>> = id(<<0, 1>>), X end end),
    t(fun() -> begin <<X:32/float>> = id(<<0, 0, 0, 1>>), X end end),
    t(fun() -> begin <<X:64/float>> = id(<<0, 0, 0, 0, 0, 0, 0, 1>>), X end end),
    t(fun() -> begin <<_:3, X:64/float, _:5>> = id(<<5:3, 2.5/float, 0:5>>), X end end),
    t(fun() -> begin <<1.5/float, R/binary>> = id(<<1.5/float, "rest">>), R end end),
    t(fun() -> begin N = id(32), <<X:N/float>> = id(<<0.5:32/float>>), X end end),
    t(fun() -> begin N = id(24), <<X:N/float>> = id(<<0, 0, 0>>), X end end),
    t(fun() -> [begin <<Y:32/float>> = <<X:32/float>>, Y end || X <- [0.1, 1.0e10, -2.5, 1.0e-40]] end),
    t(fun() -> [begin <<Y:16/float>> = <<X:16/float>>, Y end || X <- [0.1, 1000.0, -2.5, 1.0e-7, 6.1e-5]] end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
