%% Binary comprehensions with variable sizes, bit fields, and generators of patterns with sizes.
-module(bc_sizes).
-export([main/0]).

main() ->
    t(fun() -> [X || <<S, X:S/binary>> <= <<1, "a", 2, "bc", 0, 3, "def">>] end),
    t(fun() -> [X || <<S:4, X:S>> <= <<3:4, 5:3, 8:4, 200:8, 1:4, 1:1>>] end),
    t(fun() -> << <<X:S>> || {X, S} <- [{1, 1}, {2, 2}, {5, 3}, {9, 4}] >> end),
    t(fun() -> [{A, B} || <<A:3, B:5>> <= <<"hello">>] end),
    t(fun() -> << <<B:5, A:3>> || <<A:3, B:5>> <= <<"hello">> >> end),
    t(fun() -> [X || <<X:16/signed-little>> <= <<1, 0, 255, 255, 0, 128>>] end),
    t(fun() -> [X || <<X/float>> <= <<1.5/float, 2.5/float>>] end),
    t(fun() -> [X || <<X:32/float-little>> <= <<1.5:32/float-little, -2.0:32/float-little>>] end),
    t(fun() -> [X || <<"ab", X>> <= <<"abcabdxyzabe">>] end),
    t(fun() -> << <<(byte_size(X))>> || X <- [<<"a">>, <<"bcd">>] >> end),
    t(fun() -> bit_size(<< <<0:1>> || _ <- lists:seq(1, 1001) >>) end),
    t(fun() -> << <<X:7>> || X <- lists:seq(1, 8) >> end),
    t(fun() -> [X || <<X:7>> <= <<1, 2, 3, 4, 5, 6, 7>>] end),
    t(fun() -> << X || X <- [<<1:1>>, <<2:2>>, <<3:5>>] >> end),
    t(fun() -> [begin <<Y:4>> = X, Y end || <<X:4/bits>> <= <<16#AB>>] end),
    t(fun() -> << <<X:16/little>> || <<X:16/big>> <= <<1, 2, 3, 4>> >> end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
