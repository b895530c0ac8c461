%% A tree of 1,000 processes of which one dies every few milliseconds: at the end every child is alive, and memory is where it was. Arguments: seconds (2).
%% timeout: 60
-module(supervisor_churn).
-behaviour(supervisor).
-export([main/1, init/1, start_worker/1, handle_call/3, handle_cast/2]).

-define(WORKERS, 30).

main([]) -> main(["2"]);
main([Seconds]) ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {ok, Root} = supervisor:start_link(?MODULE, root),
    %% 32 supervisors of 30 workers, under 4 supervisors under the root, and the root: 997 processes.
    997 = length(tree(Root)),
    churn(Root, 300),
    997 = length(settle(Root, 100)),
    Before = memory(),
    Processes = fewest_processes(),
    Kills = until(erlang:monotonic_time(millisecond) + 1000 * list_to_integer(Seconds), Root, 0),
    Alive = settle(Root, 100),
    timer:sleep(100),
    After = memory(),
    io:format("killed some: ~p~n", [Kills > 0]),
    io:format("alive: ~p of 997, all answer: ~p~n", [length(Alive), all_answer(Root)]),
    io:format("processes as before: ~p~n", [same(Processes, fewest_processes())]),
    io:format("memory as before: ~p~n", [After < Before * 1.25 + 4000000 orelse {Before, After}]),
    exit(Root, shutdown),
    receive {'EXIT', Root, Reason} -> io:format("ends: ~p, left: ~p~n", [Reason, length([P || P <- Alive, is_process_alive(P)])]) end.

until(End, Root, Kills) ->
    case erlang:monotonic_time(millisecond) < End of
        true -> until(End, Root, Kills + churn(Root, 50));
        false -> Kills
    end.

%% Kill some of the processes that are there now, one after another.
churn(Root, Count) ->
    Victims = list_to_tuple(tl(tree(Root))),
    [begin
         exit(element(rand:uniform(tuple_size(Victims)), Victims), kill),
         timer:sleep(rand:uniform(3))
     end || _ <- lists:seq(1, Count)],
    Count.

%% All processes of the tree that live now; a supervisor may end while it is asked.
tree(Sup) ->
    Children = try supervisor:which_children(Sup) catch exit:_ -> [] end,
    [Sup | lists:append([case Type of
                             supervisor when is_pid(Pid) -> tree(Pid);
                             worker when is_pid(Pid) -> [Pid];
                             _ -> []
                         end || {_, Pid, Type, _} <- Children])].

settle(Root, Tries) ->
    Tree = [P || P <- tree(Root), is_process_alive(P)],
    case length(Tree) of
        997 -> Tree;
        _ when Tries > 0 -> timer:sleep(50), settle(Root, Tries - 1);
        _ -> Tree
    end.

all_answer(Root) -> lists:all(fun({Pid, N}) -> gen_server:call(Pid, number) =:= N end, workers(Root)).

workers(Sup) ->
    lists:append([case Type of
                      supervisor -> workers(Pid);
                      worker -> [{Pid, Id}]
                  end || {Id, Pid, Type, _} <- supervisor:which_children(Sup)]).

memory() ->
    [garbage_collect(P) || P <- processes()],
    erlang:memory(processes).

init(root) -> {ok, {#{intensity => 1000000, period => 1}, [sup({middle, N}) || N <- lists:seq(1, 4)]}};
init({middle, M}) -> {ok, {#{strategy => one_for_one, intensity => 1000000, period => 1}, [sup({low, (M - 1) * 8 + N}) || N <- lists:seq(0, 7)]}};
init({low, L}) ->
    Strategy = element(L rem 3 + 1, {one_for_one, one_for_all, rest_for_one}),
    {ok, {#{strategy => Strategy, intensity => 1000000, period => 1},
          [#{id => N, start => {?MODULE, start_worker, [N]}} || N <- lists:seq(L * ?WORKERS, (L + 1) * ?WORKERS - 1)]}};
init({worker, N}) -> {ok, N}.

sup(Id) -> #{id => Id, start => {supervisor, start_link, [?MODULE, Id]}, type => supervisor}.
start_worker(N) -> gen_server:start_link(?MODULE, {worker, N}, []).
handle_call(number, _, N) -> {reply, N, N}.
handle_cast(_, N) -> {noreply, N}.

%% The machine has processes of its own that come and go (reports of the dead): the fewest of some moments.
fewest_processes() ->
    lists:min([begin timer:sleep(50), erlang:system_info(process_count) end || _ <- lists:seq(1, 20)]).

same(Count, Count) -> true;
same(Before, After) -> {Before, After}.
