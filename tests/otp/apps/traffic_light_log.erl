%% helper: an event handler that passes events on and counts their kinds
-module(traffic_light_log).
-behaviour(gen_event).
-export([init/1, handle_event/2, handle_call/2]).
init(Pid) -> {ok, {Pid, #{}}}.
handle_event({light, C} = E, {Pid, Kinds}) -> Pid ! E, {ok, {Pid, Kinds#{C => seen}}}.
handle_call(count_kinds, {_, Kinds} = S) -> {ok, Kinds, S}.
