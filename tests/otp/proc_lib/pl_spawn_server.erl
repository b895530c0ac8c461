%% helper: a server, and a supervisor without children
-module(pl_spawn_server).
-export([init/1, handle_call/3, handle_cast/2]).
init(sup) -> {ok, {#{}, []}};
init(X) -> {ok, X}.
handle_call(_, _, S) -> {reply, ok, S}.
handle_cast(_, S) -> {noreply, S}.
