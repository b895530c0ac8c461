%% Scenarios for behaviours_diff: gen_event.
-module(behaviours_event).
-export([scenarios/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3]).

tell(X) -> case whereis(observer) of undefined -> ok; Pid -> Pid ! {told, X}, ok end.

init(F) when is_function(F, 0) -> F();
init(X) -> tell({init, X}), {ok, X}.
handle_event(F, S) when is_function(F, 1) -> F(S);
handle_event(X, S) -> tell({event, X, S}), {ok, S}.
handle_call(F, S) when is_function(F, 1) -> F(S);
handle_call(X, S) -> {ok, {X, S}, S}.
handle_info(X, S) -> tell({info, X, S}), {ok, S}.
terminate(R, S) -> tell({terminate, R, S}), {terminated, S}.
code_change(V, S, E) -> {ok, {changed, V, S, E}}.

scenarios() ->
    Start = fun(M) -> {ok, P} = M:start_link(), P end,
    Try = fun(F) -> try F() catch C:R -> {C, R} end end,
    Me = ?MODULE,
    Ev = fun(Name, F) -> {"gen_event " ++ atom_to_list(Name), gen_event, fun(M) -> R = F(M), timer:sleep(10), R end} end,
    [Ev(basics, fun(M) -> P = Start(M), A = M:add_handler(P, Me, a), B = M:add_handler(P, {Me, 2}, b), M:notify(P, e1), M:sync_notify(P, e2), P ! info,
                          [A, B, M:which_handlers(P), M:call(P, Me, q), M:call(P, {Me, 2}, r, 100), M:call(P, nope, s), M:call(P, {Me, 3}, s), M:stop(P)] end),
     Ev(add_fails, fun(M) -> P = Start(M), [M:add_handler(P, Me, fun() -> foo end), M:add_handler(P, Me, fun() -> {error, x} end), M:add_handler(P, Me, fun() -> error(x) end), M:add_handler(P, Me, fun() -> throw({ok, thrown}) end), M:add_handler(P, no_such_module, x), M:which_handlers(P)] end),
     Ev(delete, fun(M) -> P = Start(M), M:add_handler(P, Me, a), [M:delete_handler(P, Me, args), M:delete_handler(P, Me, args), M:which_handlers(P)] end),
     Ev(crash_event, fun(M) -> P = Start(M), M:add_handler(P, Me, a), M:add_handler(P, {Me, 2}, b), M:notify(P, fun(a) -> error(boom); (S) -> {ok, S} end), M:which_handlers(P) end),
     Ev(exit_event, fun(M) -> P = Start(M), M:add_handler(P, Me, a), M:notify(P, fun(_) -> exit(boom) end), M:which_handlers(P) end),
     Ev(throw_event, fun(M) -> P = Start(M), M:add_handler(P, Me, a), M:notify(P, fun(_) -> throw({ok, t}) end), M:call(P, Me, q) end),
     Ev(bad_return, fun(M) -> P = Start(M), M:add_handler(P, Me, a), M:notify(P, fun(_) -> foo end), M:which_handlers(P) end),
     Ev(remove, fun(M) -> P = Start(M), M:add_handler(P, Me, a), M:notify(P, fun(_) -> remove_handler end), M:which_handlers(P) end),
     Ev(call_crash, fun(M) -> P = Start(M), M:add_handler(P, Me, a), [M:call(P, Me, fun(_) -> error(boom) end), M:which_handlers(P)] end),
     Ev(call_exit, fun(M) -> P = Start(M), M:add_handler(P, Me, a), [M:call(P, Me, fun(_) -> exit(boom) end), M:which_handlers(P)] end),
     Ev(call_bad, fun(M) -> P = Start(M), M:add_handler(P, Me, a), [M:call(P, Me, fun(_) -> foo end), M:which_handlers(P)] end),
     Ev(call_remove, fun(M) -> P = Start(M), M:add_handler(P, Me, a), [M:call(P, Me, fun(_) -> {remove_handler, bye} end), M:which_handlers(P)] end),
     Ev(call_swap, fun(M) -> P = Start(M), M:add_handler(P, Me, a), [M:call(P, Me, fun(_) -> {swap_handler, rep, a1, ns, {Me, n}, a2} end), M:which_handlers(P), M:call(P, {Me, n}, q)] end),
     Ev(call_none, fun(M) -> [Try(fun() -> M:call(nobody, a, b) end), Try(fun() -> M:notify(nobody, x) end), Try(fun() -> M:which_handlers(nobody) end), Try(fun() -> M:sync_notify(nobody, x) end)] end),
     Ev(call_timeout, fun(M) -> P = Start(M), M:add_handler(P, Me, a), Try(fun() -> M:call(P, Me, fun(S) -> timer:sleep(40), {ok, r, S} end, 10) end) end),
     Ev(event_swap, fun(M) -> P = Start(M), M:add_handler(P, Me, a), M:add_handler(P, {Me, 2}, b), M:sync_notify(P, fun(a) -> {swap_handler, a1, ns, {Me, n}, a2}; (S) -> {ok, S} end), [M:which_handlers(P), M:call(P, {Me, n}, q)] end),
     Ev(swap, fun(M) -> P = Start(M), M:add_handler(P, Me, a), [M:swap_handler(P, {Me, a1}, {{Me, n}, a2}), M:which_handlers(P), M:swap_handler(P, {nope, a1}, {{Me, m}, a2}), M:which_handlers(P), M:call(P, {Me, n}, q), M:swap_handler(P, {{Me, n}, x}, {no_such_module, y}), M:which_handlers(P)] end),
     Ev(sup_delete, fun(M) -> P = Start(M), M:add_sup_handler(P, Me, a), M:delete_handler(P, Me, x) end),
     Ev(sup_crash, fun(M) -> P = Start(M), M:add_sup_handler(P, Me, a), M:notify(P, fun(_) -> error(boom) end), M:which_handlers(P) end),
     Ev(sup_remove, fun(M) -> P = Start(M), M:add_sup_handler(P, {Me, i}, a), M:notify(P, fun(_) -> remove_handler end), M:which_handlers(P) end),
     Ev(sup_stop, fun(M) -> P = Start(M), M:add_sup_handler(P, Me, a), M:stop(P) end),
     Ev(sup_swap, fun(M) -> P = Start(M), M:add_sup_handler(P, Me, a), [M:swap_handler(P, {Me, a1}, {{Me, n}, a2}), M:delete_handler(P, {Me, n}, x)] end),
     Ev(sup_swap_sup, fun(M) -> P = Start(M), M:add_sup_handler(P, Me, a), [M:swap_sup_handler(P, {Me, a1}, {{Me, n}, a2}), M:delete_handler(P, {Me, n}, x)] end),
     Ev(sup_swap_event, fun(M) -> P = Start(M), M:add_sup_handler(P, Me, a), M:sync_notify(P, fun(_) -> {swap_handler, a1, ns, {Me, n}, a2} end), M:delete_handler(P, {Me, n}, x) end),
     Ev(sup_owner_dies, fun(M) -> P = Start(M), O = spawn(fun() -> M:add_sup_handler(P, Me, a), exit(owner_gone) end), R = monitor(process, O), receive {'DOWN', R, _, _, _} -> ok end, timer:sleep(10), M:which_handlers(P) end),
     Ev(parent, fun(M) -> Self = self(), spawn(fun() -> {ok, P} = M:start_link(), M:add_handler(P, Me, a), Self ! {s, P}, timer:sleep(20), exit(gone) end), receive {s, P} -> R = monitor(process, P), receive {'DOWN', R, _, _, W} -> W end end end),
     Ev(names, fun(M) -> {ok, P} = M:start({local, ev}), {error, {already_started, P}} = M:start({local, ev}), [M:add_handler(ev, Me, a), M:which_handlers(ev), M:stop(ev)] end),
     Ev(start_forms, fun(M) -> [begin {ok, P} = F(), (is_pid(P) orelse is_tuple(P)) end || F <- [fun() -> M:start() end, fun() -> M:start([]) end, fun() -> M:start_link([]) end, fun() -> M:start_monitor() end, fun() -> R = M:start({local, e9}, []), M:stop(e9), R end]] end),
     Ev(hibernate, fun(M) -> P = Start(M), M:add_handler(P, Me, fun() -> {ok, h, hibernate} end), timer:sleep(10), A = process_info(P, current_function), M:notify(P, x), [A, M:call(P, Me, q)] end),
     Ev(requests, fun(M) -> P = Start(M), M:add_handler(P, Me, a), A = M:send_request(P, Me, x), B = M:send_request(P, nope, x), C = M:send_request(P, Me, z, l, M:reqids_new()), {R, L, _} = M:receive_response(C, 100, true), [M:wait_response(A, 100), M:receive_response(B, 100), R, L] end),
     Ev(sys, fun(M) -> P = Start(M), M:add_handler(P, Me, a), M:add_handler(P, {Me, 2}, b), A = sys:get_state(P), B = sys:replace_state(P, fun({Mo, I, S}) -> {Mo, I, {r, S}} end), sys:suspend(P), C = sys:change_code(P, Me, v, e), sys:resume(P), [A, B, C, sys:get_state(P)] end),
     Ev(stop_reason, fun(M) -> P = Start(M), M:add_handler(P, Me, a), Try(fun() -> M:stop(P, why, 100) end) end),
     Ev(bad_terminate, fun(M) -> P = Start(M), M:add_handler(P, Me, a), M:delete_handler(P, Me, x) end)
    ].
