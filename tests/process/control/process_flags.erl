%% process_flag/2 of every flag: old values, new values, errors.
-module(process_flags).
-export([main/0]).

main() ->
    t(fun() -> process_flag(trap_exit, true) end),
    t(fun() -> process_flag(trap_exit, false) end),
    t(fun() -> process_flag(trap_exit, 1) end),
    t(fun() -> process_flag(error_handler, error_handler) end),
    t(fun() -> process_flag(min_heap_size, 500) =:= element(2, {x, process_flag(min_heap_size, 233)}) orelse changed end),
    t(fun() -> process_flag(fullsweep_after, 10) =:= process_flag(fullsweep_after, 65535) end),
    t(fun() -> process_flag(message_queue_data, off_heap) end),
    t(fun() -> process_flag(message_queue_data, on_heap) end),
    t(fun() -> process_flag(message_queue_data, mixed) end),
    t(fun() -> process_flag(save_calls, 0) end),
    t(fun() -> process_flag(sensitive, true) end),
    t(fun() -> process_flag(sensitive, false) end),
    t(fun() -> process_flag(bogus, 1) end),
    t(fun() -> process_flag("trap_exit", true) end),
    t(fun() -> process_flag(min_heap_size, -1) end),
    t(fun() -> process_flag(fullsweep_after, a) end),
    t(fun() -> is_map(process_flag(max_heap_size, #{size => 0, kill => true, error_logger => true})) end),
    t(fun() -> process_flag(max_heap_size, 1) end),
    t(fun() -> process_flag(max_heap_size, #{kill => true}) end),
    t(fun() -> process_flag(max_heap_size, #{size => a}) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
