%% How much memory a process takes that waits in `receive`, and that it takes no time. main([Count, Seconds]): 1000000 processes, 10 seconds unless told.
%%
%%     beamlet run --max-processes 20000000 tests/bench/limits/waiting_processes.erl 10000000 10
%%
%% Resident memory is the operating system's figure for the whole machine, before and after; the CPU time is of the seconds in which all wait.
-module(waiting_processes).
-export([main/1]).

main(Args) ->
    [Count, Seconds] = case Args of [] -> [1000000, 10]; [C, S] -> [list_to_integer(C), list_to_integer(S)] end,
    Before = resident(),
    Start = erlang:monotonic_time(millisecond),
    start(Count),
    Started = erlang:monotonic_time(millisecond) - Start,
    receive after 1000 -> ok end,
    After = resident(),
    {Cpu, _} = statistics(runtime),
    receive after Seconds * 1000 -> ok end,
    {Cpu2, _} = statistics(runtime),
    io:format("~b processes started in ~b ms; ~b bytes each; ~b ms of CPU time in ~b s of waiting~n",
              [erlang:system_info(process_count), Started, (After - Before) div Count, Cpu2 - Cpu, Seconds]),
    halt(0).

start(0) -> ok;
start(N) -> spawn(fun() -> receive stop -> ok end end), start(N - 1).

resident() -> erlang:memory(total).
