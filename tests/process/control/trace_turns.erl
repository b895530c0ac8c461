%% trace/3: every turn of a process is told by one `in` and one `out`, each with its time; the last turn by `in` and `out_exited`, also of one that is killed.
-module(trace_turns).
-export([main/0, work/1, forever/0]).

main() ->
    Worker = traced(fun() -> receive go -> ?MODULE:work(200000) end end),
    Worker ! go,
    Turns = turns(Worker),
    io:format("~p ~p~n", [length(Turns) > 10, lists:usort([Where || {_, _, Where} <- tl(lists:droplast(Turns))])]),
    io:format("time passes in all: ~p~n", [lists:all(fun({In, Out, _}) -> Out > In end, Turns)]),
    io:format("one after the other: ~p~n", [lists:all(fun({{_, A, _}, {B, _, _}}) -> B >= A end, lists:zip(lists:droplast(Turns), tl(Turns)))]),
    Waiting = traced(fun() -> receive never -> ok end end),
    exit(Waiting, kill),
    io:format("~p~n", [lists:last(events(Waiting))]),
    Running = traced(fun ?MODULE:forever/0),
    timer:sleep(20),
    exit(Running, kill),
    {Out, Rest} = lists:split(2, lists:reverse(events(Running))),
    io:format("~p ~p~n", [Out, paired(lists:reverse(Rest))]),
    %% What a process has used is counted whatever its turns are.
    {reductions, Before} = process_info(self(), reductions),
    ?MODULE:work(100000),
    {reductions, After} = process_info(self(), reductions),
    io:format("~p~n", [After - Before >= 100000 andalso After - Before < 110000]).

work(0) -> ok;
work(N) -> work(N - 1).

forever() -> forever().

traced(Fun) ->
    Pid = spawn(Fun),
    erlang:trace(Pid, true, [running, exiting, monotonic_timestamp]),
    Pid.

%% {In, Out, Where}
turns(Pid) ->
    receive
        {trace_ts, Pid, in, _, In} ->
            receive
                {trace_ts, Pid, out, Where, Out} -> [{In, Out, Where} | turns(Pid)];
                {trace_ts, Pid, out_exited, 0, Out} -> [{In, Out, exited}]
            end
    end.

events(Pid) ->
    receive
        {trace_ts, Pid, out_exited, 0, _} -> [out_exited];
        {trace_ts, Pid, Event, _, _} -> [Event | events(Pid)]
    end.

paired([in, out | Events]) -> paired(Events);
paired(Events) -> Events.
