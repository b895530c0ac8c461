%% Random processes under conservation laws: thousands of them create, link, monitor, alias, name, message, suspend and kill one another, and every round
%% ends with a reckoning. A broken law is printed with the seed that shows it, and the exit status is 1. It runs on Erlang/OTP too, which has to pass as well.
%%
%% The laws:
%%   messages   each pair's messages (and its exit signals to a trapping process) arrive in order, each exactly once, with their terms intact
%%   links      both ends agree; nobody keeps a link to a dead process; an exit through a link comes at most once for each link made
%%   monitors   each is answered by one DOWN or taken back, never both; the watched one knows of no watcher that does not watch
%%   calls      after a call over an alias was given up no reply arrives
%%   timers     each fires once or was cancelled, never both
%%   children   what a child sent comes before its DOWN, and that has the reason it ended with
%%   wake-ups   every survivor answers a probe in the end
%%   leaks      processes, names, tables, atoms and memory are what they were before the round
-module(stress_signals).
-export([main/1, step/1]).

-record(s, {
    me,                % my number
    round,             % {Seed, Round, Workers, Table}
    left,              % steps to go
    traps,             % trap_exit?
    sent = #{},        % Pid => how many in its channel
    got = #{},         % Pid => how many of its channel
    totals = #{},      % Pid => how many it says it has sent
    links = #{},       % Pid => times link/1 was called, or we were spawned linked
    exits = #{},       % Pid => exits through links from it
    monitors = #{},    % Ref => Pid
    children = #{},    % Ref => {Pid, Reason, greeting received?}
    requests = #{},    % spawn_request => true
    timers = #{},      % Ref => Id
    held = [],         % binaries kept alive
    coordinator
}).

-define(PATIENCE, 20000).
-define(NAMES, {stress_a, stress_b, stress_c, stress_d, stress_e, stress_f, stress_g, stress_h}).

%% main([Seconds, Seed, Workers, Steps]): all optional.
main(Args) ->
    [Seconds, Seed, Workers, Steps] = arguments(Args, [5, 1, 200, 150]),
    process_flag(trap_exit, true),
    Until = erlang:monotonic_time(millisecond) + Seconds * 1000,
    rounds(Until, Seed, 1, Workers, Steps, [], {0, 0}).

arguments([], Defaults) -> Defaults;
arguments([A | As], [_ | Ds]) -> [list_to_integer(A) | arguments(As, Ds)].

rounds(Until, Seed, Round, Workers, Steps, Marks, {Started, Survived}) ->
    Before = holdings(),
    %% Every fourth round has many processes with few steps.
    {W, S} = case Round rem 4 of 0 -> {Workers * 5, Steps div 5}; _ -> {Workers, Steps} end,
    Totals = {Started + W, Survived + run_round(Seed, Round, W, S)},
    check_holdings(Before, Seed, Round),
    Marks1 = [erlang:memory(total) | Marks],
    case erlang:monotonic_time(millisecond) < Until of
        true -> rounds(Until, Seed, Round + 1, Workers, Steps, Marks1, Totals);
        false ->
            check_memory(lists:reverse(Marks1), Seed),
            io:format("~b rounds, ~b workers, ~b survived~n", [Round, element(1, Totals), element(2, Totals)])
    end.

%% -- what a round must give back

holdings() ->
    erlang:garbage_collect(),
    [{processes, erlang:system_info(process_count)}, {names, length(registered())}, {tables, length(ets:all())},
     {atoms, erlang:system_info(atom_count)}, {binary, erlang:memory(binary)}, {ets, erlang:memory(ets)},
     {links, element(2, process_info(self(), links))}, {monitors, element(2, process_info(self(), monitors))},
     {monitored_by, element(2, process_info(self(), monitored_by))}, {messages, element(2, process_info(self(), message_queue_len))}].

check_holdings(Before, Seed, Round) -> check_holdings(Before, Seed, Round, 100).

%% Ended processes give back their last memory a moment after their DOWN.
check_holdings(Before, Seed, Round, Tries) ->
    After = holdings(),
    case [{Kind, B, A} || {{Kind, B}, {Kind, A}} <- lists:zip(Before, After), not same(Kind, B, A, Round)] of
        [] -> ok;
        _ when Tries > 0 -> receive after 20 -> ok end, check_holdings(Before, Seed, Round, Tries - 1);
        Differences -> broken({Seed, Round}, {leaked, Differences})
    end.

