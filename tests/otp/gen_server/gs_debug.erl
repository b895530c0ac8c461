%% What a server prints when it is traced, by option and by sys.
-module(gs_debug).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    register(watcher, self()),
    {ok, P} = gen_server:start({local, traced}, ?MODULE, 0, [{debug, [trace]}]),
    gen_server:cast(P, {add, 2}),
    gen_server:cast(P, {continue, 3}),
    P ! "a message",
    gen_server:cast(P, {timeout, 1}),
    receive timed_out -> ok end,
    sys:trace(P, false),
    gen_server:cast(P, {add, 100}),
    sys:trace(P, true),
    gen_server:cast(P, {hibernate, 1}),
    timer:sleep(10),
    P ! {tuple, [1, 2, 3]},
    timer:sleep(10),
    sys:no_debug(P),
    gen_server:cast(P, {add, 1}),
    p(sys:get_state(P)),
    gen_server:stop(P),
    {ok, L} = gen_server:start(?MODULE, 0, [{debug, [{log, 4}, statistics]}]),
    gen_server:call(L, get),
    gen_server:cast(L, {add, 1}),
    L ! info,
    p(gen_server:call(L, get)),
    p(sys:log(L, get)),
    {ok, Stats} = sys:statistics(L, get),
    p([case S of {K, N} when is_integer(N), K =/= reductions -> S; {K, _} -> K end || S <- Stats]),
    p(sys:log(L, false)),
    p(sys:log(L, get)),
    p(sys:statistics(L, false)),
    p(sys:statistics(L, get)),
    {ok, I} = gen_server:start(?MODULE, 0, [{debug, [{install, {fun seen/3, []}}]}]),
    gen_server:cast(I, {add, 5}),
    Five = gen_server:call(I, get),
    %% It tells of its answer after it has answered.
    Five = sys:get_state(I),
    p(Five),
    p(element(5, lists:last(tuple_to_list({element(4, sys:get_status(I))})) =:= x orelse {1, 2, 3, 4, ok})),
    t("bad debug option", fun() -> {ok, B} = gen_server:start(?MODULE, 0, [{debug, nonsense}]), gen_server:call(B, get) end),
    t("bad debug options", fun() -> {ok, B} = gen_server:start(?MODULE, 0, [{debug, [nonsense, {log, x}]}]), gen_server:call(B, get) end).

seen(S, Event, Server) ->
    io:format("seen ~p by ~p, ~p before~n", [normal(Event), normal(Server), length(S)]),
    [Event | S].

init(S) -> {ok, S}.
handle_call(get, _, S) -> {reply, S, S}.
handle_cast({add, N}, S) -> {noreply, S + N};
handle_cast({timeout, N}, S) -> {noreply, S, N};
handle_cast({hibernate, N}, S) -> {noreply, S + N, hibernate};
handle_cast({continue, N}, S) -> {noreply, S, {continue, N}}.
handle_info(timeout, S) -> watcher ! timed_out, {noreply, S};
handle_info(_, S) -> {noreply, S}.
handle_continue(N, S) -> {noreply, S + N}.
terminate(_, _) -> ok.
