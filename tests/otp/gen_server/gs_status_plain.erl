%% helper: a server without format_status
-module(gs_status_plain).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).
init(S) -> {ok, S}.
handle_call(_, _, S) -> {reply, hi, S}.
handle_cast(fail, S) -> {stop, {failed, S}, S}.
