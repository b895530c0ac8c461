%% ~p with explicit widths, columns and the ~tp form.
-module(io_pretty_width).
-export([main/0]).

main() ->
    T = {tag, [1, 2, 3, 4, 5], "some text", #{k => v, l => w}, {nested, [a, b, c]}},
    [io:format(F ++ "~n", [T]) || F <- ["~10p", "~20p", "~30p", "~40p", "~60p", "~1p", "~200p"]],
    io:format("prefix: ~p~n", [T]),
    io:format("prefix: ~20p~n", [T]),
    io:format("a longer prefix of the line before the term: ~p~n", [T]),
    io:format("two: ~p ~p~n", [lists:seq(1, 20), lists:seq(1, 20)]),
    io:format("line one~nthen ~p~n", [lists:seq(1, 30)]),
    io:format("~80.10p~n", [lists:seq(1, 40)]),
    io:format("~30.5p~n", [{a, lists:seq(1, 20)}]),
    io:format("~10w|~n", [abc]),
    io:format("~-10w|~n", [abc]),
    io:format("~2w|~n", [abc]),
    io:format("~10.4w|~n", [abc]),
    io:format("~tp ~tw~n", ["åäö", "åäö"]),
    io:format("~tp ~tw~n", [[960, 961], 'π']),
    io:format("~p ~w~n", [[960, 961], 'π']),
    io:format("~tp ~tw~n", [<<"åäö"/utf8>>, <<"åäö"/utf8>>]),
    io:format("~p ~w~n", [<<"åäö"/utf8>>, <<"åäö">>]),
    io:format("~tp~n", [<<"π">>]),
    io:format("~tp~n", [{"π", 'π', <<"π"/utf8>>}]),
    ok.
