%% enter_loop/3,4,5: a process becomes a server; its parent, name, options and first action.
-module(gs_enter_loop).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, start/1]).
-include("../otp.hrl").

main() ->
    process_flag(trap_exit, true),
    capture(none),
    t("plain", fun() -> {ok, P} = begin_as([?MODULE, [], s0]), {gen_server:call(P, state), gen_server:stop(P), gone(P)} end),
    t("timeout", fun() -> {ok, P} = begin_as([?MODULE, [], s0, 5]), timer:sleep(100), {gen_server:call(P, state), gen_server:stop(P), gone(P)} end),
    t("hibernate", fun() -> {ok, P} = begin_as([?MODULE, [], s0, hibernate]), timer:sleep(100), {process_info(P, current_function), gen_server:call(P, state), gen_server:stop(P), gone(P)} end),
    t("continue", fun() -> {ok, P} = begin_as([?MODULE, [], s0, {continue, c}]), {gen_server:call(P, state), gen_server:stop(P), gone(P)} end),
    t("name", fun() -> {ok, P} = begin_as(fun() -> register(entered, self()) end, [?MODULE, [], s0, {local, entered}]), {gen_server:call(entered, state), gen_server:stop(entered), gone(P)} end),
    t("name and timeout", fun() -> {ok, P} = begin_as(fun() -> register(entered, self()) end, [?MODULE, [], s0, {local, entered}, 0]), {gen_server:call(entered, state), gen_server:stop(entered), gone(P)} end),
    t("name not registered", fun() -> {ok, P} = begin_as([?MODULE, [], s0, {local, entered}]), gone(P) end),
    t("name of another", fun() -> {ok, P} = begin_as(fun() -> register(other, self()) end, [?MODULE, [], s0, {local, entered}]), gone(P) end),
    t("self", fun() -> {ok, P} = begin_as(fun() -> [?MODULE, [], s0, self(), infinity] end), {gen_server:call(P, state), gen_server:stop(P), gone(P)} end),
    t("debug", fun() -> {ok, P} = begin_as([?MODULE, [{debug, [log]}], s0]), state = gen_server:call(P, {echo, state}), {ok, L} = sys:log(P, get), gen_server:stop(P), gone(P), [element(1, E) || E <- L] end),
    t("parent ends", fun() ->
        Me = self(),
        Parent = spawn(fun() -> Me ! begin_as([?MODULE, [], s0]), receive R -> exit(R) end end),
        P = receive {ok, X} -> X end,
        Ref = monitor(process, P),
        Parent ! {shutdown, enough},
        receive {'DOWN', Ref, _, _, R} -> R end
    end),
    t("not by proc_lib", fun() -> {P, R} = spawn_monitor(fun() -> gen_server:enter_loop(?MODULE, [], s) end), receive {'DOWN', R, _, P, W} -> W end end).

begin_as(Name, Args) -> proc_lib:start_link(?MODULE, start, [fun() -> Name(), Args end]).
begin_as(Args) -> proc_lib:start_link(?MODULE, start, [Args]).

start(Args0) ->
    process_flag(trap_exit, true),
    Args = if is_function(Args0) -> Args0(); true -> Args0 end,
    proc_lib:init_ack({ok, self()}),
    apply(gen_server, enter_loop, Args).

gone(P) -> receive {'EXIT', P, R} -> R after 1000 -> alive end.

init(_) -> error(never).
handle_call(state, _, S) -> {reply, S, S};
handle_call({echo, X}, _, S) -> {reply, X, S}.
handle_cast(_, S) -> {noreply, S}.
handle_info(timeout, S) -> {noreply, {timed_out, S}}.
handle_continue(X, S) -> {noreply, {X, S}}.
terminate(_, _) -> ok.
