%% Tables of every type under random use by many processes, each of which compares what the tables say with a model of its own keys. A broken law is
%% printed with its seed, and the exit status is 1.
%%
%% The laws:
%%   own keys     only I change the keys {Me, _}: what I look up, select and count is what I put there
%%   counters     the sum of all counters is the number of increments
%%   traversal    a fixed table shows each key that stays exactly once, whatever the others insert and delete meanwhile; an ordered one in order
%%   owners       tables of the dead go to their heirs, once, or are deleted
%%   leaks        memory and tables are what they were
-module(stress_ets).
-export([main/1]).

-define(PATIENCE, 60000).
-define(KEYS, 20).

main(Args) ->
    [Seconds, Seed, Workers, Steps] = arguments(Args, [3, 1, 16, 400]),
    Until = erlang:monotonic_time(millisecond) + Seconds * 1000,
    rounds(Until, Seed, 1, Workers, Steps).

arguments([], Defaults) -> Defaults;
arguments([A | As], [_ | Ds]) -> [list_to_integer(A) | arguments(As, Ds)].

rounds(Until, Seed, Round, Workers, Steps) ->
    Before = {length(ets:all()), erlang:memory(ets)},
    run_round({Seed, Round}, Workers, Steps),
    balanced(Before, {Seed, Round}, 100),
    case erlang:monotonic_time(millisecond) < Until of
        true -> rounds(Until, Seed, Round + 1, Workers, Steps);
        false -> io:format("~b rounds~n", [Round])
    end.

%% Tables are freed when nobody can still be looking at them, a moment after they are gone.
balanced({Tables, Bytes} = Before, Where, Tries) ->
    erlang:garbage_collect(),
    case {length(ets:all()), erlang:memory(ets)} of
        {Tables, After} when After =< Bytes + 65536 -> ok;
        _ when Tries > 0 -> receive after 20 -> ok end, balanced(Before, Where, Tries - 1);
        After -> broken(Where, {leaked, Before, After})
    end.

-spec broken(term(), term()) -> no_return().
broken(Where, What) ->
    io:format("BROKEN ~p: ~p~n", [Where, What]),
    halt(1).

run_round({_, Round} = Where, Workers, Steps) ->
    Concurrency = [{read_concurrency, Round rem 2 =:= 0}, {write_concurrency, Round rem 3 =/= 0}],
    Tables = [{Type, ets:new(shared, [Type, public | Concurrency])} || Type <- [set, ordered_set, bag, duplicate_bag]],
    %% Keys that stay for the whole round.
    [ets:insert(T, {{stays, I}, I}) || {_, T} <- Tables, I <- lists:seq(1, 100)],
    Counter = ets:new(counter, [public, set | Concurrency]),
    Self = self(),
    Crew = [spawn_monitor(fun() -> worker(Self, I, Where, Tables, Counter, Steps) end) || I <- lists:seq(1, Workers)],
    Increments = [receive {done, P, N} -> N; {'DOWN', R, _, P, Why} -> broken(Where, {worker_ended, Why}) after ?PATIENCE -> broken(Where, {stuck, P}) end
                  || {P, R} <- Crew],
    Sum = lists:sum([V || {_, V} <- ets:tab2list(Counter)]),
    Sum =:= lists:sum(Increments) orelse broken(Where, {counters, Sum, lists:sum(Increments)}),
    %% Every worker has taken its keys out again.
    [length(ets:tab2list(T)) =:= 100 orelse broken(Where, {objects_left, Type, ets:tab2list(T)}) || {Type, T} <- Tables],
    %% OTP 25 counts the objects of a bag wrongly when they are deleted while the table is fixed: there it is not asked.
    [ets:info(T, size) =:= 100 orelse broken(Where, {size, Type, ets:info(T, size)})
     || {Type, T} <- Tables, erlang:system_info(otp_release) =/= "25" orelse lists:member(Type, [set, ordered_set])],
    inherited(Where, Workers),
    [receive {'DOWN', R, process, P, normal} -> ok after ?PATIENCE -> broken(Where, no_down) end || {P, R} <- Crew],
    [ets:delete(T) || {_, T} <- Tables],
    ets:delete(Counter).

%% Each worker leaves one table to the main process.
inherited(_, 0) -> ok;
inherited(Where, N) ->
    receive
        {'ETS-TRANSFER', T, _, {left_by, I}} ->
            ets:lookup(T, owner) =:= [{owner, I}] orelse broken(Where, {inherited, I}),
            ets:delete(T),
            inherited(Where, N - 1)
    after ?PATIENCE -> broken(Where, {not_inherited, N})
    end.

-record(w, {me, where, tables, counter, models, increments = 0}).

