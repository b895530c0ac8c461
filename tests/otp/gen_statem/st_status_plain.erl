%% helper: a machine without format_status
-module(st_status_plain).
-behaviour(gen_statem).
-export([init/1, callback_mode/0, first/3]).
callback_mode() -> [state_functions, state_enter].
init(_) -> {ok, first, [data]}.
first(enter, _, _) -> keep_state_and_data;
first(cast, crash, _) -> error(crashed);
first(_, _, _) -> keep_state_and_data.
