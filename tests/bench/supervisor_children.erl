%% A supervisor with 100,000 children, all of them gen_servers: started one after another, counted, and ended.
-module(supervisor_children).
-behaviour(gen_server).
-export([main/0, run/1, start_child/1, init/1, handle_call/3, handle_cast/2]).

main() -> io:format("~p~n", [run(100000)]).

run(N) ->
    process_flag(trap_exit, true),
    {ok, Supervisor} = supervisor:start_link(?MODULE, supervisor),
    start(N, Supervisor),
    [{specs, N}, {active, N}, _, {workers, N}] = supervisor:count_children(Supervisor),
    exit(Supervisor, shutdown),
    receive {'EXIT', Supervisor, shutdown} -> N end.

start(0, _Supervisor) -> ok;
start(N, Supervisor) ->
    {ok, _} = supervisor:start_child(Supervisor, #{id => N, start => {?MODULE, start_child, [N]}}),
    start(N - 1, Supervisor).

start_child(N) -> gen_server:start_link(?MODULE, {child, N}, []).

init(supervisor) -> {ok, {#{}, []}};
init({child, N}) -> {ok, N}.
handle_call(_, _From, N) -> {reply, N, N}.
handle_cast(_, N) -> {noreply, N}.
