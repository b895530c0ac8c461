%% process_info/2: items of the stack and of shared binaries; what a sensitive process shows.
-module(process_info_stack).
-export([main/0, caught/1]).

main() ->
    P = spawn(fun() -> put(key, 1), B = binary:copy(<<"x">>, 200), catch caught(B), receive stop -> byte_size(B) end end),
    {message_queue_len, 0} = settled(P),
    {binary, Binaries} = process_info(P, binary),
    io:format("~p~n", [[{is_integer(Id), Size, is_integer(Count)} || {Id, Size, Count} <- Binaries]]),
    {backtrace, Text} = process_info(P, backtrace),
    io:format("~p~n", [[binary:match(Text, W) =/= nomatch || W <- [<<"Program counter: 0x">>, <<"process_info_stack:deeper/1 + ">>, <<"Return addr 0x">>, <<"Catch 0x">>, <<"<terminate process normally>">>]]]),
    io:format("~p~n", [process_info(P, catchlevel)]),
    io:format("~p~n", [process_info(P, last_calls)]),
    io:format("~p~n", [process_info(P, sequential_trace_token)]),
    S = spawn(fun() -> put(key, 1), process_flag(sensitive, true), receive stop -> ok end end),
    S ! one,
    {message_queue_len, 1} = settled(S),
    io:format("~p~n", [[process_info(S, I) || I <- [dictionary, messages, message_queue_len, backtrace, status, trap_exit]]]),
    1 = erlang:trace(S, true, [send]),
    io:format("~p~n", [erlang:trace_info(S, flags)]).

caught(B) ->
    try deeper(B) catch error:none -> ok end,
    B.

deeper(B) ->
    receive go -> ok end,
    {B, B}.

%% It has come to its receive.
settled(P) ->
    case process_info(P, status) of
        {status, waiting} -> process_info(P, message_queue_len);
        _ -> erlang:yield(), settled(P)
    end.
