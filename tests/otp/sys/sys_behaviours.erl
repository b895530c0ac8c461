%% The functions of sys on a gen_server, a gen_statem and a gen_event: what waits while they are suspended, states, code changes, ends.
-module(sys_behaviours).
-export([main/0, init/1, callback_mode/0, handle_call/3, handle_cast/2, handle_event/4, code_change/3, code_change/4, handle_event/2, handle_call/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    process_flag(trap_exit, true),
    kind(gen_server, fun(P) -> gen_server:call(P, get) end),
    kind(gen_statem, fun(P) -> gen_statem:call(P, get) end),
    kind(gen_event, fun(P) -> gen_event:call(P, ?MODULE, get) end).

start(gen_server) -> gen_server:start_link(?MODULE, server, []);
start(gen_statem) -> gen_statem:start_link(?MODULE, statem, []);
start(gen_event) -> {ok, P} = gen_event:start_link(), ok = gen_event:add_handler(P, ?MODULE, event), {ok, P}.

kind(Kind, Ask) ->
    {ok, P} = start(Kind),
    T = fun(Label, F) -> t({Kind, Label}, F) end,
    T(state, fun() -> {sys:get_state(P), sys:get_state(P, 1000)} end),
    T(replace, fun() -> {sys:replace_state(P, fun(S) -> put(seen, S), plus(S) end), Ask(P)} end),
    T("replace fails", fun() -> {try sys:replace_state(P, fun(_) -> error(no) end) catch C:_ -> C end, Ask(P)} end),
    T("suspended: calls wait", fun() ->
        Me = self(),
        ok = sys:suspend(P),
        C = spawn_link(fun() -> Me ! ready, Me ! {answered, Ask(P)} end),
        receive ready -> ok end,
        {status, P, {module, _}, [_, State, Parent, _, _]} = sys:get_status(P),
        S = sys:get_state(P),
        Early = receive {answered, _} -> early after 0 -> waits end,
        ok = sys:resume(P),
        A = receive {answered, X} -> X end,
        receive {'EXIT', C, normal} -> {State, Parent =:= Me, S, Early, A} end
    end),
    T("suspend twice", fun() -> {sys:suspend(P), sys:suspend(P), sys:resume(P), Ask(P), sys:resume(P)} end),
    T("code change", fun() -> sys:suspend(P), R = sys:change_code(P, ?MODULE, "1", more), sys:resume(P), {R, Ask(P)} end),
    T("code change of another module", fun() -> sys:suspend(P), R = sys:change_code(P, lists, "1", more), sys:resume(P), {R =:= ok, is_process_alive(P)} end),
    T("log", fun() ->
        {sys:log(P, {true, 3}), Ask(P), Ask(P), begin {ok, L} = sys:log(P, get), length(L) =< 3 end, sys:log(P, false), sys:log(P, get)}
    end),
    T("statistics", fun() ->
        ok = sys:statistics(P, true),
        Ask(P),
        {ok, L} = sys:statistics(P, get),
        {lists:sort([K || {K, _} <- L]), lists:keyfind(messages_in, 1, L), sys:statistics(P, false), sys:statistics(P, get)}
    end),
    T("install sees", fun() ->
        Me = self(),
        ok = sys:install(P, {watch, fun(N, Event, _) -> Me ! {seen, N, element(1, Event)}, N + 1 end, 1}),
        Ask(P),
        ok = sys:remove(P, watch),
        Ask(P),
        length(mail(0)) > 0
    end),
    T("terminate", fun() -> {sys:terminate(P, {told, to}), receive {'EXIT', P, R} -> R end} end).

plus({Id, N}) when is_integer(N) -> {Id, N + 1};
plus({M, Id, S}) -> {M, Id, plus(S)}.

init(statem) -> {ok, here, 1};
init(Kind) -> {ok, {Kind, 1}}.
callback_mode() -> handle_event_function.
handle_call(get, _, S) -> {reply, S, S}.
handle_cast(_, S) -> {noreply, S}.
handle_event({call, From}, get, State, Data) -> {keep_state_and_data, [{reply, From, {State, Data}}]}.
handle_event(_, S) -> {ok, S}.
handle_call(get, S) -> {ok, S, S}.
code_change("1", S, more) -> {ok, {changed, S}}.
code_change("1", State, Data, more) -> {ok, State, {changed, Data}}.
terminate(_, _) -> ok.
