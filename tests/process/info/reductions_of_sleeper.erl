%% A process that only waits uses next to no reductions, however often it is looked at.
-module(reductions_of_sleeper).
-export([main/0]).

main() ->
    Sleeper = spawn(fun() -> receive after infinity -> ok end end),
    [begin {message_queue_len, 0} = process_info(Sleeper, message_queue_len), erlang:yield() end || _ <- lists:seq(1, 100)],
    {reductions, Reductions} = process_info(Sleeper, reductions),
    io:format("~p~n", [Reductions < 20000]).
