%% max_heap_size: kills who grows beyond it, whoever set it.
-module(max_heap_kill).
-export([main/0]).

main() ->
    t(fun() -> grows([{max_heap_size, 5000}]) end),
    t(fun() -> grows([{max_heap_size, #{size => 5000, kill => true, error_logger => false}}]) end),
    t(fun() ->
        {P, R} = spawn_monitor(fun() -> process_flag(max_heap_size, #{size => 5000, kill => true, error_logger => false}), grow([]) end),
        receive {'DOWN', R, process, P, W} -> W end
    end),
    t(fun() ->
        %% One that stays small lives.
        {P, R} = spawn_opt(fun() -> exit(lists:sum(lists:seq(1, 50))) end, [monitor, {max_heap_size, #{size => 20000, error_logger => false}}]),
        receive {'DOWN', R, process, P, W} -> W end
    end),
    t(fun() -> spawn_opt(fun() -> ok end, [{max_heap_size, -1}]) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{max_heap_size, a}]) end),
    t(fun() ->
        {P, R} = spawn_opt(fun() -> exit(maps:get(size, element(2, process_info(self(), max_heap_size)))) end, [monitor, {max_heap_size, 123456}]),
        receive {'DOWN', R, process, P, W} -> W end
    end),
    ok.

grows(Options) ->
    {P, R} = spawn_opt(fun() -> process_flag(trap_exit, true), grow([]) end, [monitor | quiet(Options)]),
    receive {'DOWN', R, process, P, W} -> W end.

quiet([{max_heap_size, Size}]) when is_integer(Size) -> [{max_heap_size, #{size => Size, error_logger => false}}];
quiet(Options) -> Options.

grow(L) -> grow([{L, length(L)} | L]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
