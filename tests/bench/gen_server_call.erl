%% Calls of a gen_server that counts: 1,000,000 of them by one client.
-module(gen_server_call).
-behaviour(gen_server).
-export([main/0, run/1, init/1, handle_call/3, handle_cast/2]).

main() -> io:format("~p~n", [run(1000000)]).

run(N) ->
    {ok, Server} = gen_server:start_link(?MODULE, 0, []),
    calls(N, Server),
    Sum = gen_server:call(Server, get),
    gen_server:stop(Server),
    Sum.

calls(0, _Server) -> ok;
calls(N, Server) ->
    _ = gen_server:call(Server, {add, N}),
    calls(N - 1, Server).

init(Sum) -> {ok, Sum}.
handle_call({add, N}, _From, Sum) -> {reply, Sum, Sum + N};
handle_call(get, _From, Sum) -> {reply, Sum, Sum}.
handle_cast(_, Sum) -> {noreply, Sum}.
