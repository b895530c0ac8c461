%% modules: pg, broadcast_channel, worker
%% The actor modules that are Beamlet's own, and pg against OTP's: each property is a test that returns true.
-module(actors_diff).
-export([main/2, init/1]).

main(_Seed, _Count) ->
    logger:set_primary_config(level, none),
    lists:sum([case diff:outcome(F) of {value, true} -> 0; Other -> diff:report({Name, Other}) end
               || {Name, F} <- pg() ++ channels() ++ workers() ++ more()]).

more() ->
    case code:ensure_loaded(actors_more) of {module, M} -> M:tests(); _ -> [] end.

got(Time) -> receive X -> X after Time -> nothing end.
all() -> receive X -> [X | all()] after 50 -> [] end.

pg() -> [{pg, fun() -> run_pg(pg, s1) =:= run_pg(bl_pg, s2) end}].

run_pg(M, Scope) ->
    {ok, _} = M:start(Scope),
    Ps = [A, B] = [spawn(fun() -> receive stop -> ok end end) || _ <- [1, 2]],
    N = fun(L) -> lists:sort([case P of A -> a; B -> b end || P <- L]) end,
    {R1, #{}} = M:monitor_scope(Scope), {R2, []} = M:monitor(Scope, g),
    J = [M:join(Scope, g, A), M:join(Scope, g, Ps), M:join(Scope, h, B), M:leave(Scope, x, A), M:leave(Scope, h, A)],
    X1 = {N(M:get_members(Scope, g)), N(M:get_local_members(Scope, g)), lists:sort(M:which_groups(Scope)), lists:sort(M:which_local_groups(Scope))},
    L = M:leave(Scope, g, A), X2 = N(M:get_members(Scope, g)),
    A ! stop, timer:sleep(20), X3 = N(M:get_members(Scope, g)),
    Ev = [{case R of R1 -> scope; R2 -> group end, E, G, N(P)} || {R, E, G, P} <- all()],
    D = [M:demonitor(Scope, R1), M:demonitor(Scope, R1), M:demonitor(Scope, R2)],
    B ! stop, timer:sleep(20),
    {J, X1, L, X2, X3, lists:sort(Ev), D, M:which_groups(Scope), all()}.

channels() ->
    C = bl_broadcast_channel,
    [{channel_once, fun() -> A = C:new(n), B = C:new(n), D = C:new(other), [C:on_message(X, self()) || X <- [A, B, D]],
                             C:post_message(A, 1), R = all(), R =:= [{message, B, 1}] end},
     {channel_same_owner_many, fun() -> A = C:new(m), Bs = [C:new(m) || _ <- [1, 2, 3]], [C:on_message(X, self()) || X <- [A | Bs]],
                             C:post_message(A, x), lists:sort(all()) =:= lists:sort([{message, B, x} || B <- Bs]) end},
     {channel_order, fun() -> A = C:new(o), B = C:new(o), [C:post_message(A, I) || I <- lists:seq(1, 100)], C:on_message(B, self()),
                             [C:post_message(A, I) || I <- lists:seq(101, 200)], [D || {message, _, D} <- all()] =:= lists:seq(1, 200) end},
     {channel_close, fun() -> A = C:new(c), B = C:new(c), C:on_message(B, self()), C:post_message(A, 1), timer:sleep(10), ok = C:close(B), ok = C:close(B), C:post_message(A, 2),
                             {error, closed} = diff:outcome(fun() -> C:post_message(B, x) end), all() =:= [{message, B, 1}] end},
     {channel_close_drops, fun() -> A = C:new(cd), B = C:new(cd), Me = self(), C:on_message(B, fun(X) -> timer:sleep(20), Me ! X end),
                             [C:post_message(A, I) || I <- [1, 2, 3, 4, 5]], C:close(B), N = length(all()), timer:sleep(60), N =< 5 andalso all() =:= [] end},
     {channel_handler_error, fun() -> A = C:new(e), B = C:new(e), Me = self(), bl_broadcast_channel:on_message(B, fun(1) -> error(x); (X) -> Me ! X end), C:post_message(A, 1), C:post_message(A, 2), got(500) =:= 2 end},
     {channel_owner_dies, fun() -> A = C:new(od), Me = self(), P = spawn(fun() -> B = C:new(od), C:on_message(B, Me), Me ! B, receive stop -> ok end end),
                             B = got(500), C:post_message(A, 1), {message, B, 1} = got(500), P ! stop, timer:sleep(20), C:post_message(A, 2), all() =:= [] andalso length(bl_pg:get_members(C, od)) =:= 1 end},
     {channel_close_in_handler, fun() -> A = C:new(ch), B = C:new(ch), Me = self(), C:on_message(B, fun(X) -> Me ! X, C:close(B) end), C:post_message(A, 1), timer:sleep(20), C:post_message(A, 2), all() =:= [1] end}].

init(F) -> F().

workers() ->
    W = bl_worker,
    Echo = fun() -> W:on_message(fun(X) -> W:post_message({echo, X}) end) end,
    [{worker_echo, fun() -> A = W:new(Echo), W:on_message(A, self()), W:post_message(A, 1), got(500) =:= {message, A, {echo, 1}} end},
     {worker_module, fun() -> A = W:new({?MODULE, Echo}), W:on_message(A, self()), W:post_message(A, 1), got(500) =:= {message, A, {echo, 1}} end},
     {worker_order, fun() -> A = W:new(fun() -> timer:sleep(20), Echo() end), [W:post_message(A, I) || I <- lists:seq(1, 100)], timer:sleep(60), W:on_message(A, self()), [X || {message, _, {echo, X}} <- all()] =:= lists:seq(1, 100) end},
     {worker_script_error, fun() -> A = W:new(fun() -> Echo(), error(boom) end), W:on_message(A, self()), timer:sleep(20), W:on_error(A, self()), {error, A, #{class := error, reason := boom}} = got(500), W:post_message(A, 1), got(500) =:= {message, A, {echo, 1}} end},
     {worker_handler_error, fun() -> A = W:new(fun() -> W:on_message(fun(1) -> throw(x); (X) -> W:post_message(X) end) end), W:on_message(A, self()), W:on_error(A, self()), W:post_message(A, 1), W:post_message(A, 2), {error, A, #{class := throw, reason := x}} = got(500), got(500) =:= {message, A, 2} end},
     {worker_killed, fun() -> A = W:new(Echo), W:on_error(A, self()), exit(W:pid(A), kill), {error, A, #{class := down, reason := killed}} = got(500), W:post_message(A, 1) =:= ok andalso W:pid(A) =:= undefined end},
     {worker_terminate, fun() -> A = W:new(fun() -> erlang:send_after(30, self(), x), Echo() end), P = W:pid(A), W:on_message(A, self()), ok = W:terminate(A), ok = W:terminate(A), {error, terminated} = diff:outcome(fun() -> W:post_message(A, 1) end), not is_process_alive(P) andalso all() =:= [] end},
     {worker_parent_dies, fun() -> Me = self(), P = spawn(fun() -> A = W:new(fun() -> B = W:new(fun() -> ok end), Me ! {inner, W:pid(B)} end), Me ! {outer, W:pid(A)}, receive after infinity -> ok end end),
                             Outer = receive {outer, O} -> O end, Inner = receive {inner, I} -> I end, exit(P, kill), timer:sleep(50), not is_process_alive(Outer) andalso not is_process_alive(Inner) end},
     {worker_detached, fun() -> Me = self(), P = spawn(fun() -> A = W:new(Echo, [detached]), Me ! W:pid(A), receive after infinity -> ok end end), A = got(500), exit(P, kill), timer:sleep(50), R = is_process_alive(A), exit(A, kill), R end},
     {worker_fun_handler, fun() -> Me = self(), A = W:new(fun() -> W:post_message(a), W:post_message(b) end), timer:sleep(10), W:on_message(A, fun(a) -> error(x); (X) -> Me ! X end), got(500) =:= b end},
     {worker_three, fun() -> As = [W:new(fun() -> W:post_message(I) end) || I <- [1, 2, 3]], [W:on_message(A, self()) || A <- As], lists:sort([D || {message, _, D} <- all()]) =:= [1, 2, 3] end},
     {worker_bad, fun() -> {error, badarg} =:= diff:outcome(fun() -> W:new(foo) end) andalso {error, not_a_worker} =:= diff:outcome(fun() -> W:post_message(x) end) end}].
