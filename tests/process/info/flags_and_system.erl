%% process_flag, processes, priorities, statistics and system_info in general terms.
-module(flags_and_system).
-export([main/0]).

main() ->
    t(fun() -> process_flag(priority, high) end),
    t(fun() -> process_flag(priority, normal) end),
    t(fun() -> process_flag(priority, wrong) end),
    t(fun() -> process_flag(min_heap_size, 500) >= 0 end),
    t(fun() -> process_flag(message_queue_data, off_heap) end),
    t(fun() -> process_flag(message_queue_data, on_heap) end),
    t(fun() -> process_flag(trap_exit, false) end),
    t(fun() -> lists:member(self(), processes()) end),
    t(fun() ->
              P = spawn(fun() -> receive stop -> ok end end),
              A = lists:member(P, processes()),
              R = monitor(process, P),
              P ! stop,
              receive {'DOWN', R, _, _, _} -> {A, lists:member(P, processes())} end
      end),
    t(fun() -> erlang:system_info(schedulers) >= 1 end),
    t(fun() -> erlang:system_info(process_count) >= 1 end),
    t(fun() -> erlang:system_info(process_limit) > 1000 end),
    t(fun() -> erlang:system_info(atom_limit) > 1000 end),
    t(fun() -> erlang:system_info(wordsize) end),
    t(fun() -> is_list(erlang:system_info(otp_release)) end),
    t(fun() -> erlang:system_info(bogus) end),
    t(fun() -> begin {T, D} = erlang:statistics(reductions), T > 0 andalso D >= 0 end end),
    t(fun() -> begin {T, D} = erlang:statistics(runtime), T >= 0 andalso D >= 0 end end),
    t(fun() -> begin {T, D} = erlang:statistics(wall_clock), T >= 0 andalso D >= 0 end end),
    t(fun() -> erlang:statistics(run_queue) >= 0 end),
    t(fun() -> erlang:yield() end),
    t(fun() -> erlang:bump_reductions(100) end),
    t(fun() -> erlang:bump_reductions(-1) end),
    t(fun() -> erlang:garbage_collect() end),
    t(fun() -> erlang:garbage_collect(self()) end),
    t(fun() -> erlang:memory(total) > 0 end),
    t(fun() -> group_leader() =:= element(2, process_info(self(), group_leader)) end),
    t(fun() -> erlang:is_process_alive(group_leader()) end),
    t(fun() -> node() end),
    t(fun() -> nodes() end),
    t(fun() -> is_alive() end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
