%% Scenarios for behaviours_diff: gen_statem.
-module(behaviours_statem).
-export([scenarios/0, init/1, callback_mode/0, handle_event/4, terminate/3, code_change/4]).

tell(X) -> case whereis(observer) of undefined -> ok; Pid -> Pid ! {told, X}, ok end.

%% The machine does what the event says: {call, F} with F = fun(From, State, Data) and so on; other events are told.
init(F) when is_function(F, 0) -> F();
init({mode, _, S}) -> {ok, S, d};
init(S) -> {ok, S, d}.
callback_mode() -> case get(mode) of undefined -> handle_event_function; M -> M end.
handle_event(enter, Old, S, D) ->
    tell({enter, Old, S, D}),
    case get({enter, S}) of undefined -> keep_state_and_data; F -> F(Old, D) end;
handle_event({call, From}, F, S, D) when is_function(F, 3) -> F(From, S, D);
handle_event({call, From}, X, S, D) -> tell({call, X, S, D}), {keep_state_and_data, [{reply, From, {X, S, D}}]};
handle_event(_, F, S, D) when is_function(F, 2) -> F(S, D);
handle_event(T, X, S, D) ->
    tell({T, X, S, D}),
    case X of {postpone_in, S} -> {keep_state_and_data, postpone}; _ -> keep_state_and_data end.
terminate(R, S, D) -> tell({terminate, R, S, D}).
code_change(V, S, D, E) -> {ok, S, {changed, V, D, E}}.

