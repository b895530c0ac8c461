-module(wrong_arguments).
-export([main/0]).

%% Calls that have to fail at once (some of them went on for ever), and calls whose odd arguments are none.

main() ->
    [io:format("~w:~w~0p: ~0p~n", [M, F, Args, result(M, F, Args)]) || {M, F, Args} <- calls()],
    ok.

result(M, F, Args) ->
    try apply(M, F, Args)
    catch Class:Reason -> {Class, Reason}
    end.

calls() ->
    [{lists, merge, [0]}, {lists, merge, [[a]]}, {lists, umerge, [x]}, {lists, merge, [[]]}, {ordsets, union, [1]}, {ordsets, union, [[]]},
     {binary, match, [<<>>, <<>>]}, {binary, match, [<<>>, a]}, {binary, match, [<<>>, <<1>>, c]}, {binary, matches, [<<>>, 0]},
     {binary, split, [<<>>, <<>>]}, {binary, split, [<<>>, <<1>>, [trim]]}, {binary, split, [<<>>, <<1>>, [trim_all]]},
     {binary, split, [<<>>, <<>>, [foo]]}, {binary, replace, [<<>>, 1, <<"b">>]}, {binary, replace, [<<>>, <<1>>, <<>>, [foo]]},
     {math, pow, [1 bsl 1100, a]}, {math, pow, [a, 1 bsl 1100]}, {math, fmod, [1 bsl 1100, a]}, {math, atan2, [2, 1 bsl 1100]},
     {calendar, date_to_gregorian_days, [{12, 30, 15}]}, {calendar, date_to_gregorian_days, [{2023, 2, 29}]},
     {calendar, datetime_to_gregorian_seconds, [{{2024, 13, 1}, {0, 0, 0}}]}, {calendar, day_of_the_week, [{2024, 0, 1}]},
     {calendar, iso_week_number, [{0, 1, 1}]}, {calendar, iso_week_number, [{1, 1, 1}]}, {calendar, iso_week_number, [{12, 30, 15}]},
     {maps, groups_from_list, [fun erlang:abs/1, [a | b]]}, {maps, to_list, [{a, 1}]}, {queue, split, [3, {[2], [1]}]}].
