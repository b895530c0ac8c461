%% References of every origin are different from each other.
-module(refs_of_all_kinds).
-export([main/0]).

main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    Made = [make_ref() || _ <- lists:seq(1, 5000)],
    Monitors = [monitor(process, P) || _ <- lists:seq(1, 200)],
    Timers = [erlang:send_after(100000, P, x) || _ <- lists:seq(1, 200)],
    Aliases = [alias() || _ <- lists:seq(1, 200)],
    io:format("~p~n", [length(lists:usort(Made ++ Monitors ++ Timers ++ Aliases))]),
    P ! stop.
