%% modules: gen, gen_status, proc_lib, sys, gen_server, gen_event, gen_statem, supervisor, logger, logger_std_h, logger_formatter, erl_error
%% values: gen, proc_lib, gen_server, gen_statem, gen_event, logger_std_h, logger_formatter
%% The behaviours against OTP's: each scenario runs with OTP's modules and with ours, and what it observes must be the same.
%% A scenario is a fun of the module to use; what differs by nature (pids, references, stack traces, module names) is normalised.
-module(behaviours_diff).
-export([main/2, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3]).
-export([log/2]).

main(_Seed, _Count) ->
    ok = logger:set_primary_config(level, all),
    lists:foreach(fun(Id) -> logger:remove_handler(Id) end, logger:get_handler_ids()),
    ok = logger:add_handler(capture, ?MODULE, #{}),
    bl_logger:set_primary_config(level, all),
    bl_logger:remove_handler(default),
    ok = bl_logger:add_handler(capture, ?MODULE, #{}),
    lists:sum([scenario(Name, Module, Fun) || {Name, Module, Fun} <- server_scenarios()])
        + (case erlang:function_exported(behaviours_more, scenarios, 0) orelse code:ensure_loaded(behaviours_more) =:= {module, behaviours_more} of
               true -> lists:sum([scenario(Name, Module, Fun) || {Name, Module, Fun} <- behaviours_more:scenarios()]);
               false -> 0
           end).

scenario(Name, Module, Fun) ->
    A = observe(Module, Fun),
    B = observe(list_to_atom("bl_" ++ atom_to_list(Module)), Fun),
    case A =:= B of
        true -> 0;
        false ->
            io:format("DIFFERS ~s~n", [Name]),
            show(A, B),
            1
    end.

show([X | A], [X | B]) -> show(A, B);
show([X | A], [Y | B]) -> io:format("  otp  ~tp~n  ours ~tp~n", [X, Y]), show(A, B);
show([], []) -> ok;
show(A, B) -> io:format("  otp  more: ~tp~n  ours more: ~tp~n", [A, B]).

%% Run in a process of its own, which collects what it is told.
observe(Module, Fun) ->
    Me = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
        register(observer, self()),
        process_flag(trap_exit, true),
        R = diff:outcome(fun() -> Fun(Module) end),
        timer:sleep(30),
        Me ! {self(), drain() ++ [{result, R}]}
    end),
    receive
        {Pid, Trace} ->
            receive {'DOWN', Ref, _, _, _} -> ok end,
            %% Since OTP 26 a start_link that fails leaves no 'EXIT' message behind.
            [normal(X) || X <- Trace, not (is_tuple(X) andalso element(1, X) =:= 'EXIT')];
        {'DOWN', Ref, _, _, Reason} -> [normal({died, Reason})]
    end.

drain() -> receive X -> [X | drain()] after 0 -> [] end.

tell(X) -> observer ! {told, X}, ok.

normal(P) when is_pid(P) -> pid;
normal([alias | R]) when is_reference(R) -> ref;
normal(R) when is_reference(R) -> ref;
normal(F) when is_function(F) -> a_fun;
normal(A) when is_atom(A) ->
    case atom_to_list(A) of
        "bl_" ++ Rest -> list_to_atom(Rest);
        _ -> A
    end;
normal([{M, F, A, L} | _]) when is_atom(M), is_atom(F), is_list(L), is_integer(A) orelse is_list(A) -> stacktrace;
normal([H | T]) -> [normal(H) | normal(T)];
normal(T) when is_tuple(T) -> list_to_tuple(normal(tuple_to_list(T)));
normal(M) when is_map(M) -> maps:from_list([{normal(K), normal(V)} || {K, V} <- maps:to_list(M)]);
normal(X) -> X.

%% As a log handler: crash reports and the like, without what is the machine's.
log(#{level := Level, msg := Msg, meta := Meta}, _Config) ->
    case whereis(observer) of
        undefined -> ok;
        Pid -> Pid ! {logged, Level, brief(Msg), maps:with([domain, error_logger], Meta)}, ok
    end.

brief({report, #{label := {_, crash}, report := [Me, _]}}) ->
    {crash, [Item || {K, _} = Item <- Me, lists:member(K, [registered_name, error_info, trap_exit, messages, dictionary])]};
brief({report, R}) -> maps:without([log], R);
brief(X) -> X.

%% ---------------------------------------------------------------------------
%% A callback module that does what the message says
%% ---------------------------------------------------------------------------

init(F) when is_function(F, 0) -> F();
init(S) -> {ok, S}.
handle_call(F, From, S) when is_function(F, 2) -> F(From, S);
handle_call(X, _From, S) -> {reply, {echo, X, S}, S}.
handle_cast(F, S) when is_function(F, 1) -> F(S);
handle_cast(X, S) -> tell({cast, X}), {noreply, S}.
handle_info(F, S) when is_function(F, 1) -> F(S);
handle_info(X, S) -> tell({info, X}), {noreply, S}.
handle_continue(F, S) when is_function(F, 1) -> F(S);
handle_continue(X, S) -> tell({continue, X}), {noreply, S}.
terminate(R, {bad_terminate, F}) -> tell({terminate, R}), F();
terminate(R, S) -> tell({terminate, R, S}).
code_change(V, S, E) -> {ok, {changed, V, S, E}}.

server_scenarios() ->
    Start = fun(M, S) -> {ok, P} = M:start_link(?MODULE, S, []), P end,
    Try = fun(F) -> try F() catch C:R -> {C, R} end end,
    Wait = fun(P) -> receive {'EXIT', P, R} -> {exit_message, R} after 200 -> none end end,
    [{atom_to_list(N), gen_server, F} || {N, F} <- [
        {call, fun(M) -> P = Start(M, s), [M:call(P, x), M:call(P, y, 1000)] end},
        {cast, fun(M) -> P = Start(M, s), M:cast(P, x), P ! hello, M:call(P, sync) end},
        {stop, fun(M) -> P = Start(M, s), R = M:stop(P), {R, Wait(P)} end},
        {stop_reason, fun(M) -> P = Start(M, s), R = Try(fun() -> M:stop(P, why, 1000) end), {R, Wait(P)} end},
        {stop_shutdown, fun(M) -> P = Start(M, s), R = M:stop(P, {shutdown, x}, 1000), {R, Wait(P)} end},
        {stop_none, fun(M) -> [Try(fun() -> M:stop(nobody) end), Try(fun() -> M:stop(nobody, x, 10) end)] end},
        {call_none, fun(M) -> [Try(fun() -> M:call(nobody, x) end), Try(fun() -> M:call(self(), x) end),
                               Try(fun() -> M:call(spawn(fun() -> ok end), x, 50) end)] end},
        {cast_none, fun(M) -> [M:cast(nobody, x), M:cast({nobody, node()}, x), Try(fun() -> M:cast({a, b, c}, x) end)] end},
        {call_timeout, fun(M) -> P = Start(M, s), R = Try(fun() -> M:call(P, fun(F, S) -> timer:sleep(60), {reply, F, S} end, 20) end),
                                 timer:sleep(80), {R, M:call(P, x)} end},
        {reply_later, fun(M) -> P = Start(M, s), M:call(P, fun(F, S) -> M:reply(F, later), {noreply, S} end) end},
        {crash_call, fun(M) -> P = Start(M, s), R = Try(fun() -> M:call(P, fun(_, _) -> error(boom) end) end), {R, Wait(P)} end},
        {exit_call, fun(M) -> P = Start(M, s), R = Try(fun() -> M:call(P, fun(_, _) -> exit(boom) end) end), {R, Wait(P)} end},
        {exit_normal, fun(M) -> P = Start(M, s), R = Try(fun() -> M:call(P, fun(_, _) -> exit(normal) end) end), {R, Wait(P)} end},
        {exit_shutdown, fun(M) -> P = Start(M, s), R = Try(fun() -> M:call(P, fun(_, _) -> exit(shutdown) end) end), {R, Wait(P)} end},
        {throw_call, fun(M) -> P = Start(M, s), M:call(P, fun(_, S) -> throw({reply, thrown, S}) end) end},
        {crash_cast, fun(M) -> P = Start(M, s), M:cast(P, fun(_) -> error(boom) end), Wait(P) end},
        {crash_info, fun(M) -> P = Start(M, s), P ! fun(_) -> error({boom, 1}) end, Wait(P) end},
        {throw_cast, fun(M) -> P = Start(M, s), M:cast(P, fun(_) -> throw({noreply, t}) end), M:call(P, x) end},
        {bad_return, fun(M) -> P = Start(M, s), M:cast(P, fun(_) -> foo end), Wait(P) end},
        {bad_return_call, fun(M) -> P = Start(M, s), {Try(fun() -> M:call(P, fun(_, _) -> foo end) end), Wait(P)} end},
        {bad_action, fun(M) -> P = Start(M, s), M:cast(P, fun(S) -> {noreply, S, foo} end), Wait(P) end},
        {bad_action2, fun(M) -> P = Start(M, s), {Try(fun() -> M:call(P, fun(_, S) -> {reply, a, S, foo} end) end), Wait(P)} end},
        {stop_call, fun(M) -> P = Start(M, s), R = Try(fun() -> M:call(P, fun(_, S) -> {stop, why, bye, S} end) end), {R, Wait(P)} end},
        {stop_call2, fun(M) -> P = Start(M, s), R = Try(fun() -> M:call(P, fun(_, S) -> {stop, why, S} end) end), {R, Wait(P)} end},
        {stop_normal, fun(M) -> P = Start(M, s), R = M:call(P, fun(_, S) -> {stop, normal, bye, S} end), {R, Wait(P)} end},
        {stop_cast, fun(M) -> P = Start(M, s), M:cast(P, fun(S) -> {stop, {shutdown, y}, S} end), Wait(P) end},
        {timeout, fun(M) -> P = Start(M, s), M:cast(P, fun(S) -> {noreply, S, 10} end), timer:sleep(40), M:call(P, x) end},
        {timeout0, fun(M) -> P = Start(M, s), M:call(P, fun(_, S) -> {reply, a, S, 0} end), timer:sleep(20), M:call(P, x) end},
        {timeout_not, fun(M) -> P = Start(M, s), M:cast(P, fun(S) -> {noreply, S, 50} end), M:call(P, x), timer:sleep(80), ok end},
        {continue, fun(M) -> P = Start(M, s), M:cast(P, fun(S) -> {noreply, S, {continue, c}} end), M:call(P, x) end},
        {continue2, fun(M) -> P = Start(M, s), M:call(P, fun(_, S) -> {reply, r, S, {continue, fun(_) -> {noreply, t, {continue, d}} end}} end), M:call(P, x) end},
        {continue_crash, fun(M) -> P = Start(M, s), M:cast(P, fun(S) -> {noreply, S, {continue, fun(_) -> error(c) end}} end), Wait(P) end},
        {hibernate, fun(M) -> P = Start(M, s), M:call(P, fun(_, S) -> {reply, r, S, hibernate} end), timer:sleep(20),
                              {process_info(P, current_function) =:= {current_function, {erlang, hibernate, 3}}, M:call(P, x), M:stop(P)} end},
        {hibernate_crash, fun(M) -> P = Start(M, s), M:cast(P, fun(S) -> {noreply, S, hibernate} end), timer:sleep(10),
                                    M:cast(P, fun(_) -> error(x) end), Wait(P) end},
        {hibernate_after, fun(M) -> {ok, P} = M:start_link(?MODULE, s, [{hibernate_after, 10}]), timer:sleep(40),
                                    {process_info(P, current_function), M:call(P, x)} end},
        {init_timeout, fun(M) -> {ok, P} = M:start_link(?MODULE, fun() -> {ok, s, 10} end, []), timer:sleep(40), M:call(P, x) end},
        {init_continue, fun(M) -> {ok, P} = M:start_link(?MODULE, fun() -> {ok, s, {continue, c}} end, []), M:call(P, x) end},
        {init_hibernate, fun(M) -> {ok, P} = M:start_link(?MODULE, fun() -> {ok, s, hibernate} end, []), M:call(P, x) end},
        {init_ignore, fun(M) -> [M:start(?MODULE, fun() -> ignore end, []), M:start({local, srv}, ?MODULE, fun() -> ignore end, []), whereis(srv)] end},
        {init_stop, fun(M) -> [M:start(?MODULE, fun() -> {stop, why} end, []), M:start({local, srv}, ?MODULE, fun() -> {stop, why} end, []), whereis(srv)] end},
        {init_crash, fun(M) -> M:start(?MODULE, fun() -> error(why) end, []) end},
        {init_exit, fun(M) -> M:start(?MODULE, fun() -> exit(why) end, []) end},
        {init_throw, fun(M) -> {ok, P} = M:start(?MODULE, fun() -> throw({ok, thrown}) end, []), M:call(P, x) end},
        {init_bad, fun(M) -> M:start(?MODULE, fun() -> foo end, []) end},
        {init_bad_action, fun(M) -> M:start(?MODULE, fun() -> {ok, s, foo} end, []) end},
        {init_too_long, fun(M) -> M:start(?MODULE, fun() -> timer:sleep(200), {ok, s} end, [{timeout, 20}]) end},
        {name_taken, fun(M) -> {ok, P} = M:start({local, srv}, ?MODULE, s, []), {error, {already_started, P}} = M:start({local, srv}, ?MODULE, s, []),
                               {M:call(srv, x), M:call({srv, node()}, x), M:stop(srv)} end},
        {named_crash, fun(M) -> {ok, _} = M:start({local, srv}, ?MODULE, s, []), M:cast(srv, fun(_) -> error(x) end), timer:sleep(50), whereis(srv) end},
        {global, fun(M) -> {ok, P} = M:start({global, {srv, 1}}, ?MODULE, s, []), {error, {already_started, P}} = M:start({global, {srv, 1}}, ?MODULE, s, []),
                           [M:call({global, {srv, 1}}, x), M:stop({global, {srv, 1}}), Try(fun() -> M:call({global, {srv, 1}}, x) end)] end},
        {via, fun(M) -> {ok, _} = M:start({via, global, v}, ?MODULE, s, []), M:cast({via, global, v}, hi), [M:call({via, global, v}, x), M:stop({via, global, v})] end},
        {start_monitor, fun(M) -> {ok, {P, R}} = M:start_monitor(?MODULE, s, []), M:cast(P, fun(S) -> {stop, normal, S} end), receive {'DOWN', R, A, P, B} -> {A, B} end end},
        {start_monitor_fail, fun(M) -> [M:start_monitor(?MODULE, fun() -> {stop, x} end, []), M:start_monitor(?MODULE, fun() -> ignore end, [])] end},
        {bad_terminate, fun(M) -> P = Start(M, {bad_terminate, fun() -> error(in_terminate) end}), M:cast(P, fun(_) -> error(first) end), {Wait(P)} end},
        {bad_terminate2, fun(M) -> P = Start(M, {bad_terminate, fun() -> exit(in_terminate) end}), M:cast(P, fun(S) -> {stop, normal, S} end), {Wait(P)} end},
        {bad_terminate3, fun(M) -> P = Start(M, {bad_terminate, fun() -> throw(in_terminate) end}), M:cast(P, fun(S) -> {stop, why, S} end), {Wait(P)} end},
        {parent_exit, fun(M) -> Me = self(), spawn(fun() -> {ok, P} = M:start_link(?MODULE, fun() -> process_flag(trap_exit, true), {ok, s} end, []),
                                  Me ! {server, P}, timer:sleep(20), exit(parent_gone) end),
                                receive {server, P} -> R = monitor(process, P), receive {'DOWN', R, _, _, Why} -> Why end end end},
        {other_exit, fun(M) -> {ok, P} = M:start(?MODULE, fun() -> process_flag(trap_exit, true), {ok, s} end, []), exit(P, hey), M:call(P, x) end},
        {requests, fun(M) -> P = Start(M, s), A = M:send_request(P, a), B = M:send_request(P, fun(_, _) -> exit(b) end), C = M:send_request(P, c), D = M:send_request(nobody, d),
                             [M:receive_response(A, 1000), M:wait_response(B, 1000), M:receive_response(C, 100), M:receive_response(D, 100)] end},
        {request_timeout, fun(M) -> P = Start(M, s), A = M:send_request(P, fun(_, S) -> timer:sleep(30), {reply, late, S} end),
                             X = M:wait_response(A, 5), Y = M:wait_response(A, 100), B = M:send_request(P, fun(_, S) -> timer:sleep(30), {reply, late, S} end),
                             Z = M:receive_response(B, 5), timer:sleep(50), [X, Y, Z] end},
        {check_response, fun(M) -> P = Start(M, s), A = M:send_request(P, a), N = M:check_response(foo, A), receive Msg -> [N, M:check_response(Msg, A)] end end},
        {collections, fun(M) -> P = Start(M, s), C0 = M:reqids_new(), C1 = M:send_request(P, a, la, C0), C2 = M:send_request(P, b, lb, C1), C3 = M:reqids_add(M:send_request(nobody, x), ln, C2),
                             {R1, L1, C4} = M:receive_response(C3, 1000, true), {R2, L2, C5} = M:wait_response(C4, 1000, true), {R3, L3, C6} = M:receive_response(C5, 1000, false),
                             [lists:sort([{R1, L1}, {R2, L2}, {R3, L3}]), [M:reqids_size(X) || X <- [C0, C1, C2, C3, C4, C5, C6]], M:receive_response(C0, 10, true), M:wait_response(C6, 10, true),
                              [L || {_, L} <- M:reqids_to_list(C6)], M:check_response(foo, C6, true), M:check_response(foo, C0, true), Try(fun() -> [{I, _}] = M:reqids_to_list(C6), M:reqids_add(I, x, C6) end)] end},
        {multi_call, fun(M) -> {ok, _} = M:start({local, srv}, ?MODULE, s, []), [M:multi_call(srv, x), M:multi_call([node()], srv, y), M:multi_call([node()], nosrv, y, 100), M:abcast(srv, z), M:abcast([node()], srv, w), M:call(srv, q), M:stop(srv)] end},
        {enter_loop, fun(M) -> P = proc_lib:spawn_link(fun() -> M:enter_loop(?MODULE, [], st) end), M:call(P, x) end},
        {enter_loop2, fun(M) -> P = proc_lib:spawn_link(fun() -> register(srv, self()), M:enter_loop(?MODULE, [], st, {local, srv}, 10) end), timer:sleep(30), [M:call(P, x), M:stop(P)] end},
        {enter_loop3, fun(M) -> P = proc_lib:spawn_link(fun() -> M:enter_loop(?MODULE, [], st, {local, srv}) end), Wait(P) end},
        {sys, fun(M) -> P = Start(M, s), A = sys:get_state(P), B = sys:replace_state(P, fun(S) -> {S, new} end), sys:suspend(P), C = Try(fun() -> M:call(P, x, 20) end), D = sys:change_code(P, ?MODULE, v1, ex), sys:resume(P),
                        [A, B, C, D, sys:get_state(P), sys:terminate(P, bye), Wait(P)] end},
        {sys_status, fun(M) -> {ok, P} = M:start_link({local, srv}, ?MODULE, s, []), {status, P, {module, _}, [_, running, _, [], X]} = sys:get_status(P), M:stop(P), X end},
        {sys_log, fun(M) -> {ok, P} = M:start_link(?MODULE, s, [{debug, [log, statistics]}]), M:call(P, x), M:cast(P, y), P ! z, M:call(P, w), {ok, L} = sys:log(P, get), {ok, St} = sys:statistics(P, get),
                            [L, lists:keyfind(messages_in, 1, St), lists:keyfind(messages_out, 1, St), sys:log(P, false), sys:log(P, get), sys:statistics(P, false), sys:statistics(P, get), sys:no_debug(P)] end},
        {sys_bad_replace, fun(M) -> P = Start(M, s), [Try(fun() -> sys:replace_state(P, fun(_) -> error(x) end) end), M:call(P, q)] end},
        {sys_install, fun(M) -> P = Start(M, s), sys:install(P, {fun(N, E, _) -> tell({event, N, E}), case N of 2 -> done; _ -> N + 1 end end, 0}), M:call(P, a), M:call(P, b), sys:get_state(P) end},
        {log_crash, fun(M) -> {ok, P} = M:start({local, srv}, ?MODULE, s, [{debug, [log]}]), M:call(P, a), M:cast(P, fun(_) -> error(x) end), timer:sleep(30) end}
    ]].