scenarios() ->
    Start = fun(M, S) -> {ok, P} = M:start_link(?MODULE, S, []), P end,
    Enter = fun(S) -> fun() -> put(mode, [handle_event_function, state_enter]), {ok, S, d} end end,
    Try = fun(F) -> try F() catch C:R -> {C, R} end end,
    Wait = fun(P) -> receive {'EXIT', P, R} -> {exit_message, R} after 200 -> none end end,
    Do = fun(Actions) -> fun(From, _, _) -> {keep_state_and_data, [{reply, From, ok} | Actions]} end end,
    Go = fun(State, Actions) -> fun(From, _, D) -> {next_state, State, D, [{reply, From, ok} | Actions]} end end,
    St = fun(Name, F) -> {"gen_statem " ++ atom_to_list(Name), gen_statem, F} end,
    [St(call, fun(M) -> P = Start(M, a), [M:call(P, x), M:call(P, y, 100), M:call(P, z, {clean_timeout, 100}), M:call(P, z, {dirty_timeout, 100})] end),
     St(cast_info, fun(M) -> P = Start(M, a), M:cast(P, x), P ! y, M:call(P, z) end),
     St(stop, fun(M) -> P = Start(M, a), [M:stop(P), Wait(P)] end),
     St(stop_reason, fun(M) -> P = Start(M, a), [Try(fun() -> M:stop(P, why, 100) end), Wait(P)] end),
     St(call_none, fun(M) -> [Try(fun() -> M:call(nobody, x) end), Try(fun() -> M:call(nobody, x, 10) end), M:cast(nobody, x)] end),
     St(call_timeout, fun(M) -> P = Start(M, a), Try(fun() -> M:call(P, fun(_, _, _) -> keep_state_and_data end, 20) end) end),
     St(crash, fun(M) -> P = Start(M, a), [Try(fun() -> M:call(P, fun(_, _, _) -> error(boom) end) end), Wait(P)] end),
     St(crash_cast, fun(M) -> P = Start(M, a), M:cast(P, {postpone_in, a}), M:cast(P, fun(_, _) -> error(boom) end), Wait(P) end),
     St(exit_cast, fun(M) -> P = Start(M, a), M:cast(P, fun(_, _) -> exit(boom) end), Wait(P) end),
     St(throw, fun(M) -> P = Start(M, a), M:cast(P, fun(_, D) -> throw({next_state, thrown, D}) end), M:call(P, x) end),
     St(bad_return, fun(M) -> P = Start(M, a), M:cast(P, fun(_, _) -> foo end), Wait(P) end),
     St(bad_action, fun(M) -> P = Start(M, a), M:cast(P, fun(_, _) -> {keep_state_and_data, foo} end), Wait(P) end),
     St(bad_timeout, fun(M) -> P = Start(M, a), M:cast(P, fun(_, _) -> {keep_state_and_data, {timeout, foo, x}} end), Wait(P) end),
     St(stop_forms, fun(M) -> [begin P = Start(M, a), M:cast(P, fun(_, _) -> R end), Wait(P) end || R <- [stop, {stop, shutdown}, {stop, why}, {stop, why, newdata}, {stop, {shutdown, x}, nd}]] end),
     St(stop_and_reply, fun(M) -> P = Start(M, a), [M:call(P, fun(F, _, _) -> {stop_and_reply, normal, [{reply, F, bye}]} end), Wait(P)] end),
     St(stop_and_reply2, fun(M) -> P = Start(M, a), [M:call(P, fun(F, _, _) -> {stop_and_reply, oops, {reply, F, bye}, nd} end), Wait(P)] end),
     St(stop_and_reply_bad, fun(M) -> P = Start(M, a), [Try(fun() -> M:call(P, fun(_, _, _) -> {stop_and_reply, oops, foo} end) end), Wait(P)] end),
     St(next_state, fun(M) -> P = Start(M, a), M:call(P, Go(b, [])), M:call(P, fun(F, _, _) -> {keep_state, new, [{reply, F, k}]} end), M:call(P, x) end),
     St(postpone, fun(M) -> P = Start(M, a), M:cast(P, {postpone_in, a}), M:cast(P, 1), M:cast(P, {postpone_in, a}), M:cast(P, 2), M:call(P, Go(b, [])), M:call(P, x) end),
     St(postpone_twice, fun(M) -> P = Start(M, a), M:cast(P, fun(a, _) -> tell(pa), {keep_state_and_data, postpone}; (b, _) -> tell(pb), {keep_state_and_data, [{postpone, true}]}; (c, _) -> tell(pc), keep_state_and_data end), M:cast(P, {postpone_in, b}), M:call(P, Go(b, [])), M:call(P, x), M:call(P, Go(c, [])), M:call(P, x) end),
     St(postpone_and_next, fun(M) -> P = Start(M, a), M:cast(P, fun(a, D) -> {next_state, b, D, [postpone]}; (b, _) -> tell(again), keep_state_and_data end), M:call(P, x) end),
     St(next_event, fun(M) -> P = Start(M, a), M:cast(P, fun(_, D) -> {next_state, b, D, [{next_event, internal, 1}, {next_event, cast, 2}, {next_event, info, 3}, {next_event, timeout, 4}, {next_event, {timeout, n}, 5}, {next_event, state_timeout, 6}]} end), M:call(P, x) end),
     St(next_event_order, fun(M) -> P = Start(M, a), M:cast(P, {postpone_in, a}), M:cast(P, fun(_, D) -> {next_state, b, D, [{next_event, internal, fun(_, _) -> {keep_state_and_data, [{next_event, internal, in1}, {next_event, internal, in2}]} end}, {next_event, internal, second}]} end), M:call(P, x) end),
     St(bad_next_event, fun(M) -> P = Start(M, a), M:cast(P, fun(_, _) -> {keep_state_and_data, [{next_event, foo, 1}]} end), Wait(P) end),
     St(event_timeout, fun(M) -> P = Start(M, a), M:call(P, Do([{timeout, 20, t}])), timer:sleep(50), M:call(P, x) end),
     St(event_timeout2, fun(M) -> P = Start(M, a), M:call(P, Do([20])), timer:sleep(50), M:call(P, x) end),
     St(event_timeout_stopped, fun(M) -> P = Start(M, a), M:call(P, Do([{timeout, 30, t}])), M:call(P, x), timer:sleep(50), M:call(P, y) end),
     St(event_timeout_zero, fun(M) -> P = Start(M, a), M:call(P, Do([{timeout, 0, t}])), timer:sleep(10), M:call(P, x) end),
     St(event_timeout_zero_next, fun(M) -> P = Start(M, a), M:call(P, Do([{timeout, 0, t}, {next_event, internal, i}])), timer:sleep(10), M:call(P, x) end),
     St(event_timeout_next, fun(M) -> P = Start(M, a), M:call(P, Do([{timeout, 10, t}, {next_event, internal, i}])), timer:sleep(30), M:call(P, x) end),
     St(zero_order, fun(M) -> P = Start(M, a), M:call(P, Do([{state_timeout, 0, s}, {{timeout, n}, 0, g}, {{timeout, m}, 0, g2}])), timer:sleep(10), M:call(P, x) end),
     St(zero_order2, fun(M) -> P = Start(M, a), M:call(P, Do([{timeout, 0, e}, {state_timeout, 0, s}, {{timeout, n}, 0, g}, {next_event, internal, i}])), timer:sleep(10), M:call(P, x) end),
     St(zero_order3, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, 0, g}, {timeout, 0, e}, {state_timeout, 0, s}])), timer:sleep(10), M:call(P, x) end),
     St(zero_then_new, fun(M) -> P = Start(M, a), M:call(P, Do([{state_timeout, 0, fun(_, D) -> {next_state, b, D} end}, {{timeout, n}, 0, g}])), timer:sleep(10), M:call(P, x) end),
     St(zero_state_change, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, 0, fun(_, D) -> {next_state, b, D} end}, {state_timeout, 0, s}])), timer:sleep(10), M:call(P, x) end),
     St(zero_cancel, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, 0, g}, {{timeout, n}, infinity, g}, {state_timeout, 0, s}, {state_timeout, cancel}])), timer:sleep(10), M:call(P, x) end),
     St(state_timeout, fun(M) -> P = Start(M, a), M:call(P, Do([{state_timeout, 20, t}])), M:call(P, x), timer:sleep(50), M:call(P, x) end),
     St(state_timeout_stopped, fun(M) -> P = Start(M, a), M:call(P, Do([{state_timeout, 30, t}])), M:call(P, Go(b, [])), timer:sleep(50), M:call(P, x) end),
     St(state_timeout_kept, fun(M) -> P = Start(M, a), M:call(P, Go(b, [{state_timeout, 20, t}])), M:call(P, Go(b, [])), timer:sleep(50), M:call(P, x) end),
     St(state_timeout_replaced, fun(M) -> P = Start(M, a), M:call(P, Do([{state_timeout, 20, t}])), M:call(P, Do([{state_timeout, 40, t2}])), timer:sleep(80), M:call(P, x) end),
     St(generic_timeout, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, 20, t}, {{timeout, m}, 30, t}])), M:call(P, Go(b, [])), timer:sleep(60), M:call(P, x) end),
     St(timeout_cancel, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, 20, t}, {state_timeout, 20, s}])), M:call(P, Do([{{timeout, n}, cancel}, {state_timeout, cancel}, {{timeout, q}, cancel}])), timer:sleep(50), M:call(P, x) end),
     St(timeout_infinity, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, 20, t}, {state_timeout, 20, s}])), M:call(P, Do([{{timeout, n}, infinity, u}, {state_timeout, infinity, v}])), timer:sleep(50), M:call(P, x) end),
     St(timeout_update, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, 20, t}, {state_timeout, 30, s}])), M:call(P, Do([{{timeout, n}, update, u}, {state_timeout, update, v}])), timer:sleep(50), M:call(P, x) end),
     St(timeout_update_none, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, update, u}])), timer:sleep(10), M:call(P, x) end),
     St(timeout_abs, fun(M) -> P = Start(M, a), M:call(P, Do([{{timeout, n}, erlang:monotonic_time(millisecond) + 20, t, [{abs, true}]}, {state_timeout, 20, s, {abs, false}}])), timer:sleep(50), M:call(P, x) end),
     St(hibernate, fun(M) -> P = Start(M, a), M:call(P, Do([hibernate])), timer:sleep(20), [process_info(P, current_function), M:call(P, x), M:stop(P)] end),
     St(hibernate_after, fun(M) -> {ok, P} = M:start_link(?MODULE, a, [{hibernate_after, 10}]), timer:sleep(40), [process_info(P, current_function), M:call(P, x)] end),
     St(enter, fun(M) -> P = Start(M, Enter(a)), M:call(P, Go(b, [])), M:call(P, Go(b, [])), M:call(P, fun(F, _, D) -> {repeat_state, D, [{reply, F, ok}]} end), M:call(P, fun(F, _, _) -> {repeat_state_and_data, [{reply, F, ok}]} end), M:call(P, x) end),
     St(enter_actions, fun(M) -> P = Start(M, fun() -> put({enter, b}, fun(_, D) -> {keep_state, {D, entered}, [{state_timeout, 10, st}]} end), (Enter(a))() end), M:call(P, Go(b, [])), timer:sleep(30), M:call(P, x) end),
     St(enter_next_state, fun(M) -> P = Start(M, fun() -> put({enter, b}, fun(_, D) -> {next_state, c, D} end), (Enter(a))() end), Try(fun() -> M:call(P, Go(b, [])) end), Wait(P) end),
     St(enter_postpone, fun(M) -> P = Start(M, fun() -> put({enter, b}, fun(_, _) -> {keep_state_and_data, postpone} end), (Enter(a))() end), Try(fun() -> M:call(P, Go(b, [])) end), Wait(P) end),
     St(enter_next_event, fun(M) -> P = Start(M, fun() -> put({enter, b}, fun(_, _) -> {keep_state_and_data, {next_event, internal, x}} end), (Enter(a))() end), Try(fun() -> M:call(P, Go(b, [])) end), Wait(P) end),
     St(enter_stop, fun(M) -> P = Start(M, fun() -> put({enter, b}, fun(_, _) -> {stop, in_enter} end), (Enter(a))() end), Try(fun() -> M:call(P, Go(b, [])) end), Wait(P) end),
     St(enter_crash, fun(M) -> P = Start(M, fun() -> put({enter, b}, fun(_, _) -> error(in_enter) end), (Enter(a))() end), Try(fun() -> M:call(P, Go(b, [])) end), Wait(P) end),
     St(init_actions, fun(M) -> {ok, P} = M:start_link(?MODULE, fun() -> {ok, a, d, [{next_event, internal, i}, {state_timeout, 10, s}]} end, []), timer:sleep(30), M:call(P, x) end),
     St(init_fails, fun(M) -> [M:start(?MODULE, F, []) || F <- [fun() -> ignore end, fun() -> {stop, why} end, fun() -> error(why) end, fun() -> exit(why) end, fun() -> foo end, fun() -> put(mode, foo), {ok, a, d} end, fun() -> put(mode, [foo]), {ok, a, d} end]] end),
     St(names, fun(M) -> {ok, P} = M:start({local, stm}, ?MODULE, a, []), {error, {already_started, P}} = M:start({local, stm}, ?MODULE, a, []), [M:call(stm, x), M:stop(stm)] end),
     St(bad_state, fun(M) -> {ok, P} = M:start_link(?MODULE, fun() -> put(mode, state_functions), {ok, handle_event, d} end, []), M:cast(P, x), Wait(P) end),
     St(reply, fun(M) -> P = Start(M, a), M:call(P, fun(F, _, _) -> M:reply(F, one), keep_state_and_data end) end),
     St(replies, fun(M) -> P = Start(M, a), M:call(P, fun(F, _, _) -> M:reply([{reply, F, one}]), keep_state_and_data end) end),
     St(requests, fun(M) -> P = Start(M, a), A = M:send_request(P, x), C = M:send_request(P, y, l, M:reqids_new()), [M:wait_response(A, 100), begin {R, L, C2} = M:receive_response(C, 100, true), {R, L, M:reqids_size(C2)} end] end),
     St(sys, fun(M) -> P = Start(M, a), A = sys:get_state(P), B = sys:replace_state(P, fun({S, D}) -> {b, {S, D}} end), sys:suspend(P), C = sys:change_code(P, ?MODULE, v, e), sys:resume(P), [A, B, C, sys:get_state(P), M:call(P, x)] end),
     St(sys_status, fun(M) -> {ok, P} = M:start({local, stm}, ?MODULE, a, []), {status, P, {module, _}, [_, running, _, [], X]} = sys:get_status(P), M:stop(P), X end),
     St(sys_log, fun(M) -> {ok, P} = M:start_link(?MODULE, a, [{debug, [{log, 30}]}]), M:call(P, x), M:cast(P, {postpone_in, a}), M:call(P, Go(b, [{state_timeout, 1000, t}])), {ok, L} = sys:log(P, get), L end),
     St(enter_loop, fun(M) -> P = proc_lib:spawn_link(fun() -> M:enter_loop(?MODULE, [], st, dt) end), M:call(P, x) end),
     St(enter_loop2, fun(M) -> P = proc_lib:spawn_link(fun() -> register(stm, self()), M:enter_loop(?MODULE, [], st, dt, {local, stm}, [{state_timeout, 5, q}]) end), timer:sleep(20), [M:call(P, x), M:stop(P)] end),
     St(parent, fun(M) -> Me = self(), spawn(fun() -> {ok, P} = M:start_link(?MODULE, fun() -> process_flag(trap_exit, true), {ok, a, d} end, []), Me ! {s, P}, timer:sleep(20), exit(gone) end), receive {s, P} -> R = monitor(process, P), receive {'DOWN', R, _, _, W} -> W end end end)
    ].
