%% helper: the callback module that is pushed
-module(st_modules_other).
-behaviour(gen_statem).
-export([init/1, callback_mode/0, handle_event/4]).
callback_mode() -> handle_event_function.
init(_) -> error(never).
handle_event({call, From}, which, S, D) -> {keep_state_and_data, [{reply, From, {?MODULE, S, D}}]};
handle_event({call, From}, toggle, S, D) ->
    {next_state, case S of on -> off; off -> on end, D + 100, [{reply, From, toggled_elsewhere}]};
handle_event({call, From}, {push, M}, _, _) -> {keep_state_and_data, [{reply, From, pushed}, {push_callback_module, M}]};
handle_event({call, From}, {change, M}, _, _) -> {keep_state_and_data, [{reply, From, changed}, {change_callback_module, M}]};
handle_event({call, From}, pop, _, _) -> {keep_state_and_data, [{reply, From, popped}, pop_callback_module]}.
