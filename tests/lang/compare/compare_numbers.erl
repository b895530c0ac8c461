%% Comparison of integers, big integers and floats with every operator.
-module(compare_numbers).
-export([main/0]).

main() ->
    Pairs = [{1, 1}, {1, 2}, {2, 1}, {1, 1.0}, {1.0, 1}, {0, 0.0}, {1, 1.5}, {-1, -1.5},
             {1 bsl 70, 1 bsl 70}, {1 bsl 70, (1 bsl 70) + 1}, {1 bsl 70, float(1 bsl 70)},
             {(1 bsl 70) + 1, float(1 bsl 70)}, {9007199254740992, 9007199254740992.0},
             {9007199254740993, 9007199254740992.0}, {9007199254740991, 9007199254740992.0},
             {-9007199254740993, -9007199254740992.0}, {-(1 bsl 70), 1.0}, {1 bsl 1200, 1.0e308},
             {-(1 bsl 1200), -1.0e308}, {1.0e308, 1 bsl 1023}, {576460752303423488, 5.76460752303423488e17},
             {36028797018963969, 36028797018963968.0}, {-1, 1 bsl 64}, {1 bsl 64, -(1 bsl 64)}],
    lists:foreach(fun compare/1, Pairs),
    lists:foreach(fun({A, B}) -> compare({B, A}) end, Pairs),
    ok.

compare({A, B}) ->
    io:format("~p ~p: ~p~n", [A, B, [A < B, A =< B, A > B, A >= B, A == B, A /= B, A =:= B, A =/= B]]).
