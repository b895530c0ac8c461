%% Integer segments: sizes, signs and byte orders in construction.
-module(bin_construct_int).
-export([main/0]).

main() ->
    t(fun() -> <<1>> end),
    t(fun() -> <<1, 2, 3>> end),
    t(fun() -> <<256, -1, 511>> end),
    t(fun() -> <<1:16, 2:24, 3:32>> end),
    t(fun() -> <<1:16/little, 2:24/little, 3:32/little>> end),
    t(fun() -> <<16#123456789ABCDEF0:64>> end),
    t(fun() -> <<16#123456789ABCDEF0:64/little>> end),
    t(fun() -> <<(id(16#123456789ABCDEF0)):32>> end),
    t(fun() -> <<(id(-1)):8, (id(-2)):16, (id(-3)):32/little>> end),
    t(fun() -> <<(id(1 bsl 100)):128>> end),
    t(fun() -> <<(id(1 bsl 100)):128/little>> end),
    t(fun() -> <<(id(-(1 bsl 100))):128>> end),
    t(fun() -> <<(id(-(1 bsl 100))):104/little>> end),
    t(fun() -> <<(id(1 bsl 100)):64>> end),
    t(fun() -> <<(id(-1)):100, 0:4>> end),
    t(fun() -> <<(id(5)):3, (id(2)):5>> end),
    t(fun() -> <<5:3>> end),
    t(fun() -> <<5:3, 1:1, 0:4>> end),
    t(fun() -> <<1:1, 0:1, 1:1, 1:1>> end),
    t(fun() -> <<7:4/little, 1:4>> end),
    t(fun() -> <<16#1234:12, 0:4>> end),
    t(fun() -> <<16#1234:12/little, 0:4>> end),
    t(fun() -> <<16#12345:20/little, 0:4>> end),
    t(fun() -> <<(id(16#12345)):20/little, 0:4>> end),
    t(fun() -> <<(id(16#12345)):20/big, 0:4>> end),
    t(fun() -> <<(id(3)):(id(7)), 1:1>> end),
    t(fun() -> <<(id(3)):0>> end),
    t(fun() -> <<0:0>> end),
    t(fun() -> <<1:8/integer-unit:2>> end),
    t(fun() -> <<1:2/unit:8>> end),
    t(fun() -> <<1:3/integer-signed-little-unit:8>> end),
    t(fun() -> <<1:2/big-unit:4>> end),
    t(fun() -> <<(id(1)):16/native>> =:= <<1:16/little>> end),
    t(fun() -> <<"abc">> end),
    t(fun() -> <<"abc":16>> end),
    t(fun() -> <<"ab":16/little, "c">> end),
    t(fun() -> <<$a, $b>> end),
    t(fun() -> <<"åä"/utf8>> end),
    t(fun() -> <<1:(id(8)), 2:(id(16))/little>> end),
    t(fun() -> <<(id(a))>> end),
    t(fun() -> <<(id(1.0))>> end),
    t(fun() -> <<(id("a"))>> end),
    t(fun() -> <<1:(id(-8))>> end),
    t(fun() -> <<1:(id(a))>> end),
    t(fun() -> <<1:(id(1.0))>> end),
    t(fun() -> <<1:(id(1 bsl 70))>> end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
