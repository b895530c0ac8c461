%% Scenarios for behaviours_diff: supervisor, gen_event, gen_statem.
-module(behaviours_more).
-export([scenarios/0, init/1, child/1, child/2, bad_child/1, flaky/2]).

scenarios() -> supervisor_scenarios() ++ more(behaviours_event) ++ more(behaviours_statem).

more(Module) ->
    case code:ensure_loaded(Module) of
        {module, _} -> Module:scenarios();
        _ -> []
    end.

tell(X) ->
    case whereis(observer) of undefined -> ok; Pid -> Pid ! {told, X}, ok end.

%% ---------------------------------------------------------------------------
%% Supervisor
%% ---------------------------------------------------------------------------

init(F) when is_function(F) -> F();
init(X) -> X.

child(Name) -> child(Name, true).
child(Name, Trap) ->
    Parent = self(),
    Pid = proc_lib:spawn_link(fun() ->
        process_flag(trap_exit, Trap),
        register(Name, self()),
        tell({started, Name}),
        Parent ! {self(), up},
        loop(Name)
    end),
    receive {Pid, up} -> {ok, Pid} after 1000 -> {error, slow} end.

loop(Name) ->
    receive
        {'EXIT', _, R} -> tell({stopped, Name, R}), exit(R);
        {die, R} -> exit(R);
        stubborn -> receive after infinity -> ok end
    end.

bad_child(R) -> R.

%% Fails while the counter is positive.
flaky(Name, Counter) ->
    case counters:get(Counter, 1) of
        0 -> child(Name);
        N when N > 0 -> counters:sub(Counter, 1, 1), tell({failed, Name}), {error, not_yet};
        _ -> counters:add(Counter, 1, 1), child(Name)
    end.

spec(Name) -> #{id => Name, start => {?MODULE, child, [Name]}}.
spec(Name, More) -> maps:merge(spec(Name), More).

die(Name, R) -> P = whereis(Name), Ref = monitor(process, P), P ! {die, R}, receive {'DOWN', Ref, _, _, _} -> ok end, timer:sleep(15).

wait(S) -> receive {'EXIT', S, R} -> {sup_exit, R} after 100 -> {alive, is_process_alive(S)} end.

stop(S) -> R = monitor(process, S), exit(S, shutdown), receive {'DOWN', R, _, _, W} -> receive {'EXIT', S, _} -> ok after 0 -> ok end, W end.

