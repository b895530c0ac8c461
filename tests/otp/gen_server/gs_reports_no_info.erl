%% helper: a server without handle_info/2
-module(gs_reports_no_info).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).
init(S) -> {ok, S}.
handle_call(_, _, S) -> {reply, S, S}.
handle_cast(_, S) -> {noreply, S}.
