%% The tag of a monitor made by spawn_opt lives as long as the monitor, whatever is collected meanwhile.
-module(spawn_monitor_tag).
-export([main/0]).

main() ->
    {P, R} = spawn_opt(fun() -> receive stop -> ok end end, [{monitor, [{tag, {my, [tag, integer_to_list(12345)]}}]}]),
    Garbage = [lists:duplicate(1000, N) || N <- lists:seq(1, 200)],
    erlang:garbage_collect(),
    P ! stop,
    receive {Tag, R, process, P, Why} -> io:format("~p ~p ~p~n", [Tag, Why, length(Garbage)]) end.
