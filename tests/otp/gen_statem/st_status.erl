%% sys:get_status/1, get_state, replace_state and code_change of a machine; format_status/1; and what reports show.
-module(st_status).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, format_status/1, code_change/4]).
-include("../otp.hrl").

main() ->
    capture(),
    {ok, P} = gen_statem:start_link({local, machine}, ?MODULE, [], [{debug, [{log, 5}]}]),
    status("fresh", P),
    gen_statem:cast(P, {do, [{state_timeout, 10000, st}, {{timeout, n}, 10000, nt}]}),
    gen_statem:cast(P, postpone),
    status("with timers", P),
    t("get_state", fun() -> sys:get_state(P) end),
    t("replace_state", fun() -> {sys:replace_state(P, fun({S, D}) -> {{new, S}, [new | D]} end), sys:get_state(P)} end),
    t("replace_state fails", fun() -> catch sys:replace_state(P, fun(_) -> error(no) end), sys:get_state(P) end),
    t("code_change", fun() -> sys:suspend(P), R = sys:change_code(P, ?MODULE, v1, extra), sys:resume(P), {R, sys:get_state(P)} end),
    t("code_change fails", fun() -> sys:suspend(P), R = sys:change_code(P, ?MODULE, v1, fail), sys:resume(P), {R, sys:get_state(P)} end),
    gen_statem:stop(P),
    {ok, Q} = gen_statem:start(?MODULE, [], []),
    gen_statem:cast(Q, postpone),
    gen_statem:cast(Q, {do, [{{timeout, n}, 10000, nt}]}),
    sys:suspend(Q),
    gen_statem:cast(Q, crash),
    ended(Q, fun(_) -> sys:resume(Q) end),
    logged(),
    {ok, R} = gen_statem:start(st_status_plain, [], []),
    status("plain", R),
    ended(R, fun(_) -> gen_statem:cast(R, crash) end),
    logged().

status(Label, P) ->
    {status, P, {module, M}, [PDict, State, Parent, Debug, Misc]} = sys:get_status(P),
    io:format("~s ~p ~p~n", [Label, M, [length(PDict), State, normal(Parent), [element(1, D) || D <- Debug]]]),
    p([case X of {header, "Status for state machine <" ++ _} -> header; _ -> X end || X <- Misc]).

callback_mode() -> handle_event_function.
init(_) -> {ok, first, [secret]}.
handle_event(cast, {do, Actions}, _, _) -> {keep_state_and_data, Actions};
handle_event(cast, crash, _, _) -> error(crashed);
handle_event(_, postpone, _, _) -> {keep_state_and_data, postpone};
handle_event(_, _, _, _) -> keep_state_and_data.
format_status(Status) ->
    maps:map(fun(data, _) -> hidden_data;
                (state, S) -> {shown, S};
                (queue, Q) -> [{queued, length(Q)}];
                (postponed, Q) -> [{postponed, length(Q)}];
                (timeouts, T) -> [{T1, shown} || {T1, _} <- T];
                (log, L) -> [length(L)];
                (_, V) -> V
             end, Status).
code_change(v1, S, D, extra) -> {ok, {changed, S}, [changed | D]};
code_change(v1, _, _, fail) -> failed.
