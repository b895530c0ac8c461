%% helper: a server with format_status/2
-module(gs_status_two).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2, format_status/2]).
init(S) -> {ok, S}.
handle_call(_, _, S) -> {reply, hi, S}.
handle_cast(fail, S) -> {stop, {failed, S}, S}.
format_status(normal, [_PDict, {secret, _}]) -> [{data, [{"State", {secret, normal}}]}];
format_status(terminate, [_PDict, {secret, _}]) -> {secret, terminate}.
