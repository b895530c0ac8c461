%% Runs the cases of a module of this folder and prints a line for each: its name and the nanoseconds of one run.
-module(library_bench).
-export([main/1]).

main([Name]) ->
    Module = list_to_atom(Name),
    [io:format("~s\t~b~n", [Title, measure(Times, Fun)]) || {Title, Times, Fun} <- Module:cases()].

%% In a process of its own, so that no case pays for another one's garbage; the best of five.
measure(Times, Fun) ->
    lists:min([in_own_process(Times, Fun) || _ <- lists:seq(1, 5)]).

in_own_process(Times, Fun) ->
    {Pid, Monitor} = spawn_monitor(fun() ->
        Fun(),
        Start = erlang:monotonic_time(nanosecond),
        repeat(Times, Fun),
        exit({took, erlang:monotonic_time(nanosecond) - Start})
    end),
    receive {'DOWN', Monitor, process, Pid, {took, Nanoseconds}} -> Nanoseconds div Times end.

repeat(0, _) -> ok;
repeat(N, Fun) ->
    Fun(),
    repeat(N - 1, Fun).
