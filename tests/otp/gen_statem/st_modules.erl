%% Changing the callback module: change, push and pop, each with its own mode.
-module(st_modules).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, on/3, off/3, terminate/3]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, P} = gen_statem:start(?MODULE, [], []),
    C = fun(X) -> t(lists:flatten(io_lib:format("~p", [X])), fun() -> gen_statem:call(P, X) end) end,
    C(which), C(toggle), C(which),
    C({push, st_modules_other}), C(which), C(toggle), C(which),
    C(pop), C(which), C(toggle), C(which),
    C({change, st_modules_other}), C(which), C({change, ?MODULE}), C(which),
    C({push, st_modules_other}), C({push, ?MODULE}), C(which), C(pop), C(which), C(pop), C(which),
    t("pop the last", fun() -> R = monitor(process, P), (catch gen_statem:call(P, pop)), receive {'DOWN', R, _, _, W} -> W end end),
    t("no such module", fun() -> {ok, Q} = gen_statem:start(?MODULE, [], []), R = monitor(process, Q), (catch gen_statem:call(Q, {push, st_no_such_module})), receive {'DOWN', R, _, _, W} -> element(1, W) end end),
    t("not a module", fun() -> {ok, Q} = gen_statem:start(?MODULE, [], []), R = monitor(process, Q), (catch gen_statem:call(Q, {push, "x"})), receive {'DOWN', R, _, _, W} -> W end end).

callback_mode() -> [state_functions, state_enter].
init(_) -> {ok, off, 0}.
on(enter, _, D) -> {keep_state, D + 1};
on(T, E, D) -> event(T, E, on, D).
off(enter, _, D) -> {keep_state, D + 1};
off(T, E, D) -> event(T, E, off, D).

event({call, From}, which, S, D) -> {keep_state_and_data, [{reply, From, {?MODULE, S, D}}]};
event({call, From}, toggle, on, D) -> {next_state, off, D, [{reply, From, ok}]};
event({call, From}, toggle, off, D) -> {next_state, on, D, [{reply, From, ok}]};
event({call, From}, {push, M}, _, _) -> {keep_state_and_data, [{push_callback_module, M}, {reply, From, ok}]};
event({call, From}, {change, M}, _, _) -> {keep_state_and_data, [{change_callback_module, M}, {reply, From, ok}]};
event({call, From}, pop, _, _) -> {keep_state_and_data, [pop_callback_module, {reply, From, ok}]}.
terminate(_, _, _) -> ok.
