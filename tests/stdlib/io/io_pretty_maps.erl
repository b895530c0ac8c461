%% ~p line breaks in maps, small, nested and long.
-module(io_pretty_maps).
-export([main/0]).

main() ->
    p(#{}),
    p(#{a => 1}),
    p(#{a => 1, b => 2, c => 3}),
    p(#{1 => a, 2.0 => b, "s" => c, <<"b">> => d, {t} => e, [] => f, #{} => g, atom => h}),
    p(maps:from_list([{N, N * N} || N <- lists:seq(1, 20)])),
    p(#{name => "A name that is somewhat long", address => "An address that is even longer", phones => ["123", "456"]}),
    p(#{outer => #{inner => #{innermost => #{deep => deeper}}}}),
    p(#{outer => #{inner_key_one => lists:seq(1, 20), inner_key_two => lists:seq(1, 20)}, other => value}),
    p([#{id => N, name => "item", tags => [a, b, c]} || N <- lists:seq(1, 4)]),
    p({state, #{config => #{host => "localhost", port => 8080, options => [{nodelay, true}, {backlog, 128}]}, clients => []}}),
    p(#{"a long string key that takes much of the line" => "a long string value that takes the rest of it"}),
    p(#{a_key_of_considerable_length_in_this_map => {a_tuple_value, of_considerable_length, that_breaks}}),
    p(#{k => lists:duplicate(100, $x)}),
    p(#{[1, 2, 3] => {1, 2, 3}, {1, 2, 3} => [1, 2, 3]}),
    io:format("~w~n", [#{a => "text", b => #{c => [1]}}]),
    ok.

p(X) -> io:format("~p~n", [X]).
