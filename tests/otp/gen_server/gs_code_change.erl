%% code_change/3 by way of sys: its results, and what may be done while suspended.
-module(gs_code_change).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, code_change/3]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, P} = gen_server:start_link(?MODULE, 0, []),
    Change = fun(Old, Extra) -> sys:suspend(P), R = sys:change_code(P, ?MODULE, Old, Extra), sys:resume(P), {R, gen_server:call(P, get)} end,
    t("ok", fun() -> Change("v1", fun(Old, S) -> {ok, {S, Old}} end) end),
    t("down", fun() -> Change({down, "v2"}, fun({down, _}, {S, _}) -> {ok, S} end) end),
    t("undefined", fun() -> Change(undefined, fun(undefined, S) -> {ok, S + 1} end) end),
    t("error", fun() -> Change(v, fun(_, _) -> {error, no} end) end),
    t("other", fun() -> Change(v, fun(_, _) -> whatever end) end),
    t("crash", fun() -> Change(v, fun(_, _) -> error(bang) end) end),
    t("exit", fun() -> Change(v, fun(_, _) -> exit(bang) end) end),
    t("throw", fun() -> Change(v, fun(_, _) -> throw(bang) end) end),
    t("running", fun() -> sys:change_code(P, ?MODULE, v, fun(_, S) -> {ok, S} end) end),
    t("messages wait", fun() ->
        sys:suspend(P),
        [gen_server:cast(P, {add, N}) || N <- [1, 2, 3]],
        ok = sys:change_code(P, ?MODULE, v, fun(_, S) -> {ok, S * 100} end),
        S = sys:get_state(P),
        sys:resume(P),
        {S, gen_server:call(P, get)}
    end),
    t("call times out", fun() -> sys:suspend(P), R = (catch gen_server:call(P, get, 10)), sys:resume(P), {element(1, element(2, R)), gen_server:call(P, get)} end),
    t("twice", fun() -> sys:suspend(P), sys:suspend(P), sys:resume(P), gen_server:call(P, get) end).

init(S) -> {ok, S}.
handle_call(get, _, S) -> {reply, S, S}.
handle_cast({add, N}, S) -> {noreply, S + N}.
handle_info(_, S) -> {noreply, S}.
code_change(Old, S, F) -> F(Old, S).
