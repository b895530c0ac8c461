-module(global_names).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

%% Names and locks of one node.

main() ->
    process_flag(trap_exit, true),
    P = fun(What, X) -> io:format("~s: ~0p~n", [What, X]) end,
    Idle = spawn_link(fun idle/0),
    P("register", [global:register_name({a, 1}, Idle), global:register_name({a, 1}, self()), global:register_name(me, self())]),
    P("whereis", [global:whereis_name({a, 1}) =:= Idle, global:whereis_name(me) =:= self(), global:whereis_name(none)]),
    P("names", lists:sort(global:registered_names())),
    P("two names", [global:register_name(again, Idle, fun global:notify_all_name/3), global:whereis_name(again) =:= Idle]),
    global:send(me, {hello, self()}),
    P("sent", receive {hello, Me} -> Me =:= self() after 1000 -> none end),
    P("send to none", catch global:send(none, hello)),
    P("moved", [global:re_register_name(me, Idle), global:whereis_name(me) =:= Idle]),
    global:unregister_name(me),
    global:unregister_name(none),
    P("unregistered", global:whereis_name(me)),
    exit(Idle, kill),
    receive {'EXIT', Idle, killed} -> ok end,
    P("dead", [global:whereis_name({a, 1}), global:whereis_name(again)]),
    P("free", global:register_name({a, 1}, self())),
    P("not a pid", try global:register_name(x, y) catch error:R1 -> R1 end),
    servers(P),
    locks(P).

servers(P) ->
    {ok, Pid} = gen_server:start_link({global, {server, 1}}, ?MODULE, zero, []),
    P("taken", gen_server:start_link({global, {server, 1}}, ?MODULE, zero, []) =:= {error, {already_started, Pid}}),
    P("call", gen_server:call({global, {server, 1}}, get)),
    ok = gen_server:cast({global, {server, 1}}, {set, one}),
    P("via", gen_server:call({via, global, {server, 1}}, get)),
    {ok, Other} = gen_server:start({via, global, other}, ?MODULE, two, []),
    P("via started", [global:whereis_name(other) =:= Other, gen_server:call({global, other}, get)]),
    P("stop", [gen_server:stop({global, {server, 1}}), global:whereis_name({server, 1})]),
    P("cast to none", gen_server:cast({global, {server, 1}}, {set, one})),
    {Reason, {gen_server, call, Args}} = try gen_server:call({global, {server, 1}}, get) catch exit:R -> R end,
    P("call of none", {Reason, Args}),
    ok = gen_server:stop(Other),
    receive {'EXIT', Pid, Why} -> P("ended", Why) end.

locks(P) ->
    Me = self(),
    P("lock", [global:set_lock({r, me}), global:set_lock({r, me}), global:set_lock({r, other}, [node()], 0)]),
    P("given back once", [global:del_lock({r, me}), global:set_lock({r, other}, [node()], 0)]),
    P("given back", [global:del_lock({r, me}), global:set_lock({r, other}, [node()], 0), global:del_lock({r, other})]),
    P("not mine", global:del_lock({unknown, me})),
    P("trans", [global:trans({r, me}, fun() -> global:set_lock({r, other}, [node()], 0) end), global:set_lock({r, other}, [node()], 0)]),
    P("aborted", global:trans({r, me}, fun() -> never end, [node()], 0)),
    global:del_lock({r, other}),
    P("crash", catch global:trans({r, me}, fun() -> throw(oops) end)),
    P("free after the crash", [global:set_lock({r, other}, [node()], 0), global:del_lock({r, other})]),
    Holder = spawn_link(fun() -> true = global:set_lock({r, holder}), Me ! has_it, idle() end),
    receive has_it -> ok end,
    Waiter = spawn_link(fun() -> Me ! {waited, global:set_lock({r, waiter})}, idle() end),
    P("held", receive {waited, _} -> too_early after 50 -> waiting end),
    exit(Holder, kill),
    P("the next", receive {waited, Result} -> Result after 5000 -> never end),
    exit(Waiter, kill).

idle() -> receive stop -> ok end.

init(State) -> {ok, State}.
handle_call(get, _From, State) -> {reply, State, State}.
handle_cast({set, State}, _) -> {noreply, State}.
