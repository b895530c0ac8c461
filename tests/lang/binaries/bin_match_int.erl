%% Integer segments: sizes, signs and byte orders in matching.
-module(bin_match_int).
-export([main/0]).

main() ->
    B = id(<<16#12, 16#34, 16#56, 16#78, 16#9A, 16#BC, 16#DE, 16#F0, 16#FF, 16#80>>),
    t(fun() -> begin <<X, _/binary>> = B, X end end),
    t(fun() -> begin <<X:16, Y:16/little, _/bits>> = B, {X, Y} end end),
    t(fun() -> begin <<X:64, _/bits>> = B, X end end),
    t(fun() -> begin <<X:64/little, _/bits>> = B, X end end),
    t(fun() -> begin <<X:64/signed-little, _/bits>> = B, X end end),
    t(fun() -> begin <<_:32, X:32/signed, _/bits>> = B, X end end),
    t(fun() -> begin <<_:32, X:48/signed, _/bits>> = B, X end end),
    t(fun() -> begin <<X:80>> = B, X end end),
    t(fun() -> begin <<X:80/little>> = B, X end end),
    t(fun() -> begin <<X:80/signed-little>> = B, X end end),
    t(fun() -> begin <<_:64, X:16/signed>> = B, X end end),
    t(fun() -> begin <<_:64, X/signed, Y/signed>> = B, {X, Y} end end),
    t(fun() -> begin <<X:4, Y:4, _/bits>> = B, {X, Y} end end),
    t(fun() -> begin <<X:3, Y:7, Z:6, _/bits>> = B, {X, Y, Z} end end),
    t(fun() -> begin <<X:3/signed, Y:7/signed, Z:6/signed, _/bits>> = B, {X, Y, Z} end end),
    t(fun() -> begin <<X:12/little, Y:12/little, _/bits>> = B, {X, Y} end end),
    t(fun() -> begin <<X:12/signed-little, Y:12/signed-little, _/bits>> = B, {X, Y} end end),
    t(fun() -> begin <<_:1, X:16, _/bits>> = B, X end end),
    t(fun() -> begin <<_:5, X:64, _/bits>> = B, X end end),
    t(fun() -> begin <<_:5, X:64/little, _/bits>> = B, X end end),
    t(fun() -> begin <<_:5, X:70/signed, _/bits>> = B, X end end),
    t(fun() -> begin <<X:61, _/bits>> = B, X end end),
    t(fun() -> begin <<X:62/signed, _/bits>> = B, X end end),
    t(fun() -> begin <<X:2/unit:8, Y:3/unit:4, _/bits>> = B, {X, Y} end end),
    t(fun() -> begin N = id(24), <<X:N, _/bits>> = B, X end end),
    t(fun() -> begin N = id(3), <<X:N/unit:8, _/bits>> = B, X end end),
    t(fun() -> begin <<N:3, X:N, _/bits>> = B, {N, X} end end),
    t(fun() -> begin <<X:0, _/bits>> = B, X end end),
    t(fun() -> begin <<16#12, X, _/bits>> = B, X end end),
    t(fun() -> begin <<16#1234:16, X, _/bits>> = B, X end end),
    t(fun() -> begin <<16#3412:16/little, X, _/bits>> = B, X end end),
    t(fun() -> begin <<1:4, 2:4, X, _/bits>> = B, X end end),
    t(fun() -> begin <<16#13, _/bits>> = B, ok end end),
    t(fun() -> begin <<X:81>> = B, X end end),
    t(fun() -> begin <<X:79>> = B, X end end),
    t(fun() -> begin <<X:16>> = id(<<1>>), X end end),
    t(fun() -> begin N = id(a), <<_:N, _/bits>> = B, ok end end),
    t(fun() -> begin N = id(-1), <<_:N, _/bits>> = B, ok end end),
    t(fun() -> case B of <<X:8, Y:8, _/binary>> when X > Y -> gt; <<X:8, Y:8, _/binary>> -> {X, Y} end end),
    t(fun() -> case id(not_binary) of <<X, _/bits>> -> X; _ -> other end end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
