%% Calls, casts and requests: time-outs (clean, dirty), late replies, replies by others, collections.
-module(st_calls).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, P} = gen_statem:start({local, callee}, ?MODULE, [], []),
    t("call", fun() -> gen_statem:call(P, a) end),
    [t(lists:flatten(io_lib:format("timeout ~p", [T])), fun() -> gen_statem:call(P, {after_, 50, a}, T) end)
     || T <- [10, 500, infinity, {clean_timeout, 10}, {dirty_timeout, 10}, {clean_timeout, infinity}, {dirty_timeout, 500}, 0]],
    timer:sleep(80),
    t("no late replies", fun() -> mail(0) end),
    t("noproc", fun() -> gen_statem:call(nobody, a) end),
    t("noproc timeout", fun() -> gen_statem:call(nobody, a, {clean_timeout, 5}) end),
    t("dies", fun() -> {ok, Q} = gen_statem:start(?MODULE, [], []), gen_statem:call(Q, {die, why}) end),
    t("dies dirty", fun() -> {ok, Q} = gen_statem:start(?MODULE, [], []), gen_statem:call(Q, {die, {shutdown, x}}, {dirty_timeout, 500}) end),
    t("cast", fun() -> {gen_statem:cast(P, {tell, self(), c}), gen_statem:cast(callee, {tell, self(), d}), gen_statem:cast({callee, node()}, {tell, self(), e}), gen_statem:cast(nobody, x), mail()} end),
    t("info", fun() -> P ! {tell, self(), i}, mail() end),
    t("receive_response", fun() -> gen_statem:receive_response(gen_statem:send_request(P, a)) end),
    t("receive_response in time", fun() -> gen_statem:receive_response(gen_statem:send_request(P, a), 1000) end),
    t("receive_response late", fun() -> X = gen_statem:receive_response(gen_statem:send_request(P, {after_, 30, a}), 1), timer:sleep(50), {X, mail(0)} end),
    t("wait_response", fun() -> R = gen_statem:send_request(P, {after_, 30, a}), {gen_statem:wait_response(R, 1), gen_statem:wait_response(R)} end),
    t("check_response", fun() -> R = gen_statem:send_request(P, a), M = receive X -> X end, {gen_statem:check_response(x, R), gen_statem:check_response(M, R)} end),
    t("error", fun() -> gen_statem:receive_response(gen_statem:send_request(nobody, a)) end),
    t("collection", fun() ->
        C = gen_statem:send_request(P, {after_, 30, b}, lb, gen_statem:send_request(P, a, la, gen_statem:reqids_new())),
        {R1, L1, C1} = gen_statem:receive_response(C, infinity, true),
        {R2, L2, C2} = gen_statem:wait_response(C1, 1000, true),
        {gen_statem:reqids_size(C), R1, L1, gen_statem:reqids_size(C1), R2, L2, gen_statem:reqids_to_list(C2), gen_statem:check_response(x, C2, true)}
    end),
    t("reply by another", fun() -> gen_statem:call(P, by_another) end),
    t("reply later", fun() -> gen_statem:call(P, later) end),
    t("stop", fun() -> {gen_statem:stop(callee), whereis(callee)} end),
    t("stop again", fun() -> gen_statem:stop(callee) end),
    t("stop reason", fun() -> {ok, {Q, R}} = gen_statem:start_monitor(?MODULE, [], []), gen_statem:stop(Q, {shutdown, y}, 100), receive {'DOWN', R, _, _, W} -> W end end),
    t("left over", fun() -> mail(0) end).

callback_mode() -> handle_event_function.
init(_) -> {ok, s, #{}}.
handle_event({call, From}, {after_, N, X}, _, D) -> {keep_state, D#{X => From}, [{{timeout, {From, X}}, N, X}]};
handle_event({timeout, {From, _}}, X, _, _) -> {keep_state_and_data, [{reply, From, {late, X}}]};
handle_event({call, _}, {die, Why}, _, _) -> {stop, Why};
handle_event({call, From}, by_another, _, _) -> spawn(fun() -> gen_statem:reply(From, another) end), keep_state_and_data;
handle_event({call, From}, later, _, _) -> {next_state, t, #{later => From}, [{state_timeout, 5, reply}]};
handle_event(state_timeout, reply, t, #{later := From}) -> gen_statem:reply([{reply, From, later}]), {next_state, s, #{}};
handle_event({call, From}, X, _, _) -> {keep_state_and_data, {reply, From, {got, X}}};
handle_event(T, {tell, Pid, X}, _, _) -> Pid ! {T, X}, keep_state_and_data.
