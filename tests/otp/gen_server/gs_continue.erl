%% {continue, _}: before any message that already waits, from every callback, and one after another.
-module(gs_continue).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2]).
-include("../otp.hrl").

main() ->
    Me = self(),
    {ok, Pid} = gen_server:start_link(?MODULE, Me, []),
    t("after init", fun() -> gen_server:call(Pid, log) end),
    t("call", fun() -> gen_server:call(Pid, {go, [a, b, c]}), gen_server:call(Pid, log) end),
    t("before the mailbox", fun() ->
        sys:suspend(Pid),
        gen_server:cast(Pid, {go, [one, two]}),
        Pid ! message,
        gen_server:cast(Pid, {go, [three]}),
        sys:resume(Pid),
        gen_server:call(Pid, log)
    end),
    t("timeout after continue", fun() -> gen_server:call(Pid, {go, [{timeout, 1}]}), timer:sleep(20), gen_server:call(Pid, log) end),
    t("hibernate after continue", fun() ->
        gen_server:call(Pid, {go, [hibernate]}),
        timer:sleep(20),
        {process_info(Pid, current_function), gen_server:call(Pid, log)}
    end),
    t("stop", fun() -> process_flag(trap_exit, true), gen_server:call(Pid, {go, [{stop, done}]}), receive {'EXIT', Pid, R} -> R end end),
    capture(none),
    t("missing", fun() ->
        {error, _} = gen_server:start(gs_nothing, x, []),
        {ok, {_, R}} = gen_server:start_monitor(?MODULE, other, []),
        receive {'DOWN', R, _, _, {Why, [{M, F, _, _} | _]}} -> {Why, M, F} end
    end).

init(other) -> {ok, s, {continue, {missing, clause}}};
init(_) -> {ok, [], {continue, [init]}}.
handle_call(log, _, S) -> {reply, lists:reverse(S), []};
handle_call({go, L}, _, S) -> {reply, ok, [call | S], {continue, L}}.
handle_cast({go, L}, S) -> {noreply, [cast | S], {continue, L}}.
handle_info(X, S) -> {noreply, [X | S]}.
handle_continue([{timeout, N} | _], S) -> {noreply, [timeout_set | S], N};
handle_continue([hibernate | _], S) -> {noreply, [hibernating | S], hibernate};
handle_continue([{stop, R} | _], S) -> {stop, R, S};
handle_continue([X], S) -> {noreply, [X | S]};
handle_continue([X | L], S) -> {noreply, [X | S], {continue, L}}.
