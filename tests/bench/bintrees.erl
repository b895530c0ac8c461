%% Binary trees: allocation and collection of many small tuples of different ages.
-module(bintrees).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(20)]).

run(Max) ->
    Stretch = check(make(Max + 1)),
    Long = make(Max),
    Sums = [iterate(1 bsl (Max - D + 4), D, 0) || D <- lists:seq(4, Max, 4)],
    {Stretch, Sums, check(Long)}.

iterate(0, _, Sum) -> Sum;
iterate(N, D, Sum) -> iterate(N - 1, D, Sum + check(make(D))).

make(0) -> {nil, nil};
make(D) -> {make(D - 1), make(D - 1)}.

check({nil, nil}) -> 1;
check({L, R}) -> 1 + check(L) + check(R).
