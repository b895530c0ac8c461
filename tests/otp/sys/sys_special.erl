%% A special process: one that follows the rules of sys with a loop of its own, with every function of sys used on it.
-module(sys_special).
-export([main/0, init/1, system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2, write_debug/3, format_status/2]).
-include("../otp.hrl").

main() ->
    process_flag(trap_exit, true),
    {ok, P} = proc_lib:start_link(?MODULE, init, [self()]),
    register(special, P),
    t("ask", fun() -> ask(P, hello) end),
    t("get_state", fun() -> {sys:get_state(P), sys:get_state(special, 100)} end),
    t("replace_state", fun() -> {sys:replace_state(P, fun(S) -> S + 10 end), sys:replace_state(P, fun(S) -> S * 2 end, 100), sys:get_state(P)} end),
    t("replace_state fails", fun() -> try sys:replace_state(P, fun(_) -> error(no) end) catch C:_ -> C end end),
    t("get_status", fun() -> {status, P, {module, M}, [_, S, Parent, D, Misc]} = sys:get_status(P), {M, S, Parent, D, Misc} end),
    t("suspend", fun() -> {sys:suspend(P), ask(P, x, 20), sys:resume(P), mail(20)} end),
    t("suspended status", fun() -> sys:suspend(P), {status, _, _, [_, S | _]} = sys:get_status(P), sys:resume(P), S end),
    t("code change", fun() -> sys:suspend(P), R = [sys:change_code(P, m, v, X) || X <- [ok, bad, crash, throw]], sys:resume(P), {R, sys:get_state(P)} end),
    t("trace", fun() -> sys:trace(P, true), ask(P, traced), sys:trace(P, false), ask(P, untraced) end),
    t("log", fun() -> sys:log(P, true), [ask(P, N) || N <- lists:seq(1, 12)], {ok, L} = sys:log(P, get), {length(L), hd(L), sys:log(P, print), sys:log(P, false), sys:log(P, get)} end),
    t("statistics", fun() -> sys:statistics(P, true), ask(P, a), ask(P, b), {ok, L} = sys:statistics(P, get), {[X || {K, _} = X <- L, lists:member(K, [messages_in, messages_out])], [K || {K, _} <- L], sys:statistics(P, false), sys:statistics(P, get)} end),
    t("install", fun() -> Me = self(), F = fun(N, E, X) -> Me ! {seen, N, E, X}, N + 1 end, sys:install(P, {F, 0}), ask(P, a), ask(P, b), {sys:remove(P, F), ask(P, c), mail(10)} end),
    t("install by id", fun() -> Me = self(), F = fun(_, E, _) -> Me ! {seen, E}, done end, sys:install(P, {id, F, 0}), ask(P, a), ask(P, b), {sys:remove(P, id), mail(10)} end),
    t("install twice", fun() -> F = fun(_, _, _) -> done end, {sys:install(P, {id, F, 0}), sys:install(P, {id, F, 0}), sys:no_debug(P)} end),
    t("a debug function that fails", fun() -> sys:install(P, {fun(_, _, _) -> error(x) end, 0}), {ask(P, a), ask(P, b), sys:no_debug(P)} end),
    t("unknown request", fun() -> Ref = make_ref(), P ! {system, {self(), Ref}, nonsense}, mail(20) end),
    t("timeout", fun() -> sys:suspend(P), R = (catch sys:get_state(spawn(fun() -> receive x -> ok end end), 10)), sys:resume(P), element(1, element(2, R)) end),
    t("noproc", fun() -> sys:get_state(nobody) end),
    t("noproc", fun() -> sys:suspend(nobody, 10) end),
    t("noproc", fun() -> sys:log(nobody, get) end),
    t("noproc", fun() -> sys:change_code(nobody, m, v, x, 7) end),
    t("debug_options", fun() -> [is_list(sys:debug_options([trace, log, {log, 5}, statistics]))] end),
    t("terminate", fun() -> {sys:terminate(P, why), receive {'EXIT', P, R} -> R end} end).

ask(P, X) -> ask(P, X, 1000).
ask(P, X, Time) -> P ! {ask, self(), X}, receive {answer, A} -> A after Time -> no_answer end.

init(Parent) ->
    proc_lib:init_ack({ok, self()}),
    loop(Parent, sys:debug_options([]), 0).

loop(Parent, Debug0, N) ->
    receive
        {ask, From, X} ->
            Debug1 = sys:handle_debug(Debug0, fun ?MODULE:write_debug/3, special, {in, X}),
            From ! {answer, {X, N}},
            Debug2 = sys:handle_debug(Debug1, fun ?MODULE:write_debug/3, special, {out, {X, N}, a_client}),
            loop(Parent, Debug2, N + 1);
        {system, From, Request} -> sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug0, N)
    end.

write_debug(Dev, Event, Name) -> io:format(Dev, "~p event = ~p~n", [Name, Event]).
system_continue(Parent, Debug, N) -> loop(Parent, Debug, N).
system_terminate(Reason, _Parent, _Debug, _N) -> exit({terminated, Reason}).
system_get_state(N) -> {ok, N}.
system_replace_state(F, N) -> M = F(N), {ok, M, M}.
system_code_change(N, m, v, ok) -> {ok, {changed, N}};
system_code_change(_, m, v, bad) -> bad;
system_code_change(_, m, v, crash) -> exit(crash);
system_code_change(_, m, v, throw) -> throw({ok, 0}).
format_status(normal, [_PDict, S, _Parent, _Debug, N]) -> {shown, S, N}.
