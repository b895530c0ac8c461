%% Every item of process_info: its form, for this process and for another.
-module(process_info_all_items).
-export([main/0]).

main() ->
    t(fun() -> [form(I, self()) || I <- items()] end),
    t(fun() -> P = spawn(fun() -> receive stop -> ok end end), receive after 10 -> [form(I, P) || I <- items()] end end),
    t(fun() -> [K || {K, _} <- process_info(self())] end),
    t(fun() -> P = spawn(fun() -> receive stop -> ok end end), receive after 10 -> [K || {K, _} <- process_info(P)] end end),
    t(fun() -> [K || {K, _} <- process_info(self(), [status, links, status])] end),
    t(fun() -> process_info(self(), [bogus]) end),
    t(fun() -> process_info(self(), [status | links]) end),
    t(fun() -> P = spawn(fun() -> receive stop -> ok end end), exit(P, kill), process_info(P, status) end),
    ok.

items() -> [current_function, initial_call, status, message_queue_len, messages, links, dictionary, trap_exit, error_handler, priority, group_leader,
            total_heap_size, heap_size, stack_size, reductions, garbage_collection, suspending, monitors, monitored_by, memory, current_stacktrace,
            current_location, min_heap_size, min_bin_vheap_size, max_heap_size, fullsweep_after, message_queue_data, sequential_trace_token, catchlevel, binary].

form(I, P) ->
    {I, V} = process_info(P, I),
    {I, kind(V)}.

kind(V) when is_integer(V) -> integer;
kind(V) when is_list(V) -> list;
kind(V) when is_pid(V) -> pid;
kind(V) when is_map(V) -> map;
kind(V) when is_tuple(V) -> {tuple, tuple_size(V)};
kind(V) when V =:= running; V =:= waiting; V =:= runnable -> status;
kind(V) -> V.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