%% The first round loads code and makes its atoms. Other tables of the machine may grow a little; what a round leaves behind would be much more.
same(_, Same, Same, _) -> true;
same(Kind, _, _, 1) when Kind =:= atoms; Kind =:= names; Kind =:= processes; Kind =:= tables -> true;
same(Kind, B, A, _) when Kind =:= binary; Kind =:= ets -> A < B + 65536;
same(_, _, _, _) -> false.

%% Memory of all rounds: the least of the last quarter is not far above the greatest of the first half.
check_memory(Marks, Seed) when length(Marks) >= 16 ->
    N = length(Marks),
    Early = lists:max(lists:sublist(Marks, N div 2)),
    Late = lists:min(lists:nthtail(N - N div 4, Marks)),
    Late > Early * 1.25 + 8000000 andalso broken(Seed, {memory_grows, Early, Late}),
    ok;
check_memory(_, _) -> ok.

-spec broken(term(), term()) -> no_return().
broken(Where, What) ->
    io:format("BROKEN ~p: ~p~n", [Where, What]),
    halt(1).

%% -- a round

run_round(Seed, Round, Workers, Steps) ->
    Table = ets:new(stress_shared, [public, {write_concurrency, true}, {read_concurrency, true}]),
    Info = {Seed, Round, Workers, Table},
    Self = self(),
    Crew = maps:from_list([begin
        {P, R} = spawn_opt(fun() -> worker(Self, I, Info, Steps) end, [monitor, {priority, lists:nth(1 + I rem 5, [normal, normal, normal, high, low])}]),
        ets:insert(Table, {{worker, I}, P}),
        {P, R}
    end || I <- lists:seq(1, Workers)]),
    Chaos = spawn_link(fun() -> chaos(Info) end),
    [receive {ready, P} -> ok end || P <- maps:keys(Crew)],
    [P ! {start, Self} || P <- maps:keys(Crew)],
    Alive = collect(finished, Crew, Info),
    Chaos ! {stop, Self},
    receive {stopped, Chaos} -> ok after ?PATIENCE -> broken(Info, chaos_is_stuck) end,
    receive {'EXIT', Chaos, normal} -> ok after ?PATIENCE -> broken(Info, chaos_does_not_end) end,
    Alive2 = phase(settle, settled, Alive, Info),
    Alive3 = phase(verify, verified, Alive2, Info),
    %% All are quiet and alive now: what both ends know of each other must agree.
    Views = [{P, view(P)} || P <- lists:sort(maps:keys(Alive3))],
    check_agreement(Views, Info),
    [exit(P, kill) || P <- maps:keys(Alive3)],
    [receive {'DOWN', R, process, P, killed} -> ok after ?PATIENCE -> broken(Info, {no_down, P}) end || {P, R} <- maps:to_list(Alive3)],
    ets:delete(Table),
    receive Message -> broken(Info, {unexpected, Message}) after 0 -> ok end,
    map_size(Alive3).

