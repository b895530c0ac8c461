%% ~p line breaks in lists and nested lists, at the default width.
-module(io_pretty_lists).
-export([main/0]).

main() ->
    p(lists:seq(1, 10)),
    p(lists:seq(1, 30)),
    p(lists:seq(1, 100)),
    p(lists:seq(100000, 100040)),
    p([[1, 2, 3], [4, 5, 6], [7, 8, 9]]),
    p([lists:seq(1, 20), lists:seq(1, 20), lists:seq(1, 20)]),
    p([[[[[lists:seq(1, 40)]]]]]),
    p([an_atom_of_some_length || _ <- lists:seq(1, 12)]),
    p([{key, N} || N <- lists:seq(1, 20)]),
    p([1, 2 | tail]),
    p(lists:seq(1, 30) ++ [a | b]),
    p([a, "string", 1.5, <<"binary">>, {tuple, 1}, [nested, [list]]]),
    p([lists:duplicate(70, $a)]),
    p(lists:duplicate(100, $a)),
    p([lists:duplicate(100, $a), lists:duplicate(100, $b)]),
    p(["short", "strings", "in", "a", "list", "that", "is", "longer", "than", "one", "line", "of", "text"]),
    p([<<"short">>, <<"binaries">>, <<"in">>, <<"a">>, <<"list">>, <<"that">>, <<"is">>, <<"longer">>, <<"than">>, <<"one">>]),
    p([[]]),
    p([[], [[]], [[[]]], [[[[]]]]]),
    p([float(N) || N <- lists:seq(1, 30)]),
    p([N * 1000000000000000000000000 || N <- lists:seq(1, 6)]),
    ok.

p(X) -> io:format("~p~n", [X]).
