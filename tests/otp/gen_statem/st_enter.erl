%% state_enter calls: when they come, what they may return, repeat_state.
-module(st_enter).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, a/3, b/3, c/3, bad/3, terminate/3]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    {ok, P} = gen_statem:start(?MODULE, a, []),
    t("init", fun() -> log() end),
    t("next", fun() -> gen_statem:call(P, {go, b}), log() end),
    t("same", fun() -> gen_statem:call(P, {go, b}), log() end),
    t("repeat", fun() -> gen_statem:call(P, repeat), log() end),
    t("repeat and data", fun() -> gen_statem:call(P, repeat_and_data), log() end),
    t("keep", fun() -> gen_statem:call(P, keep), log() end),
    t("enter sets a timeout", fun() -> gen_statem:call(P, {go, c}), timer:sleep(30), log() end),
    t("enter replies", fun() -> gen_statem:call(P, {go_and_let_enter_reply, b}) end),
    log(),
    t("postponed", fun() -> gen_statem:cast(P, postponed), gen_statem:call(P, {go, a}), timer:sleep(10), log() end),
    t("repeat retries postponed", fun() -> gen_statem:cast(P, {postpone_once, x}), timer:sleep(5), gen_statem:call(P, repeat), timer:sleep(10), log() end),
    gen_statem:stop(P),
    log(),
    [t(lists:flatten(io_lib:format("bad ~p", [What])), fun() -> {R, _} = gen_bad(What), {R, log()} end)
     || What <- [postpone, next_event, other_state, stop, crash, nonsense, timeout_ok]].

gen_bad(What) ->
    {ok, {P, Ref}} = gen_statem:start_monitor(?MODULE, {start, What}, []),
    gen_statem:cast(P, go_bad),
    receive {'DOWN', Ref, _, _, R} -> {R, P} after 50 -> gen_statem:stop(P), {alive, P} end.

log() -> receive {log, X} -> [X | log()] after 0 -> [] end.
say(X) -> watcher ! {log, X}.

callback_mode() -> [state_functions, state_enter].
init({start, What}) -> {ok, a, What};
init(S) -> {ok, S, 0}.

a(enter, Old, D) -> say({enter_a, from, Old, D}), keep_state_and_data;
a(cast, go_bad, D) -> {next_state, bad, D};
a(T, E, D) -> common(T, E, a, D).
b(enter, Old, {reply, From, D}) -> say({enter_b, from, Old, D}), {keep_state, D, [{reply, From, by_enter}]};
b(enter, Old, D) -> say({enter_b, from, Old, D}), {keep_state, D + 1};
b(cast, postponed, _) -> say(postponing), {keep_state_and_data, postpone};
b(T, E, D) -> common(T, E, b, D).
c(enter, Old, D) -> say({enter_c, from, Old, D}), {keep_state, D + 1, [{state_timeout, 5, ring}]};
c(state_timeout, ring, D) -> say({ring, D}), keep_state_and_data;
c(T, E, D) -> common(T, E, c, D).

bad(enter, _, postpone) -> {keep_state_and_data, postpone};
bad(enter, _, next_event) -> {keep_state_and_data, {next_event, internal, x}};
bad(enter, _, other_state) -> {next_state, a, x};
bad(enter, _, stop) -> {stop, stopped_in_enter};
bad(enter, _, crash) -> error(crashed_in_enter);
bad(enter, _, nonsense) -> nonsense;
bad(enter, _, timeout_ok) -> {keep_state_and_data, [{timeout, 5, x}, {{timeout, t}, 20, y}, hibernate]};
bad(T, E, D) -> say({T, E, D}), keep_state_and_data.

common({call, From}, {go, S}, _, D) -> {next_state, S, D, {reply, From, ok}};
common({call, From}, {go_and_let_enter_reply, S}, _, D) -> {next_state, S, {reply, From, D}};
common({call, From}, repeat, _, D) -> {repeat_state, D, {reply, From, ok}};
common({call, From}, repeat_and_data, _, _) -> {repeat_state_and_data, {reply, From, ok}};
common({call, From}, keep, _, _) -> {keep_state_and_data, {reply, From, ok}};
common(cast, {postpone_once, X}, _, D) when D rem 2 =:= 0 -> say({postponing, X, D}), {keep_state, D + 1, postpone};
common(T, E, S, _) -> say({T, E, S}), keep_state_and_data.
terminate(R, S, D) -> say({terminate, R, S, D}).
