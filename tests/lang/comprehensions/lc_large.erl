%% Comprehensions over a million elements, nested ones, and binaries of a megabyte.
-module(lc_large).
-export([main/0]).

main() ->
    t(fun() -> lists:sum([X || X <- lists:seq(1, 1000000)]) end),
    t(fun() -> length([X || X <- lists:seq(1, 1000000), X rem 7 =:= 0]) end),
    t(fun() -> length([{X, Y} || X <- lists:seq(1, 1000), Y <- lists:seq(1, 500)]) end),
    t(fun() -> byte_size(<< <<X:16>> || X <- lists:seq(1, 500000) >>) end),
    t(fun() -> lists:sum([X || <<X:16>> <= << <<X:16>> || X <- lists:seq(1, 50000) >>]) end),
    t(fun() -> byte_size(<< <<(X bxor 255)>> || <<X>> <= binary:copy(<<1, 2, 3>>, 300000) >>) end),
    t(fun() -> bit_size(<< <<X:3>> || X <- lists:seq(1, 100001) >>) end),
    t(fun() -> length(lists:append([[X, X] || X <- lists:seq(1, 100000)])) end),
    t(fun() -> erlang:crc32(<< <<(X * X):24>> || X <- lists:seq(1, 100000), X rem 3 =/= 0 >>) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
