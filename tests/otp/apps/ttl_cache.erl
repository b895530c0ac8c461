%% A cache whose entries live for a time: a gen_server with timers, an ets table readers use themselves, and a limit.
-module(ttl_cache).
-behaviour(gen_server).
-export([main/0, start_link/1, put/3, fetch/2, entries/1, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).
-include("../otp.hrl").

main() ->
    {ok, C} = start_link(#{limit => 3}),
    t("put", fun() -> [?MODULE:put(C, K, 10000) || K <- [a, b]] end),
    t("fetch", fun() -> [fetch(C, K) || K <- [a, b, c]] end),
    t("expires", fun() -> ?MODULE:put(C, short, 30), A = fetch(C, short), timer:sleep(150), {A, fetch(C, short), entries(C)} end),
    t("limit", fun() -> [?MODULE:put(C, K, 10000) || K <- [c, d, e]], {entries(C), [K || K <- [a, b, c, d, e], fetch(C, K) =/= miss]} end),
    t("put again restarts the time", fun() -> ?MODULE:put(C, e, 60), timer:sleep(20), ?MODULE:put(C, e, 10000), timer:sleep(120), fetch(C, e) end),
    t("statistics", fun() -> gen_server:call(C, statistics) end),
    t("stop", fun() -> {gen_server:stop(C), catch_(fun() -> fetch(C, a) end)} end).

catch_(F) -> try F() catch C:_ -> C end.

start_link(Options) -> gen_server:start_link({local, ?MODULE}, ?MODULE, Options, []).
put(C, Key, Time) -> gen_server:call(C, {put, Key, {value, Key}, Time}).
entries(C) -> gen_server:call(C, size).
fetch(C, Key) ->
    case ets:lookup(?MODULE, Key) of
        [{_, Value, _}] -> gen_server:cast(C, hit), Value;
        [] -> gen_server:cast(C, miss), miss
    end.

init(#{limit := Limit}) ->
    ets:new(?MODULE, [named_table, protected, {read_concurrency, true}]),
    {ok, {Limit, queue:new(), #{hit => 0, miss => 0, expired => 0, evicted => 0}}}.

handle_call({put, Key, Value, Time}, _From, {Limit, Order0, Stats0}) ->
    case ets:lookup(?MODULE, Key) of
        [{_, _, Old}] -> erlang:cancel_timer(Old);
        [] -> ok
    end,
    Timer = erlang:start_timer(Time, self(), Key),
    true = ets:insert(?MODULE, {Key, Value, Timer}),
    Order = queue:in(Key, queue:filter(fun(K) -> K =/= Key end, Order0)),
    {Order1, Stats} = evict(Limit, Order, Stats0),
    {reply, ok, {Limit, Order1, Stats}};
handle_call(size, _From, State) -> {reply, ets:info(?MODULE, size), State};
handle_call(statistics, _From, {_, _, Stats} = State) -> {reply, Stats, State}.

evict(Limit, Order, Stats) ->
    case queue:len(Order) > Limit of
        true ->
            {{value, Oldest}, Rest} = queue:out(Order),
            ets:delete(?MODULE, Oldest),
            evict(Limit, Rest, count(evicted, Stats));
        false -> {Order, Stats}
    end.

handle_cast(What, {Limit, Order, Stats}) -> {noreply, {Limit, Order, count(What, Stats)}}.

handle_info({timeout, Timer, Key}, {Limit, Order, Stats} = State) ->
    case ets:lookup(?MODULE, Key) of
        [{_, _, Timer}] ->
            ets:delete(?MODULE, Key),
            {noreply, {Limit, queue:filter(fun(K) -> K =/= Key end, Order), count(expired, Stats)}};
        _ -> {noreply, State}
    end.

terminate(_, _) -> ets:delete(?MODULE).
count(What, Stats) -> maps:update_with(What, fun(N) -> N + 1 end, Stats).