worker(Main, I, {Seed, Round} = Where, Tables, Counter, Steps) ->
    rand:seed(exsss, {Seed, Round, I}),
    Left = ets:new(left, [{heir, Main, {left_by, I}}]),
    ets:insert(Left, {owner, I}),
    ets:new(dropped, [public, lists:nth(rand:uniform(2), [set, ordered_set])]),
    W = steps(Steps, #w{me = I, where = Where, tables = Tables, counter = Counter, models = maps:from_list([{Type, #{}} || {Type, _} <- Tables])}),
    [[ets:delete(T, {I, K}) || K <- lists:seq(1, ?KEYS)] || {_, T} <- Tables],
    Main ! {done, self(), W#w.increments}.

steps(0, W) -> W;
steps(N, W) ->
    {Type, Table} = lists:nth(rand:uniform(4), W#w.tables),
    Key = {W#w.me, rand:uniform(?KEYS)},
    Model = maps:get(Type, W#w.models),
    Mine = maps:get(Key, Model, []),
    {Mine1, W1} = act(rand:uniform(12), Type, Table, Key, Mine, W),
    steps(N - 1, W1#w{models = (W1#w.models)#{Type := Model#{Key => Mine1}}}).

%% Mine: the values under this key, in the order the table keeps them.
act(N, Type, Table, Key, Mine, W) when N =< 3 ->
    V = value(),
    true = ets:insert(Table, {Key, V}),
    {inserted(Type, V, Mine), W};
act(4, Type, Table, Key, Mine, W) ->
    V = value(),
    New = ets:insert_new(Table, {Key, V}),
    New =:= (Mine =:= []) orelse wrong(W, {insert_new, Type, Mine}),
    {case New of true -> [V]; false -> Mine end, W};
act(5, _, Table, Key, _, W) -> ets:delete(Table, Key), {[], W};
act(6, Type, Table, Key, Mine, W) when Mine =/= [] ->
    V = hd(Mine),
    ets:delete_object(Table, {Key, V}),
    {case Type of duplicate_bag -> [X || X <- Mine, X =/= V]; _ -> Mine -- [V] end, W};
act(7, _, Table, Key, Mine, W) ->
    case ets:take(Table, Key) of
        Taken -> same([V || {_, V} <- Taken], Mine, W)
    end,
    {[], W};
act(8, _, Table, {Me, _} = Key, Mine, W) ->
    Theirs = ets:select(Table, [{{{Me, element(2, Key)}, '$1'}, [], ['$1']}]),
    same(Theirs, Mine, W),
    {Mine, W};
act(9, Type, Table, _, Mine, W) when Mine =/= 0 ->
    rand:uniform(4) =:= 1 andalso traverse(Type, Table, W),
    {Mine, W};
act(10, _, _, _, Mine, W) ->
    ets:update_counter(W#w.counter, rand:uniform(8), {2, 1}, {0, 0}),
    {Mine, W#w{increments = W#w.increments + 1}};
act(11, Type, Table, _, Mine, W) ->
    Size = maps:fold(fun(_, Vs, Sum) -> Sum + length(Vs) end, 0, maps:get(Type, W#w.models)),
    Count = ets:select_count(Table, [{{{W#w.me, '_'}, '_'}, [], [true]}]),
    Count =:= Size orelse wrong(W, {count, Type, Count, Size}),
    {Mine, W};
act(_, _, Table, Key, Mine, W) ->
    same([V || {_, V} <- ets:lookup(Table, Key)], Mine, W),
    ets:member(Table, Key) =:= (Mine =/= []) orelse wrong(W, {member, Key, Mine}),
    {Mine, W}.

inserted(bag, V, Mine) -> case lists:member(V, Mine) of true -> Mine; false -> Mine ++ [V] end;
inserted(duplicate_bag, V, Mine) -> Mine ++ [V];
inserted(_, V, _) -> [V].

value() ->
    case rand:uniform(4) of
        1 -> rand:uniform(5);
        2 -> {rand:uniform(3), "text"};
        3 -> binary:copy(<<(rand:uniform(3))>>, 200);
        4 -> #{key => [rand:uniform(3)]}
    end.

same(Same, Same, _) -> ok;
same(Theirs, Mine, W) -> wrong(W, {differs, Theirs, Mine}).

%% All keys that stay are met once.
traverse(Type, Table, W) ->
    true = ets:safe_fixtable(Table, true),
    Keys = keys(ets:first(Table), Table),
    true = ets:safe_fixtable(Table, false),
    Stays = lists:sort([I || {stays, I} <- Keys]),
    Stays =:= lists:seq(1, 100) orelse wrong(W, {traversal, Type, Stays}),
    Type =:= ordered_set andalso lists:usort(Keys) =/= Keys andalso wrong(W, {order, Keys}).

keys('$end_of_table', _) -> [];
keys(Key, Table) -> [Key | keys(ets:next(Table, Key), Table)].

wrong(W, What) -> broken({W#w.where, W#w.me}, What).
