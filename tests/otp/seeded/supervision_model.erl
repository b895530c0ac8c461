%% Random trees of supervisors against a model of them: what is started and stopped, in which order, when random processes end.
%% timeout: 60
-module(supervision_model).
-export([main/0, init/1, worker/2]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    rand:seed(exsss, erlang:phash2({schedule(), erlang:monotonic_time()})),
    [tree(N) || N <- lists:seq(1, 30)],
    io:format("30 trees behave as the model says~n").

%% A number that depends on the order in which processes run: under the deterministic scheduler every seed has other trees.
schedule() ->
    Me = self(),
    [spawn(fun() -> Me ! {ran, N} end) || N <- lists:seq(1, 40)],
    erlang:phash2([receive {ran, N} -> N end || _ <- lists:seq(1, 40)]).

%% ---------------------------------------------------------------------------------------------
%% The model: pure functions from a tree and what happens to what is started and stopped.
%%
%% A node is #{id, kind => worker | sup, restart, significant, up}; a supervisor has strategy, intensity, auto, specs (its children as
%% they are specified), children (as they are), restarts.
%% ---------------------------------------------------------------------------------------------

%% A node starts: its events, in order.
start(#{kind := worker, id := Id} = Node) -> {Node#{up => true}, [{started, Id}]};
start(#{kind := sup, id := Id, specs := Specs} = Node) ->
    {Children, Events} = start_all(Specs),
    {Node#{up => true, children => Children, restarts => 0}, [{started, Id} | Events]}.

start_all(Nodes) ->
    {Started, Events} = lists:unzip([start(Node) || Node <- Nodes]),
    {Started, lists:append(Events)}.

%% A node is ended by its supervisor.
stop(#{up := false}) -> [];
stop(#{kind := worker, id := Id}) -> [{stopped, Id}];
stop(#{kind := sup, children := Children}) -> stop_all(Children).

stop_all(Nodes) -> lists:append([stop(Node) || Node <- lists:reverse(Nodes)]).

%% The node Id, somewhere below, ends by itself: the tree after it, the events, and whether its top still runs.
happens(#{children := Children} = Sup, Id, Reason) ->
    case lists:search(fun(#{id := I}) -> I =:= Id end, Children) of
        {value, Node} ->
            {Sup1, Events, Result} = ended(Sup, Id, Reason),
            Own = case Node of
                      #{kind := sup} -> stop(Node);
                      _ -> []
                  end,
            {Sup1, Own ++ Events, Result};
        false -> below(Children, [], Sup, Id, Reason)
    end.

below([#{kind := sup, up := true, id := SubId} = Sub | Rest], Before, Sup, Id, Reason) ->
    case happens(Sub, Id, Reason) of
        not_here -> below(Rest, [Sub | Before], Sup, Id, Reason);
        {Sub1, Events, runs} -> {Sup#{children => lists:reverse(Before, [Sub1 | Rest])}, Events, runs};
        {_, Events, {ended, Why}} ->
            {Sup1, More, Result} = ended(Sup, SubId, Why),
            {Sup1, Events ++ More, Result}
    end;
below([Node | Rest], Before, Sup, Id, Reason) -> below(Rest, [Node | Before], Sup, Id, Reason);
below([], _Before, _Sup, _Id, _Reason) -> not_here.

%% A child of the supervisor has ended.
ended(#{children := Children0, restarts := Restarts, intensity := Intensity} = Sup, Id, Reason) ->
    {Before, [Child | After]} = lists:splitwith(fun(#{id := I}) -> I =/= Id end, Children0),
    Down = Child#{up => false},
    case must_restart(Child, Reason) of
        false ->
            Children = Before ++ [Down || not is_temporary(Down)] ++ After,
            case ends_with(Child, Sup, Children) of
                true -> {Sup#{up => false}, stop_all(Children), {ended, shutdown}};
                false -> {Sup#{children => Children}, [], runs}
            end;
        true when Restarts + 1 > Intensity -> {Sup#{up => false}, stop_all(Before ++ [Down] ++ After), {ended, shutdown}};
        true ->
            {Children, Events} = restart(maps:get(strategy, Sup), Before, Down, After),
            {Sup#{children => Children, restarts => Restarts + 1}, Events, runs}
    end.

restart(one_for_one, Before, Child, After) ->
    {Started, Events} = start(Child),
    {Before ++ [Started | After], Events};
restart(rest_for_one, Before, Child, After) ->
    {Started, Events} = start_all([Child | kept(After)]),
    {Before ++ Started, stop_all(After) ++ Events};
restart(one_for_all, Before, Child, After) ->
    {Started, Events} = start_all(kept(Before) ++ [Child | kept(After)]),
    {Started, stop_all(Before ++ After) ++ Events}.

kept(Nodes) -> [Node || Node <- Nodes, not is_temporary(Node)].

is_temporary(#{restart := Restart}) -> Restart =:= temporary.

must_restart(#{restart := permanent}, _Reason) -> true;
must_restart(#{restart := transient}, Reason) -> Reason =/= normal andalso Reason =/= shutdown;
must_restart(#{restart := temporary}, _Reason) -> false.

ends_with(#{significant := true}, #{auto := any_significant}, _Children) -> true;
ends_with(#{significant := true}, #{auto := all_significant}, Children) ->
    not lists:any(fun(#{significant := S, up := Up}) -> S andalso Up end, Children);
ends_with(_Child, _Sup, _Children) -> false.

%% The names of what runs, with the children of each supervisor.
shape(#{kind := sup, id := Id, children := Children}) ->
    {Id, [case Child of
              #{up := false, id := I} -> {I, down};
              #{kind := worker, id := I} -> I;
              #{kind := sup} -> shape(Child)
          end || Child <- Children]}.

running(#{kind := worker, id := Id, up := true}) -> [{worker, Id}];
running(#{kind := sup, id := Id, up := true, children := Children}) -> [{sup, Id} | lists:flatmap(fun running/1, Children)];
running(_) -> [].

%% ---------------------------------------------------------------------------------------------
%% A random tree, and what happens to it
%% ---------------------------------------------------------------------------------------------

tree(N) ->
    {Root, _} = random_sup(1, 3, never),
    {Model, Expected} = start(Root#{restart => permanent, significant => false}),
    {ok, Pid} = supervisor:start_link(?MODULE, {Root, self()}),
    Pids = check(Expected, N, start, #{}),
    play(12, N, Model, Pid, Pids, maps:values(Pids)).

play(0, N, Model, Root, Pids, Ever) ->
    exit(Root, shutdown),
    receive {'EXIT', Root, shutdown} -> ok after 5000 -> error({root_does_not_end, N}) end,
    _ = check(stop(Model), N, the_end, Pids),
    no_orphan(N, Ever);
play(Left, N, Model, Root, Pids, Ever) ->
    case tl(running(Model)) of
        [] -> play(0, N, Model, Root, Pids, Ever);
        Running ->
            {Kind, Id} = lists:nth(rand:uniform(length(Running)), Running),
            Reason = lists:nth(rand:uniform(4), [normal, shutdown, crash, killed]),
            Pid = maps:get(Id, Pids),
            Ref = monitor(process, Pid),
            Seen = harm(Kind, Pid, Reason),
            receive {'DOWN', Ref, process, Pid, _} -> ok end,
            {Model1, Expected, Result} = happens(Model, Id, Seen),
            New = check(Expected, N, {Id, Seen, shape(Model)}, Pids),
            Now = Ever ++ [P || {I, P} <- maps:to_list(New), maps:get(I, Pids, none) =/= P],
            case Result of
                runs ->
                    same(shape(Model1), Root, N, {Id, Seen, shape(Model)}),
                    nothing_more(N, Id),
                    play(Left - 1, N, Model1, Root, New, Now);
                {ended, shutdown} ->
                    receive {'EXIT', Root, shutdown} -> ok after 5000 -> error({root_does_not_end, N}) end,
                    nothing_more(N, Id),
                    no_orphan(N, Now)
            end
    end.

%% Ends a process, and tells the reason that its supervisor sees.
harm(worker, Pid, killed) -> exit(Pid, kill), killed;
harm(worker, Pid, Reason) -> Pid ! {die, Reason}, Reason;
harm(sup, Pid, killed) -> harm(sup, Pid, crash);
harm(sup, Pid, Reason) -> sys:terminate(Pid, Reason), Reason.

check([Event | Expected], N, Where, Pids) ->
    receive
        {event, Event, Pid} -> check(Expected, N, Where, note(Event, Pid, Pids));
        {event, Other, _} -> error({tree, N, Where, expected, Event, got, Other})
    after 5000 -> error({tree, N, Where, expected, Event, got, nothing})
    end;
check([], _N, _Where, Pids) -> Pids.

note({started, Id}, Pid, Pids) -> Pids#{Id => Pid};
note({stopped, _}, _Pid, Pids) -> Pids.

nothing_more(N, Id) ->
    receive {event, Event, _} -> error({tree, N, Id, unexpected, Event}) after 0 -> ok end.

no_orphan(N, Pids) ->
    [error({orphan, N, Pid}) || Pid <- Pids, is_process_alive(Pid)],
    ok.

%% The supervisor may hear of the end a moment after this process.
same(Model, Root, N, What) -> same(Model, Root, N, What, 200).

same(Model, Root, N, What, Tries) ->
    case catch real_shape(Root, element(1, Model)) of
        Model -> ok;
        _ when Tries > 0 ->
            timer:sleep(5),
            same(Model, Root, N, What, Tries - 1);
        Real -> error({tree, N, What, model, Model, real, Real})
    end.

real_shape(Sup, Id) ->
    {Id, [case Child of
              {ChildId, undefined, _, _} -> {ChildId, down};
              {ChildId, _, worker, _} -> ChildId;
              {ChildId, Pid, supervisor, _} -> real_shape(Pid, ChildId)
          end || Child <- lists:reverse(supervisor:which_children(Sup))]}.

%% Random nodes, with numbers as names.
random_sup(Id, Depth, ParentAuto) ->
    Auto = one_of([never, never, any_significant, all_significant]),
    {Specs, Next} = random_children(rand:uniform(5), Id + 1, Depth - 1, Auto, []),
    {named(Id, ParentAuto, #{kind => sup, strategy => one_of([one_for_one, one_for_all, rest_for_one]), intensity => rand:uniform(5) - 1,
                             auto => Auto, specs => Specs, children => [], restarts => 0}), Next}.

random_children(0, Id, _Depth, _Auto, Children) -> {lists:reverse(Children), Id};
random_children(Count, Id, Depth, Auto, Children) ->
    {Child, Next} = case Depth > 0 andalso rand:uniform(3) =:= 1 of
                        true -> random_sup(Id, Depth, Auto);
                        false -> {named(Id, Auto, #{kind => worker}), Id + 1}
                    end,
    random_children(Count - 1, Next, Depth, Auto, [Child | Children]).

named(Id, Auto, Node) ->
    Restart = one_of([permanent, permanent, transient, temporary]),
    Node#{id => Id, up => false, restart => Restart,
          significant => Auto =/= never andalso Restart =/= permanent andalso rand:uniform(2) =:= 1}.

one_of(List) -> lists:nth(rand:uniform(length(List)), List).

%% ---------------------------------------------------------------------------------------------
%% The real thing
%% ---------------------------------------------------------------------------------------------

init({#{id := Id, strategy := Strategy, intensity := Intensity, auto := Auto, specs := Specs}, Watcher}) ->
    Watcher ! {event, {started, Id}, self()},
    {ok, {#{strategy => Strategy, intensity => Intensity, period => 100000, auto_shutdown => Auto}, [spec(Node, Watcher) || Node <- Specs]}}.

spec(#{kind := sup} = Node, Watcher) ->
    (common(Node))#{start => {supervisor, start_link, [?MODULE, {Node, Watcher}]}, type => supervisor};
spec(#{kind := worker, id := Id} = Node, Watcher) ->
    (common(Node))#{start => {proc_lib, start_link, [?MODULE, worker, [Id, Watcher]]}}.

common(#{id := Id, restart := Restart, significant := Significant}) ->
    #{id => Id, restart => Restart, significant => Significant}.

worker(Id, Watcher) ->
    process_flag(trap_exit, true),
    Watcher ! {event, {started, Id}, self()},
    proc_lib:init_ack({ok, self()}),
    receive
        {die, Reason} -> exit(Reason);
        {'EXIT', _, Reason} ->
            Watcher ! {event, {stopped, Id}, self()},
            exit(Reason)
    end.