supervisor_scenarios() ->
    Up = fun(M, Flags, Specs) -> {ok, S} = M:start_link(?MODULE, {ok, {Flags, Specs}}), S end,
    Try = fun(F) -> try F() catch C:R -> {C, R} end end,
    Kids = fun(M, S) -> [{I, is_pid(P) orelse P, T, Ms} || {I, P, T, Ms} <- M:which_children(S)] end,
    Strategies = [one_for_one, one_for_all, rest_for_one],
    Sup = fun(Name, F) -> {"supervisor " ++ Name, supervisor, F} end,
    [Sup(lists:concat(["start stop ", St]), fun(M) -> S = Up(M, #{strategy => St}, [spec(a), spec(b), spec(c)]), [Kids(M, S), M:count_children(S), stop(S)] end) || St <- Strategies] ++
    [Sup(lists:concat(["die ", St, " ", R, " ", Rt, " ", N]), fun(M) ->
        S = Up(M, #{strategy => St, intensity => 2}, [spec(a), spec(b, #{restart => Rt}), spec(c)]),
        die(N, R), [Kids(M, S), M:count_children(S), wait(S), stop(S)] end)
     || St <- Strategies, R <- [normal, shutdown, boom], Rt <- [permanent, transient, temporary], N <- [b]] ++
    [Sup(lists:concat(["die mixed ", St, " ", N]), fun(M) ->
        S = Up(M, #{strategy => St, intensity => 5}, [spec(a, #{restart => temporary}), spec(b), spec(c, #{restart => transient}), spec(d, #{restart => temporary})]),
        die(N, boom), [Kids(M, S), wait(S), stop(S)] end) || St <- Strategies, N <- [a, b, c, d]] ++
    [Sup(lists:concat(["auto_shutdown ", Au, " ", St, " ", R]), fun(M) ->
        S = Up(M, #{strategy => St, auto_shutdown => Au}, [spec(a), spec(b, #{restart => transient, significant => true}), spec(c, #{restart => temporary, significant => true})]),
        die(b, R), X = wait(S), case X of {alive, true} -> die(c, R), [X, wait(S)]; _ -> X end end)
     || Au <- [any_significant, all_significant], St <- [one_for_one, one_for_all], R <- [normal, shutdown]] ++
    [
    Sup("intensity", fun(M) -> S = Up(M, #{intensity => 1, period => 10}, [spec(a), spec(b)]), die(a, x), die(a, y), wait(S) end),
    Sup("intensity 0", fun(M) -> S = Up(M, #{intensity => 0}, [spec(a), spec(b)]), die(b, x), wait(S) end),
    Sup("kill child", fun(M) -> S = Up(M, #{}, [spec(a), spec(b)]), exit(whereis(a), kill), timer:sleep(20), [Kids(M, S), stop(S)] end),
    Sup("bad flags", fun(M) -> [M:start_link(?MODULE, {ok, {F, []}}) || F <- [#{strategy => x}, #{intensity => -1}, #{period => 0}, foo, {one_for_one, 1, 0}, {one_for_one, a, 1}, #{auto_shutdown => x}]] end),
    Sup("bad init", fun(M) -> [M:start_link(?MODULE, X) || X <- [foo, {ok, foo}, {error, x}]] end),
    Sup("ignore", fun(M) -> Try(fun() -> R = M:start_link(?MODULE, ignore), receive {'EXIT', _, normal} -> ok after 10 -> ok end, R end) end),
    Sup("bad specs", fun(M) -> [Try(fun() -> M:check_childspecs([X]) end) || X <- [foo, #{}, #{id => a}, #{start => {a, b, []}}, spec(a, #{restart => x}), spec(a, #{shutdown => -1}), spec(a, #{shutdown => x}), spec(a, #{type => x}),
                     spec(a, #{modules => x}), spec(a, #{modules => [1]}), spec(a, #{start => x}), spec(a, #{start => {a, b, c}}), spec(a, #{significant => x}), spec(a, #{significant => true}), spec(a, #{significant => true, restart => transient}),
                     {a, {m, f, []}, permanent, 5, worker, [m]}, {a, {m, f, []}, permanent, 5, worker}]] ++ [M:check_childspecs([spec(a), spec(a)]), M:check_childspecs(foo), M:check_childspecs([spec(a)], foo), M:check_childspecs([], never),
                     M:check_childspecs([spec(a, #{restart => temporary, significant => true})], never), M:check_childspecs([spec(a, #{restart => temporary, significant => true})], any_significant)] end),
    Sup("start error", fun(M) -> [begin R = M:start_link(?MODULE, {ok, {#{}, [spec(a), spec(b, #{start => {?MODULE, bad_child, [X]}}), spec(c)]}}), whereis(a), R end || X <- [{error, no}, foo]] end),
    Sup("start ignore", fun(M) -> S = Up(M, #{}, [spec(a, #{start => {?MODULE, bad_child, [ignore]}}), spec(b, #{restart => temporary, start => {?MODULE, bad_child, [ignore]}}), spec(c)]), [Kids(M, S), M:count_children(S), stop(S)] end),
    Sup("start_child", fun(M) -> S = Up(M, #{}, [spec(a)]), R1 = M:start_child(S, spec(b)), R2 = M:start_child(S, spec(b)), R3 = M:start_child(S, spec(c, #{start => {?MODULE, bad_child, [{error, x}]}})),
                                 R4 = M:start_child(S, foo), R5 = M:start_child(S, spec(d, #{start => {?MODULE, bad_child, [ignore]}})), R6 = M:start_child(S, spec(e, #{restart => temporary, start => {?MODULE, bad_child, [ignore]}})),
                                 R7 = M:start_child(S, spec(d)), [R1, R2, R3, R4, R5, R6, R7, Kids(M, S), stop(S)] end),
    Sup("terminate restart delete", fun(M) -> S = Up(M, #{}, [spec(a), spec(b, #{restart => temporary})]), [M:delete_child(S, a), M:restart_child(S, a), M:terminate_child(S, a), Kids(M, S), M:start_child(S, spec(a)), M:restart_child(S, a), Kids(M, S), M:terminate_child(S, a), M:terminate_child(S, a),
                                 M:delete_child(S, a), M:delete_child(S, a), M:terminate_child(S, b), Kids(M, S), M:restart_child(S, b), M:terminate_child(S, x), M:terminate_child(S, self()), M:delete_child(S, x), M:get_childspec(S, x), stop(S)] end),
    Sup("get_childspec", fun(M) -> S = Up(M, #{}, [spec(a), spec(b, #{type => supervisor, modules => dynamic})]), [M:get_childspec(S, a), M:get_childspec(S, b), M:get_childspec(S, whereis(a)), M:get_callback_module(S), stop(S)] end),
    Sup("stubborn", fun(M) -> S = Up(M, #{}, [spec(a, #{shutdown => 20}), spec(b)]), a ! stubborn, timer:sleep(5), [M:terminate_child(S, a), Kids(M, S), stop(S)] end),
    Sup("brutal", fun(M) -> S = Up(M, #{}, [spec(a, #{shutdown => brutal_kill}), spec(b)]), [M:terminate_child(S, a), Kids(M, S), stop(S)] end),
    Sup("infinity", fun(M) -> S = Up(M, #{}, [spec(a, #{shutdown => infinity})]), [stop(S)] end),
    Sup("flaky", fun(M) -> C = counters:new(1, []), counters:put(C, 1, -1), S = Up(M, #{intensity => 5}, [spec(a, #{start => {?MODULE, flaky, [a, C]}}), spec(b)]), counters:put(C, 1, 3), die(a, x), timer:sleep(30), [Kids(M, S), counters:get(C, 1), stop(S)] end),
    Sup("flaky all", fun(M) -> C = counters:new(1, []), counters:put(C, 1, -1), S = Up(M, #{strategy => one_for_all, intensity => 5}, [spec(b), spec(a, #{start => {?MODULE, flaky, [a, C]}}), spec(c)]), counters:put(C, 1, 2), die(b, x), timer:sleep(30), [Kids(M, S), counters:get(C, 1), stop(S)] end),
    Sup("flaky rest", fun(M) -> C = counters:new(1, []), counters:put(C, 1, -1), S = Up(M, #{strategy => rest_for_one, intensity => 5}, [spec(b), spec(a, #{start => {?MODULE, flaky, [a, C]}}), spec(c)]), counters:put(C, 1, 2), die(a, x), timer:sleep(30), [Kids(M, S), counters:get(C, 1), stop(S)] end),
    Sup("flaky too long", fun(M) -> C = counters:new(1, []), counters:put(C, 1, -1), S = Up(M, #{intensity => 3}, [spec(a, #{start => {?MODULE, flaky, [a, C]}}), spec(b)]), counters:put(C, 1, 30), die(a, x), wait(S) end),
    Sup("named", fun(M) -> {ok, S} = M:start_link({local, the_sup}, ?MODULE, {ok, {#{}, [spec(a)]}}), {error, {already_started, S}} = M:start_link({local, the_sup}, ?MODULE, {ok, {#{}, []}}), [Kids(M, the_sup), die(a, z), stop(S)] end),
    Sup("simple", fun(M) -> S = Up(M, #{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, child, []}}]), R0 = [Kids(M, S), M:count_children(S)], {ok, A} = M:start_child(S, [a]), {ok, _} = M:start_child(S, [b]),
                            R = [Kids(M, S), M:count_children(S), M:terminate_child(S, a), M:delete_child(S, a), M:restart_child(S, a), M:terminate_child(S, A), Kids(M, S), M:terminate_child(S, A), M:get_childspec(S, x), M:get_childspec(S, whereis(b))], die(b, boom), [R0, R, Kids(M, S), stop(S)] end),
    Sup("simple temporary", fun(M) -> S = Up(M, #{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, child, []}, restart => temporary}]), {ok, _} = M:start_child(S, [a]), {ok, _} = M:start_child(S, [b, false]), die(a, boom), die(b, normal), [Kids(M, S), M:count_children(S), stop(S)] end),
    Sup("simple transient", fun(M) -> S = Up(M, #{strategy => simple_one_for_one, intensity => 1}, [#{id => x, start => {?MODULE, child, []}, restart => transient}]), {ok, _} = M:start_child(S, [a]), {ok, _} = M:start_child(S, [b]), die(a, boom), die(b, normal), R = Kids(M, S), die(a, boom), [R, wait(S)] end),
    Sup("simple errors", fun(M) -> S = Up(M, #{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, bad_child, []}}]), [M:start_child(S, [{error, x}]), M:start_child(S, [ignore]), M:start_child(S, [foo]), Kids(M, S), stop(S)] end),
    Sup("simple shutdown", fun(M) -> S = Up(M, #{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, child, []}, shutdown => 20}]), {ok, _} = M:start_child(S, [a]), {ok, _} = M:start_child(S, [b, false]), {ok, _} = M:start_child(S, [c]), c ! stubborn, timer:sleep(5), stop(S) end),
    Sup("simple brutal", fun(M) -> S = Up(M, #{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, child, []}, shutdown => brutal_kill}]), {ok, _} = M:start_child(S, [a]), {ok, _} = M:start_child(S, [b, false]), stop(S) end),
    Sup("simple bad", fun(M) -> [M:start_link(?MODULE, {ok, {#{strategy => simple_one_for_one}, X}}) || X <- [[], [spec(a), spec(b)], [foo], foo]] end),
    Sup("tuple spec", fun(M) -> S = Up(M, {one_for_one, 1, 5}, [{a, {?MODULE, child, [a]}, permanent, 100, worker, [?MODULE]}, {b, {?MODULE, child, [b, false]}, permanent, infinity, supervisor, dynamic}]), [Kids(M, S), M:count_children(S), stop(S)] end),
    Sup("unexpected", fun(M) -> S = Up(M, #{}, []), S ! foo, timer:sleep(10), stop(S) end),
    Sup("parent", fun(M) -> Me = self(), P = spawn(fun() -> {ok, S} = M:start_link(?MODULE, {ok, {#{}, [spec(a)]}}), Me ! {s, S}, receive R -> exit(R) end end), receive {s, S} -> ok end, Ref = monitor(process, S), P ! {shutdown, bye}, receive {'DOWN', Ref, _, _, W} -> W end end),
    Sup("dup", fun(M) -> M:start_link(?MODULE, {ok, {#{}, [spec(a), spec(a)]}}) end)
    ].
