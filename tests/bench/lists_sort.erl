%% lists:sort of integers, tuples and strings.
-module(lists_sort).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(9)]).

run(N) ->
    Ints = random(200000, 42),
    Tuples = [{X band 1023, X} || X <- lists:sublist(Ints, 50000)],
    Strings = [integer_to_list(X) || X <- lists:sublist(Ints, 20000)],
    loop(N, [Ints, Tuples, Strings], 0).

loop(0, _, Sum) -> Sum;
loop(N, Ls, Sum) -> loop(N - 1, Ls, Sum + lists:sum([erlang:phash2(lists:nth(777, lists:sort(L))) || L <- Ls])).

random(0, _) -> [];
random(N, S) -> [S | random(N - 1, (S * 1103515245 + 12345) band 16#7FFFFFFF)].
