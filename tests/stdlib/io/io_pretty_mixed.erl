%% ~p of terms as programs have them: configurations, stack traces, charlists, improper and nested tuples.
-module(io_pretty_mixed).
-export([main/0]).

main() ->
    p([{kernel, [{logger_level, info}, {inet_dist_listen_min, 9100}, {inet_dist_listen_max, 9105}]}, {my_app, [{port, 8080}, {acceptors, 100}, {hosts, ["localhost", "example.com", "127.0.0.1"]}]}]),
    p({'EXIT', {badarith, [{my_module, some_function, 2, [{file, "src/my_module.erl"}, {line, 123}]}, {my_module, other, 1, [{file, "src/my_module.erl"}, {line, 99}]}]}}),
    p({application, my_app, [{description, "An application"}, {vsn, "1.0.0"}, {modules, [mod_a, mod_b, mod_c]}, {registered, []}, {applications, [kernel, stdlib]}, {mod, {my_app, []}}]}),
    p([{<<"key">>, <<"value">>}, {<<"another">>, [<<"list">>, <<"of">>, <<"binaries">>]}, {<<"n">>, 12345.678}]),
    p({[{"a", 1}, {"b", 2} | tail], {x, [y | {z, "w"}]}, [[[]], [[[]]]]}),
    p([[$h, $i], [104, 105, 300], [0, 1], "mixed" ++ [improper], ["nested ", ["iolist", <<"bin">>]]]),
    p({1.0e10, -0.5, 1.0e-10, 123456789012345678901234567890, -1, 'Atom', 'with space', '', "", <<>>, [], {}, #{}}),
    p([{I, list_to_atom("atom" ++ integer_to_list(I)), integer_to_list(I * I), I / 3} || I <- lists:seq(1, 7)]),
    p(lists:foldl(fun(I, A) -> {I, A} end, leaf, lists:seq(1, 25))),
    p(lists:foldl(fun(I, A) -> [I, A] end, [], lists:seq(1, 25))),
    p(lists:foldl(fun(I, A) -> #{I => A} end, #{}, lists:seq(1, 12))),
    p({very_long_atom_name_number_one_in_this_tuple, very_long_atom_name_number_two_in_this_tuple, very_long_atom_name_number_three}),
    p(#{list => lists:seq(1, 40), tuple => list_to_tuple(lists:seq(1, 40)), string => lists:duplicate(60, $s), map => #{a => #{b => #{c => lists:seq(1, 30)}}}}),
    p([<<"a binary that is longer than the line would allow it to be, and so it is broken into pieces">>, <<0:640>>]),
    ok.

p(X) -> io:format("~p~n", [X]).
