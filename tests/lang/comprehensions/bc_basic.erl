%% Binary comprehensions from lists, binaries and mixed generators.
-module(bc_basic).
-export([main/0]).

main() ->
    t(fun() -> << <<X>> || X <- [1, 2, 3] >> end),
    t(fun() -> << <<X:16>> || X <- [1, 2, 3] >> end),
    t(fun() -> << <<(X * 2)>> || <<X>> <= <<1, 2, 3>> >> end),
    t(fun() -> << <<X>> || <<X>> <= <<1, 2, 3, 4>>, X rem 2 =:= 0 >> end),
    t(fun() -> << <<X:1>> || X <- [1, 0, 1, 1, 0] >> end),
    t(fun() -> << <<X:4>> || <<X:4>> <= <<16#12, 16#34>>, X > 1 >> end),
    t(fun() -> << <<X, Y>> || X <- [1, 2], <<Y>> <= <<3, 4>> >> end),
    t(fun() -> [{X, Y} || <<X>> <= <<1, 2>>, Y <- [a, b]] end),
    t(fun() -> [X || <<X:4>> <= <<16#AB, 16#CD>>] end),
    t(fun() -> [X || <<X:5>> <= <<16#AB, 16#CD>>] end),
    t(fun() -> [X || <<X:16/little>> <= <<1, 2, 3, 4, 5>>] end),
    t(fun() -> [X || <<X:2/binary>> <= <<"abcdefg">>] end),
    t(fun() -> [{T, V} || <<T, L, V:L/binary>> <= <<1, 2, "ab", 2, 1, "c", 3, 9, "x">>] end),
    t(fun() -> [X || <<1, X>> <= <<1, 2, 1, 3, 2, 4, 1, 5>>] end),
    t(fun() -> [X || <<1:1, X:7>> <= <<129, 5, 130>>] end),
    t(fun() -> << <<B/binary, "-">> || B <- [<<"a">>, <<"bc">>, <<>>] >> end),
    t(fun() -> << B || B <- [<<"ab">>, <<"cd">>, <<1:4>>] >> end),
    t(fun() -> << (id(B)) || B <- [<<"ab">>, <<"cd">>] >> end),
    t(fun() -> << <<X>> || X <- [] >> end),
    t(fun() -> << <<X>> || <<X>> <= <<>> >> end),
    t(fun() -> << <<1>> || true >> end),
    t(fun() -> << <<1>> || false >> end),
    t(fun() -> << <<X>> || X <- [1, a] >> end),
    t(fun() -> << (id(X)) || X <- [<<1>>, a] >> end),
    t(fun() -> << <<X>> || X <- id(nolist) >> end),
    t(fun() -> << <<X>> || <<X>> <= id(nobin) >> end),
    t(fun() -> [X || <<X>> <= id([1])] end),
    t(fun() -> << <<X/utf8>> || X <- "aπ日" >> end),
    t(fun() -> << <<X/float>> || X <- [1.5, -2] >> end),
    t(fun() -> byte_size(<< <<X:32>> || X <- lists:seq(1, 10000) >>) end),
    t(fun() -> [<< <<Y>> || Y <- lists:seq(1, X) >> || X <- [0, 1, 2, 3]] end),
    t(fun() -> << <<C>> || <<C>> <= <<"hello world">>, C =/= $o, C =/= $  >> end),
    t(fun() -> << << (X bxor 16#5A) >> || <<X>> <= << <<Y>> || Y <- "mask" >> >> end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
