%% helper: a server whose format_status fails
-module(gs_status_bad).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2, format_status/1]).
init(S) -> {ok, S}.
handle_call(_, _, S) -> {reply, hi, S}.
handle_cast(fail, S) -> {stop, {failed, S}, S}.
format_status(_) -> error(oops).
