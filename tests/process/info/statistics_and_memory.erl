%% statistics/1, memory/0,1, system_flag/2: the forms of the answers, and that they tell the truth where it is known.
-module(statistics_and_memory).
-export([main/0]).

main() ->
    t(fun() -> {A, B} = erlang:statistics(reductions), A >= B end),
    t(fun() -> {A, _} = erlang:statistics(exact_reductions), {B, C} = erlang:statistics(exact_reductions), B >= A andalso C >= 0 end),
    t(fun() -> {A, 0} = erlang:statistics(context_switches), erlang:yield(), {B, 0} = erlang:statistics(context_switches), B >= A end),
    t(fun() ->
          {A, _, 0} = erlang:statistics(garbage_collection),
          _ = lists:seq(1, 100000), garbage_collect(), garbage_collect(),
          {B, Words, 0} = erlang:statistics(garbage_collection),
          B >= A andalso is_integer(Words)
      end),
    t(fun() -> {{input, I}, {output, O}} = erlang:statistics(io), {is_integer(I), is_integer(O)} end),
    t(fun() -> is_integer(erlang:statistics(run_queue)) end),
    t(fun() -> length(erlang:statistics(run_queue_lengths)) >= erlang:system_info(schedulers) end),
    t(fun() -> length(erlang:statistics(active_tasks)) >= erlang:system_info(schedulers) end),
    t(fun() -> is_integer(erlang:statistics(total_run_queue_lengths)) end),
    t(fun() -> erlang:statistics(total_active_tasks) >= 1 end),
    t(fun() -> {A, _} = erlang:statistics(runtime), A >= 0 end),
    t(fun() -> {A, _} = erlang:statistics(wall_clock), timer:sleep(20), {B, _} = erlang:statistics(wall_clock), B > A end),
    t(fun() -> erlang:statistics(scheduler_wall_time) end),
    t(fun() -> erlang:system_flag(scheduler_wall_time, true) end),
    t(fun() ->
          Times = lists:sort(erlang:statistics(scheduler_wall_time)),
          {length(Times) >= erlang:system_info(schedulers), element(1, hd(Times)),
           lists:all(fun({_, Busy, Total}) -> Busy >= 0 andalso Total >= Busy end, Times)}
      end),
    t(fun() -> erlang:system_flag(scheduler_wall_time, false) end),
    t(fun() -> erlang:statistics(scheduler_wall_time) end),
    t(fun() -> erlang:statistics(no_such_item) end),
    t(fun() -> [Kind || {Kind, _} <- erlang:memory()] end),
    t(fun() -> lists:all(fun({_, Bytes}) -> is_integer(Bytes) andalso Bytes >= 0 end, erlang:memory()) end),
    t(fun() -> [{total, T}, {processes, P}, {system, S}] = erlang:memory([total, processes, system]), T =:= P + S end),
    t(fun() ->
          Before = erlang:memory(binary),
          Bin = binary:copy(<<1>>, 10000000),
          After = erlang:memory(binary),
          {byte_size(Bin), After - Before >= 10000000}
      end),
    t(fun() ->
          Before = erlang:memory(ets),
          Table = ets:new(t, []),
          [ets:insert(Table, {N, N, N}) || N <- lists:seq(1, 10000)],
          Full = erlang:memory(ets),
          ets:delete(Table),
          {Full - Before > 10000 * 4 * 8, erlang:memory(ets) < Full}
      end),
    t(fun() ->
          Before = erlang:memory(processes),
          Pids = [spawn(fun() -> receive stop -> ok end end) || _ <- lists:seq(1, 1000)],
          After = erlang:memory(processes),
          [exit(Pid, kill) || Pid <- Pids],
          After - Before > 100000
      end),
    t(fun() -> erlang:memory(no_such_kind) end),
    t(fun() -> erlang:memory([atom, no_such_kind]) end),
    t(fun() -> erlang:system_flag(no_such_flag, 1) end).

t(F) ->
    try F() of V -> io:format("~p~n", [V])
    catch C:R -> io:format("~p~n", [{C, R}])
    end.
