%% A pool of workers under a rest_for_one tree: jobs wait while all are busy; a worker that crashes is replaced and its job reported.
-module(worker_pool).
-behaviour(supervisor).
-behaviour(gen_server).
-export([main/0, init/1, start_pool/1, start_worker/0, handle_call/3, handle_cast/2, handle_info/2]).
-include("../otp.hrl").

main() ->
    capture(none),
    {ok, Sup} = supervisor:start_link(?MODULE, top),
    t("tree", fun() -> [{Id, Type} || {Id, _, Type, _} <- supervisor:which_children(Sup)] end),
    t("one job", fun() -> run(fun() -> 6 * 7 end) end),
    t("ten jobs, three workers", fun() -> lists:sort(run_all([fun() -> timer:sleep(5), N * N end || N <- lists:seq(1, 10)])) end),
    t("busy", fun() -> gen_server:call(pool, stats) end),
    t("a job that crashes", fun() -> run(fun() -> error(bad_job) end) end),
    t("the pool is whole again", fun() -> timer:sleep(100), gen_server:call(pool, stats) end),
    t("crashing among others", fun() -> lists:sort(run_all([fun() -> case N rem 4 of 0 -> exit(four); _ -> N end end || N <- lists:seq(1, 8)])) end),
    t("the pool dies", fun() -> exit(whereis(pool), kill), timer:sleep(150), {run(fun() -> alive end), gen_server:call(pool, stats)} end),
    unlink(Sup),
    t("end", fun() -> exit(Sup, shutdown), timer:sleep(50), {whereis(pool), whereis(pool_workers)} end).

run(Job) -> gen_server:call(pool, {run, Job}).
run_all(Jobs) ->
    Ids = lists:foldl(fun(Job, C) -> gen_server:send_request(pool, {run, Job}, job, C) end, gen_server:reqids_new(), Jobs),
    gather(Ids).
gather(Ids) ->
    case gen_server:receive_response(Ids, 5000, true) of
        no_request -> [];
        {{reply, R}, job, Rest} -> [R | gather(Rest)]
    end.

init(top) ->
    {ok, {#{strategy => rest_for_one, intensity => 10},
          [#{id => workers, start => {supervisor, start_link, [{local, pool_workers}, ?MODULE, workers]}, type => supervisor},
           #{id => pool, start => {?MODULE, start_pool, [3]}}]}};
init(workers) -> {ok, {#{strategy => simple_one_for_one, intensity => 100}, [#{id => worker, start => {?MODULE, start_worker, []}, restart => temporary}]}};
init({pool, N}) ->
    [exit(P, kill) || {_, P, _, _} <- supervisor:which_children(pool_workers)],
    {ok, #{idle => [new() || _ <- lists:seq(1, N)], busy => #{}, waiting => queue:new(), done => 0}};
init(worker) -> {ok, none}.

new() ->
    {ok, Pid} = supervisor:start_child(pool_workers, []),
    {Pid, monitor(process, Pid)}.

start_pool(N) -> gen_server:start_link({local, pool}, ?MODULE, {pool, N}, []).
start_worker() -> gen_server:start_link(?MODULE, worker, []).

handle_call({run, Job}, From, S) -> {noreply, next(S#{waiting := queue:in({Job, From}, maps:get(waiting, S))})};
handle_call(stats, _From, #{idle := I, busy := B, waiting := W, done := D} = S) -> {reply, {idle, length(I), busy, map_size(B), waiting, queue:len(W), done, D}, S}.

next(#{idle := [{Pid, Ref} | Idle], busy := Busy, waiting := Waiting} = S) ->
    case queue:out(Waiting) of
        {empty, _} -> S;
        {{value, {Job, From}}, Rest} ->
            gen_server:cast(Pid, {do, Job, self()}),
            next(S#{idle := Idle, busy := Busy#{Pid => {Ref, From}}, waiting := Rest})
    end;
next(S) -> S.

handle_cast({do, Job, Pool}, State) -> Pool ! {result, self(), Job()}, {noreply, State}.

handle_info({result, Pid, Result}, #{busy := Busy, idle := Idle, done := Done} = S) ->
    {{Ref, From}, Rest} = maps:take(Pid, Busy),
    gen_server:reply(From, {ok, Result}),
    {noreply, next(S#{busy := Rest, idle := Idle ++ [{Pid, Ref}], done := Done + 1})};
handle_info({'DOWN', _, process, Pid, Why}, #{busy := Busy, idle := Idle} = S) ->
    case maps:take(Pid, Busy) of
        {{_, From}, Rest} ->
            gen_server:reply(From, {failed, case Why of {R, [_ | _]} -> R; _ -> Why end}),
            {noreply, next(S#{busy := Rest, idle := Idle ++ [new()]})};
        error -> {noreply, S#{idle := lists:keydelete(Pid, 1, Idle) ++ [new()]}}
    end.
