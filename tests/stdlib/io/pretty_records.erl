-module(pretty_records).
-export([main/0]).

%% Records in pretty printed terms: all layouts, widths and depths of terms made by a generator with a fixed seed.

main() ->
    lists:foreach(fun(N) -> show(N) end, lists:seq(1, 24)).

show(N) ->
    {Term, _} = term(4, N * 7919),
    [io:format("~w ~w ~w~n~ts~n", [N, Width, Depth, print(Term, Width, Depth)]) || {Width, Depth} <- [{80, -1}, {40, 12}, {25, -1}, {60, 5}]].

print(Term, Width, Depth) ->
    io_lib_pretty:print(Term, [{column, 1}, {line_length, Width}, {depth, Depth}, {line_max_chars, 60},
                               {encoding, unicode}, {strings, true}, {record_print_fun, fun fields/2}]).

fields(point, 2) -> [x, y];
fields(one, 1) -> [f];
fields(empty, 0) -> [];
fields('A record', 3) -> ['First', second_field, 'the third'];
fields(a_rather_long_name, 5) -> [field_one, two, field_three, fourth_field_of_it, e];
fields(_, _) -> no.

term(0, Seed) ->
    Leaves = {1, 1000000, atom, 'Quoted atom', "a string", "a string that is rather long, too", <<"binary">>, [], {}, {empty}, 3.25, <<1, 2, 3>>},
    {element(Seed rem tuple_size(Leaves) + 1, Leaves), next(Seed)};
term(Depth, Seed) ->
    case Seed rem 11 of
        0 -> {[A, B], S} = terms(2, Depth, Seed), {{point, A, B}, S};
        1 -> {[A], S} = terms(1, Depth, Seed), {{one, A}, S};
        2 -> {[A, B, C], S} = terms(3, Depth, Seed), {{'A record', A, B, C}, S};
        3 -> {As, S} = terms(5, Depth, Seed), {list_to_tuple([a_rather_long_name | As]), S};
        4 -> terms(3, Depth, Seed);
        5 -> {As, S} = terms(3, Depth, Seed), {list_to_tuple(As), S};
        6 -> {[A, B], S} = terms(2, Depth, Seed), {{tag, A, B}, S};
        7 -> {[A, B], S} = terms(2, Depth, Seed), {#{key => A, {point, 1, 2} => B}, S};
        8 -> {[A, B], S} = terms(2, Depth, Seed), {{point, A, B}, S};
        9 -> {[A, B], S} = terms(2, Depth, Seed), {[A | B], S};
        10 -> {[A], S} = terms(1, Depth, Seed), {{one, A}, S}
    end.

terms(N, Depth, Seed) ->
    lists:mapfoldl(fun(_, S) -> term(Depth - 1, S) end, next(Seed), lists:seq(1, N)).

next(Seed) -> (Seed * 1103515245 + 12345) rem 2147483648 div 3.
