%% process_info/1,2: items of this and of other processes.
-module(process_info_items).
-export([main/0]).
-export([waiting/0]).

main() ->
    t(fun() -> process_info(self(), status) end),
    t(fun() -> begin P = idle(), I = process_info(P, status), stop(P), I end end),
    t(fun() ->
              self() ! a,
              self() ! b,
              I = process_info(self(), messages),
              receive a -> ok end,
              receive b -> ok end,
              I
      end),
    t(fun() -> process_info(self(), message_queue_len) end),
    t(fun() ->
              P = idle(),
              [P ! {x, I} || I <- [1, 2, 3]],
              I = process_info(P, [message_queue_len, messages]),
              stop(P),
              I
      end),
    t(fun() -> process_info(self(), registered_name) end),
    t(fun() -> begin register(pi_name, self()), process_info(self(), registered_name) end end),
    t(fun() -> begin unregister(pi_name), process_info(self(), registered_name) end end),
    t(fun() -> process_info(self(), trap_exit) end),
    t(fun() -> process_info(self(), priority) end),
    t(fun() ->
              P = spawn_link(fun() -> receive stop -> ok end end),
              I = process_info(self(), links),
              P ! stop,
              {links, L} = I,
              lists:member(P, L)
      end),
    t(fun() ->
              P = idle(),
              R = monitor(process, P),
              I = process_info(self(), monitors),
              demonitor(R),
              stop(P),
              I =:= {monitors, [{process, P}]}
      end),
    t(fun() ->
              P = idle(),
              R = monitor(process, P),
              I = process_info(P, monitored_by),
              demonitor(R),
              stop(P),
              I =:= {monitored_by, [self()]}
      end),
    t(fun() ->
              put(pd_key, pd_val),
              {dictionary, D} = process_info(self(), dictionary),
              erase(pd_key),
              lists:keyfind(pd_key, 1, D)
      end),
    t(fun() ->
              {current_function, {M, F, A}} = process_info(self(), current_function),
              {M, is_atom(F), is_integer(A)}
      end),
    t(fun() ->
              P = spawn(?MODULE, waiting, []),
              receive after 5 -> ok end,
              I = process_info(P, [initial_call, current_function]),
              stop(P),
              I
      end),
    t(fun() ->
              [element(2, process_info(self(), K)) > 0 || K <- [memory, heap_size, stack_size, total_heap_size, reductions]]
      end),
    t(fun() -> begin {group_leader, G} = process_info(self(), group_leader), G =:= group_leader() end end),
    t(fun() -> process_info(dead()) end),
    t(fun() -> process_info(dead(), status) end),
    t(fun() -> process_info(dead(), [status, links]) end),
    t(fun() -> process_info(self(), []) end),
    t(fun() -> process_info(self(), bogus) end),
    t(fun() -> process_info(a) end),
    t(fun() -> is_list(process_info(self())) end),
    t(fun() -> process_info(self(), message_queue_data) end),
    t(fun() ->
              process_info(self(), min_heap_size) =:= {min_heap_size, element(2, process_info(self(), min_heap_size))}
      end),
    ok.

waiting() -> receive stop -> ok end.

idle() ->
    P = spawn(fun() -> receive stop -> ok end end),
    receive after 5 -> P end.

stop(P) -> P ! stop.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