%% Waits until each of the crew has answered or ended; gives those that are alive.
collect(Answer, Crew, Info) -> collect(Answer, Crew, #{}, Info).

collect(_, Waiting, Alive, _) when map_size(Waiting) =:= 0 -> Alive;
collect(Answer, Waiting, Alive, Info) ->
    receive
        {Answer, P} ->
            is_map_key(P, Waiting) orelse broken(Info, {twice, Answer, P}),
            collect(Answer, maps:remove(P, Waiting), Alive#{P => maps:get(P, Waiting)}, Info);
        {'DOWN', R, process, P, _} ->
            %% One DOWN for each worker, with its reference.
            case {Waiting, Alive} of
                {#{P := R}, _} -> collect(Answer, maps:remove(P, Waiting), Alive, Info);
                {_, #{P := R}} -> collect(Answer, Waiting, maps:remove(P, Alive), Info);
                _ -> broken(Info, {down_of_unknown, P})
            end
    after ?PATIENCE * 3 ->
        P = hd(maps:keys(Waiting)),
        broken(Info, {no_answer, Answer, maps:size(Waiting), process_info(P, [status, message_queue_len, current_function, current_stacktrace])})
    end.

phase(Question, Answer, Alive, Info) ->
    [P ! {Question, self()} || P <- maps:keys(Alive)],
    collect(Answer, Alive, Info).

view(P) ->
    [{links, L}, {monitors, M}, {monitored_by, B}, {message_queue_len, Q}] =
        process_info(P, [links, monitors, monitored_by, message_queue_len]),
    {lists:sort(L), lists:sort([Q1 || {process, Q1} <- M]), lists:sort(B), Q}.

check_agreement(Views, Info) ->
    Of = maps:from_list(Views),
    Self = self(),
    [begin
        [case Of of
             #{Q := {LQ, _, _, _}} -> lists:member(P, LQ) orelse broken(Info, {one_sided_link, P, Q});
             _ -> broken(Info, {link_to_nobody, P, Q})
         end || Q <- L],
        [count(P, element(3, maps:get(Q, Of, {[], [], [], 0}))) =:= count(Q, M) orelse broken(Info, {monitors_disagree, P, Q})
         || Q <- lists:usort(M)],
        [is_map_key(Q, Of) andalso count(P, element(2, maps:get(Q, Of))) > 0 orelse broken(Info, {watched_by_nobody, P, Q})
         || Q <- lists:usort(B), Q =/= Self],
        Length =:= 0 orelse broken(Info, {messages_left, P, Length})
     end || {P, {L, M, B, Length}} <- Views].

count(X, L) -> length([Y || Y <- L, Y =:= X]).

%% -- the one that asks and suspends at random, and is asked nothing

chaos({Seed, Round, _, _} = Info) ->
    rand:seed(exsss, {Seed, Round, 0}),
    chaos_loop(Info).

chaos_loop(Info) ->
    receive {stop, From} -> From ! {stopped, self()}
    after 0 ->
        P = peer(Info),
        case rand:uniform(5) of
            1 ->
                try
                    erlang:suspend_process(P),
                    receive after rand:uniform(3) - 1 -> ok end,
                    erlang:resume_process(P)
                catch error:badarg -> ok
                end;
            2 -> process_info(P, [messages, links, dictionary]);
            3 -> erlang:garbage_collect(P);
            4 -> is_process_alive(P);
            5 -> receive after 1 -> ok end
        end,
        chaos_loop(Info)
    end.

peer({_, _, Workers, Table}) ->
    [{_, P}] = ets:lookup(Table, {worker, rand:uniform(Workers)}),
    P.

%% -- a worker

worker(Coordinator, I, {Seed, Round, _, _} = Info, Steps) ->
    rand:seed(exsss, {Seed, Round, I}),
    Traps = traps(I),
    process_flag(trap_exit, Traps),
    rand:uniform(3) =:= 1 andalso process_flag(message_queue_data, off_heap),
    Coordinator ! {ready, self()},
    receive {start, Coordinator} -> ok end,
    step(#s{me = I, round = Info, left = Steps, traps = Traps, coordinator = Coordinator}).

%% Every sixth does not trap exits.
traps(I) -> I rem 6 =/= 0.

step(#s{left = 0} = S) ->
    S#s.coordinator ! {finished, self()},
    serve(S);
step(S) ->
    S1 = case rand:uniform(3) of 1 -> S; _ -> drain(S) end,
    act(rand:uniform(100), S1#s{left = S1#s.left - 1}).

%% Everything that waits, in any case only what is there.
drain(S) ->
    receive M -> drain(handle(M, S)) after 0 -> S end.

%% The steps are done: answer until killed.
serve(S) ->
    receive
        {settle, C} -> serve(settle(C, S));
        {verify, C} -> serve(verify(C, S));
        M -> serve(handle(M, S))
    end.

act(N, S) when N =< 30 -> step(send(peer(S#s.round), S));
act(N, S) when N =< 36 -> step(link_to(peer(S#s.round), S));
act(N, S) when N =< 41 -> unlink(peer_linked(S)), step(S);
act(N, S) when N =< 48 ->
    step(watch(peer(S#s.round), S));
act(N, S) when N =< 52 -> step(demonitor_one(S));
act(N, S) when N =< 58 -> step(call(peer(S#s.round), S));
act(N, S) when N =< 63 -> step(child(S));
act(N, S) when N =< 65 -> step(request(S));
act(N, S) when N =< 69 -> step(timer(S));
act(N, S) when N =< 72 -> step(cancel(S));
act(73, S) -> signal(peer_index(S), S);
act(74, S) -> rand:uniform(8) =:= 1 andalso exit(peer(S#s.round), kill), step(S);
act(75, S) -> rand:uniform(12) =:= 1 andalso exit({dead, S#s.me}), step(S);
act(N, S) when N =< 78 -> step(name(S));
act(N, S) when N =< 80 -> catch name_of(rand:uniform(8)) ! {loose, check(payload(S))}, step(S);
act(N, S) when N =< 84 -> table(S), step(S);
act(N, S) when N =< 86 -> step(S#s{held = [crypt(rand:uniform(2000)) | lists:sublist(S#s.held, 5)]});
act(87, S) -> self() ! poke, erlang:hibernate(?MODULE, step, [S]);
act(88, S) -> erlang:garbage_collect(), step(S);
act(89, S) -> erlang:yield(), step(S);
act(90, S) -> process_flag(priority, lists:nth(rand:uniform(3), [low, normal, high])), step(S);
act(91, S) -> ets:new(own, [lists:nth(rand:uniform(3), [set, ordered_set, bag])]), step(S);
act(92, S) -> receive after rand:uniform(2) -> step(S) end;
act(93, S) -> busy(rand:uniform(20000)), step(S);
act(94, S) -> put({key, rand:uniform(5)}, payload(S)), step(S);
act(95, S) -> process_info(peer(S#s.round), [links, monitors, monitored_by, messages]), step(S);
act(96, S) -> catch register(name_of(rand:uniform(8)), peer(S#s.round)), step(S);
act(97, S) -> watch_name(S);
act(_, S) -> step(S).

busy(0) -> ok;
busy(N) -> busy(N - 1).

peer_index(S) -> rand:uniform(element(3, S#s.round)).

peer_linked(S) ->
    case maps:keys(S#s.links) of
        [] -> peer(S#s.round);
        Ps -> lists:nth(rand:uniform(length(Ps)), Ps)
    end.

%% A message of the channel from this process to P: a number, a term, and the term's hash.
send(P, S) ->
    N = maps:get(P, S#s.sent, 0) + 1,
    Message = {m, self(), N, check(payload(S))},
    case rand:uniform(3) of
        1 -> erlang:send(P, Message, [nosuspend]);
        2 -> erlang:send_nosuspend(P, Message);
        3 -> P ! Message
    end,
    S#s{sent = (S#s.sent)#{P => N}}.

check(Term) -> {Term, erlang:phash2(Term)}.

is_intact({Term, Hash}) -> erlang:phash2(Term) =:= Hash.

payload(S) ->
    case rand:uniform(8) of
        1 -> rand:uniform(1000);
        2 -> lists:seq(1, rand:uniform(50));
        3 -> {S#s.me, make_ref(), self()};
        4 -> case S#s.held of [] -> <<>>; [B | _] -> B end;
        5 -> case S#s.held of
                 [] -> none;
                 [B | _] -> binary:part(B, byte_size(B) div 3, byte_size(B) div 2)
             end;
        6 -> maps:from_list([{K, rand:uniform()} || K <- lists:seq(1, rand:uniform(60))]);
        7 -> 1 bsl rand:uniform(500);
        8 -> binary_to_list(crypt(rand:uniform(40)))
    end.

crypt(Bytes) -> << <<(rand:uniform(256) - 1)>> || _ <- lists:seq(1, Bytes) >>.

%% An exit signal is part of the channel, when the receiver makes a message of it.
signal(I, S) ->
    [{_, P}] = ets:lookup(element(4, S#s.round), {worker, I}),
    case traps(I) of
        true when P =/= self() ->
            N = maps:get(P, S#s.sent, 0) + 1,
            exit(P, {signal, N}),
            step(S#s{sent = (S#s.sent)#{P => N}});
        _ -> step(S)
    end.

link_to(P, S) when P =:= self() -> S;
link_to(P, S) ->
    try link(P) catch error:noproc -> ok end,
    S#s{links = bump(P, S#s.links)}.

bump(Key, Map) -> maps:update_with(Key, fun(N) -> N + 1 end, 1, Map).

%% Watching itself makes a reference and nothing else.
watch(P, S) when P =:= self() -> S;
watch(P, S) -> S#s{monitors = (S#s.monitors)#{monitor(process, P) => P}}.

demonitor_one(#s{monitors = Ms} = S) ->
    case maps:keys(Ms) of
        [] -> S;
        Refs ->
            R = lists:nth(rand:uniform(length(Refs)), Refs),
            case rand:uniform(2) of
                1 -> demonitor(R, [flush]);
                2 ->
                    %% info: true when it was still there, and then no DOWN comes; false when one has come.
                    case demonitor(R, [info]) of
                        true -> receive {'DOWN', R, _, _, _} -> wrong(S, {down_after_demonitor, R}) after 0 -> ok end;
                        false -> receive {'DOWN', R, _, _, _} -> ok after 0 -> wrong(S, {no_monitor_and_no_down, R}) end
                    end
            end,
            S#s{monitors = maps:remove(R, Ms)}
    end.

%% A call as gen does it: the monitor is an alias that ends with the reply.
call(P, S) when P =:= self() -> S;
call(P, S) ->
    X = rand:uniform(1 bsl 70),
    Mode = lists:nth(rand:uniform(3), [reply_demonitor, demonitor, explicit_unalias]),
    R = monitor(process, P, [{alias, Mode}]),
    P ! {call, R, X},
    receive
        {R, Y} ->
            Y =:= X + 1 orelse wrong(S, {wrong_reply, X, Y}),
            Mode =:= reply_demonitor orelse demonitor(R, [flush]);
        {'DOWN', R, process, P, _} -> ok
    after rand:uniform(10) - 1 -> demonitor(R, [flush])
    end,
    Mode =:= explicit_unalias andalso unalias(R),
    receive {R, _} -> ok after 0 -> ok end,
    S.

child(S) ->
    Self = self(),
    Reason = case S#s.traps of true -> {child, make_ref()}; false -> normal end,
    Wait = rand:uniform(4) - 2,
    Options = [monitor] ++ [link || rand:uniform(2) =:= 1] ++ [{min_heap_size, rand:uniform(1000)} || rand:uniform(4) =:= 1],
    {P, R} = spawn_opt(fun() ->
        Self ! {greeting, self()},
        Wait > 0 andalso receive after Wait -> ok end,
        exit(Reason)
    end, Options),
    Links = case lists:member(link, Options) of true -> bump(P, S#s.links); false -> S#s.links end,
    S#s{children = (S#s.children)#{R => {P, Reason, false}}, links = Links}.

request(S) ->
    Id = spawn_request(fun() -> ok end, [{reply_tag, requested}]),
    S#s{requests = (S#s.requests)#{Id => true}}.

timer(S) ->
    Id = make_ref(),
    Time = rand:uniform(10) - 1,
    R = case rand:uniform(2) of
            1 -> erlang:start_timer(Time, self(), Id);
            2 -> erlang:send_after(Time, self(), {tick, Id})
        end,
    S#s{timers = (S#s.timers)#{Id => R}}.

cancel(#s{timers = Ts} = S) ->
    case maps:to_list(Ts) of
        [] -> S;
        L ->
            {Id, R} = lists:nth(rand:uniform(length(L)), L),
            erlang:read_timer(R),
            case erlang:cancel_timer(R) of
                false ->
                    receive {timeout, R, Id} -> ok; {tick, Id} -> ok
                    after ?PATIENCE -> wrong(S, {timer_lost, Id}) end;
                Left when is_integer(Left) ->
                    receive {timeout, R, Id} -> wrong(S, {cancelled_timer_fired, Id}); {tick, Id} -> wrong(S, {cancelled_timer_fired, Id})
                    after 0 -> ok end
            end,
            S#s{timers = maps:remove(Id, Ts)}
    end.

name_of(N) -> element(N, ?NAMES).

name(S) ->
    try register(name_of(rand:uniform(8)), self()) catch error:badarg -> ok end,
    rand:uniform(2) =:= 1 andalso (catch unregister(name_of(rand:uniform(8)))),
    S.

%% A monitor by name: answered by one DOWN whatever becomes of the name.
watch_name(S) ->
    R = monitor(process, name_of(rand:uniform(8))),
    rand:uniform(2) =:= 1 andalso erlang:yield(),
    demonitor(R, [flush]),
    receive {'DOWN', R, _, _, _} -> wrong(S, {down_after_demonitor, R}) after 0 -> ok end,
    step(S).

table(S) ->
    Table = element(4, S#s.round),
    Key = rand:uniform(50),
    case rand:uniform(4) of
        1 -> ets:insert(Table, {Key, check(payload(S))});
        2 -> ets:delete(Table, Key);
        3 -> case ets:lookup(Table, Key) of
                 [] -> ok;
                 [{Key, V}] -> is_intact(V) orelse wrong(S, {broken_object, Key, V})
             end;
        4 -> ets:update_counter(Table, counter, 1, {counter, 0})
    end.

%% -- what comes in

handle({m, P, N, V}, S) ->
    is_intact(V) orelse wrong(S, {broken_message, P, V}),
    next_of(P, N, S);
handle({'EXIT', P, {signal, N}}, S) -> next_of(P, N, S);
handle({'EXIT', P, _}, S) ->
    Exits = bump(P, S#s.exits),
    Counted = maps:get(P, Exits),
    %% The other side may have made one link of its own (it was alive then), all others were ours.
    Counted =< maps:get(P, S#s.links, 0) + 1 orelse wrong(S, {too_many_exits, P, Counted}),
    S#s{exits = Exits};
handle({'DOWN', R, process, P, Reason}, #s{monitors = Ms, children = Cs} = S) ->
    case {Ms, Cs} of
        {#{R := P}, _} -> S#s{monitors = maps:remove(R, Ms)};
        {_, #{R := {P, Reason, true}}} -> S#s{children = maps:remove(R, Cs)};
        {_, #{R := {P, Expected, Greeted}}} -> wrong(S, {child, P, Expected, Reason, Greeted});
        _ -> wrong(S, {down_of_unknown, R, P, Reason})
    end;
handle({greeting, P}, #s{children = Cs} = S) ->
    [{R, {P, Reason, false}}] = [C || {_, {Q, _, _}} = C <- maps:to_list(Cs), Q =:= P],
    S#s{children = Cs#{R := {P, Reason, true}}};
handle({call, R, X}, S) -> R ! {R, X + 1}, S;
handle({requested, Id, ok, _}, #s{requests = Rs} = S) ->
    is_map_key(Id, Rs) orelse wrong(S, {spawn_reply_twice, Id}),
    S#s{requests = maps:remove(Id, Rs)};
handle({timeout, R, Id}, #s{timers = Ts} = S) ->
    case Ts of #{Id := R} -> ok; _ -> wrong(S, {timer_twice, Id}) end,
    S#s{timers = maps:remove(Id, Ts)};
handle({tick, Id}, #s{timers = Ts} = S) ->
    is_map_key(Id, Ts) orelse wrong(S, {timer_twice, Id}),
    S#s{timers = maps:remove(Id, Ts)};
handle({loose, V}, S) ->
    is_intact(V) orelse wrong(S, {broken_message, V}),
    S;
handle({total, P, N}, S) -> S#s{totals = (S#s.totals)#{P => N}};
handle(poke, S) -> S;
handle(Other, S) -> wrong(S, {unexpected, Other}).

next_of(P, N, S) ->
    Last = maps:get(P, S#s.got, 0),
    N =:= Last + 1 orelse wrong(S, {out_of_order, P, Last, N}),
    S#s{got = (S#s.got)#{P => N}}.

wrong(S, What) -> broken({S#s.round, S#s.me}, What).

%% -- the reckoning of one worker

%% What is under way comes to its end; the others are told how much was sent to them.
settle(C, S) ->
    S1 = wait_for(fun(T) -> map_size(T#s.timers) + map_size(T#s.children) + map_size(T#s.requests) =:= 0 end, S),
    catch unregister(element(2, process_info(self(), registered_name))),
    [P ! {total, self(), N} || {P, N} <- maps:to_list(S1#s.sent)],
    C ! {settled, self()},
    S1.

verify(C, S) ->
    S1 = drain(S),
    [maps:get(P, S1#s.got, 0) =:= N orelse wrong(S1, {messages_lost, P, maps:get(P, S1#s.got, 0), N}) || {P, N} <- maps:to_list(S1#s.totals)],
    %% A monitor or a link of a dead process would have been answered; the answer may be a moment away.
    S2 = wait_for(fun(T) -> lists:all(fun is_process_alive/1, maps:values(T#s.monitors)) end, S1),
    S3 = wait_for(fun(_) -> lists:all(fun is_process_alive/1, element(2, process_info(self(), links))) end, S2),
    C ! {verified, self()},
    S3.

wait_for(Done, S) ->
    case Done(S) of
        true -> S;
        false ->
            receive M -> wait_for(Done, handle(M, S))
            after ?PATIENCE -> wrong(S, {never_answered, S#s.timers, S#s.children, S#s.requests, S#s.monitors, process_info(self(), [links, monitors])})
            end
    end.
