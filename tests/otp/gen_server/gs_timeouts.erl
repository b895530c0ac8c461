%% Time-outs of a server: what ends one, hibernation, hibernate_after, and timers beside.
%% flags: --deterministic 1
-module(gs_timeouts).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, P} = gen_server:start(?MODULE, [], []),
    Log = fun() -> gen_server:call(P, log) end,
    t("fires", fun() -> gen_server:cast(P, {wait, 10}), timer:sleep(40), Log() end),
    t("a message ends it", fun() -> gen_server:cast(P, {wait, 20}), P ! message, timer:sleep(40), Log() end),
    t("a system message does not", fun() -> gen_server:cast(P, {wait, 20}), _ = sys:get_state(P), timer:sleep(60), Log() end),
    t("zero comes after what waits", fun() -> sys:suspend(P), gen_server:cast(P, {wait, 0}), P ! one, P ! two, sys:resume(P), timer:sleep(10), Log() end),
    t("zero", fun() -> gen_server:cast(P, {wait, 0}), timer:sleep(10), Log() end),
    t("infinity", fun() -> gen_server:cast(P, {wait, infinity}), timer:sleep(10), Log() end),
    t("hibernates", fun() -> gen_server:cast(P, {wait, hibernate}), timer:sleep(20), {process_info(P, current_function), Log()} end),
    t("hibernates through system messages", fun() -> gen_server:cast(P, {wait, hibernate}), timer:sleep(10), _ = sys:get_state(P), timer:sleep(20), {process_info(P, current_function), Log()} end),
    t("send_after", fun() -> erlang:send_after(5, P, tick), timer:sleep(20), Log() end),
    t("timer", fun() -> R = erlang:start_timer(5, P, tock), timer:sleep(20), [{timeout, R, tock}] = Log(), ok end),
    t("hibernate_after", fun() ->
        {ok, H} = gen_server:start(?MODULE, [], [{hibernate_after, 10}]),
        timer:sleep(40),
        A = process_info(H, current_function),
        [] = gen_server:call(H, log),
        timer:sleep(40),
        {A, process_info(H, current_function), gen_server:stop(H)}
    end),
    t("hibernate_after and timeout", fun() ->
        {ok, H} = gen_server:start(?MODULE, [], [{hibernate_after, 10}]),
        gen_server:cast(H, {wait, 30}),
        timer:sleep(80),
        {process_info(H, current_function), gen_server:call(H, log)}
    end),
    gen_server:stop(P).

init(S) -> {ok, S}.
handle_call(log, _, S) -> {reply, lists:reverse(S), []}.
handle_cast({wait, What}, S) -> {noreply, S, What}.
handle_info(X, S) -> {noreply, [X | S]}.
