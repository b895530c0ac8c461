%% max_heap_size: forms of the option, what is refused, what the flag returns and process_info shows.
-module(max_heap_flags).
-export([main/0]).

main() ->
    t(fun() -> killed(100000) end),
    t(fun() -> killed(#{size => 100000, error_logger => false}) end),
    t(fun() -> killed(#{size => 100000, kill => true, error_logger => false}) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{max_heap_size, 20}]) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{max_heap_size, -1}]) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{max_heap_size, #{kill => true}}]) end),
    t(fun() -> spawn_opt(fun() -> ok end, [{max_heap_size, #{size => 0, kill => perhaps}}]) end),
    t(fun() -> process_flag(max_heap_size, 20) end),
    t(fun() -> process_flag(max_heap_size, x) end),
    t(fun() -> process_flag(max_heap_size, #{size => 0, error_logger => 1}) end),
    Old = process_flag(max_heap_size, #{size => 1000000, kill => false}),
    t(fun() -> lists:sort([K || {K, _} <- maps:to_list(Old), K =/= include_shared_binaries]) end),
    t(fun() -> maps:with([size, kill], element(2, process_info(self(), max_heap_size))) end),
    t(fun() -> maps:with([size, kill, error_logger], process_flag(max_heap_size, 0)) end),
    t(fun() -> maps:with([size, kill], element(2, process_info(self(), max_heap_size))) end),
    %% Not killed, not told: it just grows.
    t(fun() ->
          Grow = fun() ->
                     process_flag(max_heap_size, #{size => 10000, kill => false, error_logger => false}),
                     exit(length(grow([], 100000)))
                 end,
          {_, Ref} = spawn_monitor(Grow),
          receive {'DOWN', Ref, _, _, Reason} -> Reason end
      end).

killed(Limit) ->
    {_, Ref} = spawn_opt(fun() ->
                             process_flag(max_heap_size, quiet(Limit)),
                             grow([], -1)
                         end, [monitor, {max_heap_size, quiet(Limit)}]),
    receive {'DOWN', Ref, _, _, Reason} -> Reason end.

quiet(Limit) when is_map(Limit) -> Limit;
quiet(Limit) -> #{size => Limit, error_logger => false}.

grow(List, 0) -> List;
grow(List, N) -> grow([{1, 2, 3} | List], N - 1).

t(F) ->
    try F() of V -> io:format("~p~n", [V])
    catch C:R -> io:format("~p~n", [{C, R}])
    end.
