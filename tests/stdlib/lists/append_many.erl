-module(append_many).
-export([main/0]).

%% Appending costs what its left side is long, whatever stands on the right.

main() ->
    Long = lists:seq(1, 200000),
    {Micros, Length} = timer:tc(fun() -> length(prepend(50000, Long)) end),
    io:format("~p ~p~n", [Length, if Micros < 5000000 -> in_time; true -> Micros end]),
    Words = [integer_to_list(I) || I <- lists:seq(1, 50000)],
    io:format("~p~n", [erlang:phash2(lists:append(Words))]).

prepend(0, List) -> List;
prepend(N, List) -> prepend(N - 1, [N] ++ List).
