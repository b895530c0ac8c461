%% simple_one_for_one: arguments of the template and of start_child joined, restarts with the same arguments, names of the supervisor, many children.
-module(sup_templates).
-behaviour(supervisor).
-export([main/0, worker/2, worker/3]).
-include("sup.hrl").

main() ->
    begin_test(),
    capture(none),
    Up = fun(Args, Restart) -> up(#{strategy => simple_one_for_one, intensity => 100}, [#{id => tpl, start => {?MODULE, worker, Args}, restart => Restart}]) end,
    t("joined", fun() -> S = Up([fixed], permanent), {ok, P} = supervisor:start_child(S, [given]), {ok, Q, more} = supervisor:start_child(S, [given, more]), R = [ask(P), ask(Q)], stop(S), R end),
    t("no arguments at all", fun() -> S = Up([a, b], permanent), {ok, P} = supervisor:start_child(S, []), R = ask(P), stop(S), R end),
    t("restarted with the same", fun() ->
        S = Up([fixed], permanent),
        {ok, P} = supervisor:start_child(S, [given]),
        ended(P, fun(_) -> P ! {end_, boom} end),
        wait_for(fun() -> case supervisor:which_children(S) of [{undefined, Q, worker, _}] when is_pid(Q), Q =/= P -> true; _ -> false end end),
        [{_, Q, _, _}] = supervisor:which_children(S),
        R = ask(Q),
        stop(S),
        R
    end),
    [t({many, Restart, Reason}, fun() ->
         S = Up([n], Restart),
         Ps = [begin {ok, P} = supervisor:start_child(S, [N]), P end || N <- lists:seq(1, 30)],
         [ended(P, fun(_) -> P ! {end_, Reason} end) || P <- lists:sublist(Ps, 10)],
         Old = lists:sublist(Ps, 10),
         Stays = Restart =:= permanent orelse Restart =:= transient andalso Reason =:= boom,
         wait_for(fun() -> Now = [Q || {_, Q, _, _} <- supervisor:which_children(S)], not lists:any(fun(P) -> lists:member(P, Now) end, Old) andalso (not Stays orelse lists:all(fun is_pid/1, Now)) end),
         R = lists:sort(supervisor:count_children(S)),
         Answers = lists:sort([element(2, ask(Q)) || {_, Q, _, _} <- supervisor:which_children(S)]),
         stop(S),
         {R, length(Answers), lists:sum(Answers)}
     end) || Restart <- [permanent, transient, temporary], Reason <- [normal, boom]],
    t("terminate by pid", fun() ->
        S = Up([n], permanent),
        [P, Q] = [begin {ok, X} = supervisor:start_child(S, [N]), X end || N <- [1, 2]],
        R = [supervisor:terminate_child(S, P), is_process_alive(P), [ask(X) || {_, X, _, _} <- supervisor:which_children(S)], supervisor:terminate_child(S, P), supervisor:restart_child(S, P), supervisor:delete_child(S, Q)],
        stop(S),
        R
    end),
    t("by name", fun() ->
        {ok, S} = supervisor:start_link({local, templates}, ?MODULE, {ok, {#{strategy => simple_one_for_one}, [#{id => t, start => {?MODULE, worker, [x]}}]}}),
        {ok, P} = supervisor:start_child(templates, [y]),
        {error, {already_started, S}} = supervisor:start_link({local, templates}, ?MODULE, {ok, {#{}, []}}),
        R = [ask(P), supervisor:count_children({templates, node()})],
        stop(S),
        R
    end),
    t("arguments that are no list", fun() -> S = Up([x], permanent), R = supervisor:start_child(S, not_a_list), Alive = is_process_alive(S), {element(1, R), Alive, stop(S)} end),
    t("bad template", fun() -> supervisor:start_link(?MODULE, {ok, {#{strategy => simple_one_for_one}, [#{id => t}]}}) end).

worker(A, B) -> {ok, spawn_link(fun() -> work({A, B}) end)}.
worker(A, B, C) -> {ok, spawn_link(fun() -> work({A, B, C}) end), C}.

work(What) -> receive {ask, From} -> From ! {self(), What}, work(What); {end_, Reason} -> exit(Reason) end.

ask(P) -> P ! {ask, self()}, receive {P, X} -> X end.

wait_for(F) -> F() orelse begin erlang:yield(), wait_for(F) end.

stop(S) ->
    exit(S, shutdown),
    receive {'EXIT', S, R} -> R end.
