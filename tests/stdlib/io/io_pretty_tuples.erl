%% ~p line breaks in tuples, tagged tuples and nested ones.
-module(io_pretty_tuples).
-export([main/0]).

main() ->
    p({}),
    p({a}),
    p({a, b, c}),
    p(list_to_tuple(lists:seq(1, 40))),
    p({tag, lists:seq(1, 40)}),
    p({tag, "some text", {another_tag, "more text here"}, {yet_another_tag, [1, 2, 3]}, last}),
    p({ok, {state, "name of the thing", 12345, [{option_one, true}, {option_two, false}], undefined}}),
    p({error, {{badmatch, {error, enoent}}, [{module, function, 3, [{file, "module.erl"}, {line, 10}]}, {other, fn, 0, []}]}}),
    p({{a, very, long, tuple, 'in', the, first, place}, {then, another, long, one, that, does, 'not', fit}}),
    p({{{{{{{{deep}}}}}}}}),
    p({person, "Joe Armstrong", {address, "Some Street 12", "12345", "Stockholm", "Sweden"}, [{phone, "123-456"}, {mobile, "789"}]}),
    p({a_rather_long_tag_for_a_tuple_in_a_test, {another_rather_long_tag_for_a_tuple, {third_rather_long_tag, 1}}}),
    p({"string first", "string second", "string third", "string fourth", "string fifth"}),
    p({1, 2, 3, {4, 5, 6, {7, 8, 9, {10, 11, 12, {13, 14, 15, {16, 17, 18, {19, 20, 21, {22, 23, 24}}}}}}}}),
    p([{tag, N, N * N, "text"} || N <- lists:seq(1, 8)]),
    p({big, list_to_tuple([{x, N} || N <- lists:seq(1, 15)])}),
    ok.

p(X) -> io:format("~p~n", [X]).
