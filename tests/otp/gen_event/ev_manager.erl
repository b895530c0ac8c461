%% The manager itself: starting, names, calls that fail, requests, stop, sys functions.
%% flags: --deterministic 1
-module(ev_manager).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, terminate/2, code_change/3, format_status/1]).
-include("../otp.hrl").

main() ->
    capture(none),
    t("start", fun() -> {ok, P} = gen_event:start(), gen_event:stop(P) end),
    t("start options", fun() -> {ok, P} = gen_event:start([{debug, [log]}, {hibernate_after, 5}]), timer:sleep(20), {process_info(P, current_function), gen_event:stop(P)} end),
    t("start named", fun() -> {ok, P} = gen_event:start({local, manager}), {error, {already_started, P}} = gen_event:start_link({local, manager}), P =:= whereis(manager) end),
    t("start_monitor", fun() -> {ok, {P, R}} = gen_event:start_monitor(), gen_event:stop(P, why, 100), receive {'DOWN', R, _, _, W} -> W end end),
    t("start_monitor named", fun() -> {ok, {P, R}} = gen_event:start_monitor({local, other}, []), P = whereis(other), gen_event:stop(other), receive {'DOWN', R, _, _, W} -> W end end),
    t("notify nobody", fun() -> {gen_event:notify(nobody, x), gen_event:notify({nobody, node()}, x)} end),
    t("sync_notify nobody", fun() -> gen_event:sync_notify(nobody, x) end),
    t("which nobody", fun() -> gen_event:which_handlers(nobody) end),
    t("add nobody", fun() -> gen_event:add_handler(nobody, ?MODULE, x) end),
    t("call nobody", fun() -> gen_event:call(nobody, ?MODULE, x) end),
    t("add", fun() -> {gen_event:add_handler(manager, ?MODULE, 1), gen_event:add_handler(manager, {?MODULE, two}, 2)} end),
    t("call", fun() -> {gen_event:call(manager, ?MODULE, get), gen_event:call({manager, node()}, {?MODULE, two}, get)} end),
    t("call timeout", fun() -> gen_event:call(manager, ?MODULE, slow, 5) end),
    timer:sleep(500),
    t("no late answer", fun() -> mail(0) end),
    t("send_request", fun() -> gen_event:receive_response(gen_event:send_request(manager, ?MODULE, get), 1000) end),
    t("send_request bad", fun() -> gen_event:receive_response(gen_event:send_request(manager, {?MODULE, none}, get), 1000) end),
    t("send_request nobody", fun() -> gen_event:wait_response(gen_event:send_request(nobody, ?MODULE, get), 1000) end),
    t("check_response", fun() -> R = gen_event:send_request(manager, ?MODULE, get), M = receive X -> X end, {gen_event:check_response(x, R), gen_event:check_response(M, R)} end),
    t("collection", fun() ->
        C = gen_event:send_request(manager, {?MODULE, two}, get, l2, gen_event:send_request(manager, ?MODULE, get, l1, gen_event:reqids_new())),
        {R1, L1, C1} = gen_event:receive_response(C, 1000, true),
        {R2, L2, C2} = gen_event:wait_response(C1, 1000, true),
        {gen_event:reqids_size(C), lists:sort([{L1, R1}, {L2, R2}]), gen_event:reqids_to_list(C2)}
    end),
    t("get_state", fun() -> sys:get_state(manager) end),
    t("replace_state", fun() -> {sys:replace_state(manager, fun({M, I, S}) -> {M, I, {new, S}} end), sys:get_state(manager)} end),
    t("get_status", fun() ->
        {status, _, {module, M}, [_, State, _, Debug, [{header, H} | Data]]} = sys:get_status(manager),
        {M, State, Debug, H, Data}
    end),
    t("code_change", fun() -> sys:suspend(manager), R = sys:change_code(manager, ?MODULE, v, extra), sys:resume(manager), {R, sys:get_state(manager)} end),
    t("trace", fun() ->
        sys:trace(manager, true),
        gen_event:notify(manager, event),
        gen_event:call(manager, ?MODULE, get),
        manager ! message,
        sys:no_debug(manager)
    end),
    t("stop", fun() -> {gen_event:stop(manager), whereis(manager)} end),
    t("stop again", fun() -> gen_event:stop(manager) end).

init(S) -> {ok, S}.
handle_event(_, S) -> {ok, S}.
handle_call(slow, S) -> timer:sleep(400), {ok, slow, S};
handle_call(get, S) -> {ok, S, S}.
terminate(_, _) -> ok.
code_change(v, S, extra) -> {ok, {changed, S}}.
format_status(S) -> maps:map(fun(state, X) -> {shown, X}; (_, X) -> X end, S).
