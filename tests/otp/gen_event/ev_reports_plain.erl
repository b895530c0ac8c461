%% helper: a handler without handle_info/2 and terminate/2
-module(ev_reports_plain).
-behaviour(gen_event).
-export([init/1, handle_event/2, handle_call/2]).
init(S) -> {ok, S}.
handle_event(crash, _) -> error(crash).
handle_call(_, S) -> {ok, S, S}.
