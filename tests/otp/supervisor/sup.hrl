%% Children that tell the process `watcher` when they start and stop, and do as they are told.
-export([init/1, child/1, child/2, returning/1]).
-include("../otp.hrl").

init(F) when is_function(F) -> F();
init(X) -> X.

child(Name) -> child(Name, []).
child(Name, Options) ->
    Parent = self(),
    Pid = proc_lib:spawn_link(fun() ->
        process_flag(trap_exit, not lists:member(no_trap, Options)),
        register(Name, self()),
        tell({started, Name}),
        Parent ! {self(), up},
        child_loop(Name, Options)
    end),
    receive {Pid, up} -> ok end,
    case lists:keyfind(info, 1, Options) of
        {info, Info} -> {ok, Pid, Info};
        false -> {ok, Pid}
    end.

child_loop(Name, Options) ->
    receive
        {'EXIT', _, Reason} ->
            case lists:member(stubborn, Options) of
                true -> tell({ignored, Name, Reason}), child_loop(Name, Options);
                false ->
                    case lists:keyfind(slow, 1, Options) of
                        {slow, Time} -> timer:sleep(Time);
                        false -> ok
                    end,
                    tell({stopped, Name, Reason}),
                    case lists:keyfind(says, 1, Options) of
                        {says, Other} -> exit(Other);
                        false -> exit(Reason)
                    end
            end;
        {die, Reason} -> tell({dies, Name, Reason}), exit(Reason)
    end.

returning(Result) -> tell(asked), Result.

tell(What) ->
    case whereis(watcher) of
        undefined -> ok;
        Pid -> Pid ! {told, What}
    end.

%% What has been told by now.
told() -> told(60).
told(Time) -> receive {told, What} -> [What | told(Time)] after Time -> [] end.

spec(Name) -> #{id => Name, start => {?MODULE, child, [Name]}}.
spec(Name, More) -> maps:merge(spec(Name), More).

up(Flags, Specs) ->
    {ok, Sup} = supervisor:start_link(?MODULE, {ok, {Flags, Specs}}),
    Sup.

%% End the child of this name, and tell what follows.
die(Name, Reason) ->
    whereis(Name) ! {die, Reason},
    told().

%% Stop a supervisor that is linked to this process, and tell what follows.
down(Sup) ->
    Ref = monitor(process, Sup),
    exit(Sup, shutdown),
    Why = receive {'DOWN', Ref, process, _, R} -> R after 3000 -> still_alive end,
    receive {'EXIT', Sup, _} -> ok after 0 -> ok end,
    {Why, told(10)}.

kids(Sup) -> [{Id, is_pid(Pid) orelse Pid, Type, Modules} || {Id, Pid, Type, Modules} <- supervisor:which_children(Sup)].

begin_test() ->
    process_flag(trap_exit, true),
    register(watcher, self()),
    ok.
