%% Timers of every kind, started, read and cancelled at random by processes that move between the schedulers. A broken law is printed with its seed, and the
%% exit status is 1.
%%
%% The laws:
%%   once       a timer fires once, or its cancelling gave the time that was left; never both, never neither
%%   not early  no message comes before its time; `receive after` does not end before it
%%   time left  is never more than was asked for
%%   the dead   a timer of a process that has ended does no harm
-module(stress_timers).
-export([main/1]).

-define(PATIENCE, 60000).

main(Args) ->
    [Seconds, Seed, Workers, Steps] = arguments(Args, [3, 1, 50, 200]),
    Until = erlang:monotonic_time(millisecond) + Seconds * 1000,
    rounds(Until, Seed, 1, Workers, Steps).

arguments([], Defaults) -> Defaults;
arguments([A | As], [_ | Ds]) -> [list_to_integer(A) | arguments(As, Ds)].

rounds(Until, Seed, Round, Workers, Steps) ->
    Crew = [spawn_monitor(fun() -> worker({Seed, Round, I}, Steps) end) || I <- lists:seq(1, Workers)],
    [receive {'DOWN', R, process, P, Why} -> Why =:= normal orelse broken({Seed, Round}, Why)
     after ?PATIENCE -> broken({Seed, Round}, {stuck, process_info(P)}) end || {P, R} <- Crew],
    receive M -> broken({Seed, Round}, {unexpected, M}) after 0 -> ok end,
    case erlang:monotonic_time(millisecond) < Until of
        true -> rounds(Until, Seed, Round + 1, Workers, Steps);
        false -> io:format("~b rounds~n", [Round])
    end.

-spec broken(term(), term()) -> no_return().
broken(Where, What) ->
    io:format("BROKEN ~p: ~p~n", [Where, What]),
    halt(1).

worker(Where, Steps) ->
    rand:seed(exsss, Where),
    rand:uniform(2) =:= 1 andalso spawn(fun() -> [erlang:send_after(N, self(), late) || N <- lists:seq(1, 20)] end),
    finish(steps(Steps, Where, #{}), Where).

now_ns() -> erlang:monotonic_time(nanosecond).

%% Timers: Ref => time in nanoseconds before which it must not fire.
steps(0, _, Timers) -> Timers;
steps(N, Where, Timers) ->
    steps(N - 1, Where, case rand:uniform(8) of
        K when K =< 3 -> start(K, Timers);
        4 -> cancel(Where, Timers);
        5 -> read(Where, Timers);
        6 -> pause(Where, rand:uniform(5) - 1), Timers;
        7 -> spin(rand:uniform(3000)), Timers;
        8 -> drain(Where, Timers)
    end).

start(Kind, Timers) ->
    Time = case rand:uniform(20) of 1 -> rand:uniform(300); _ -> rand:uniform(12) - 1 end,
    Due = now_ns() + Time * 1000000,
    R = case Kind of
            1 -> erlang:start_timer(Time, self(), message);
            2 -> erlang:start_timer(erlang:monotonic_time(millisecond) + 1 + Time, self(), message, [{abs, true}]);
            3 -> erlang:start_timer(Time, self(), message, [])
        end,
    Timers#{R => Due}.

cancel(_, Timers) when map_size(Timers) =:= 0 -> Timers;
cancel(Where, Timers) ->
    R = lists:nth(rand:uniform(map_size(Timers)), maps:keys(Timers)),
    Answer = case rand:uniform(3) of
        1 -> erlang:cancel_timer(R);
        2 -> erlang:cancel_timer(R, [{async, false}, {info, true}]);
        3 -> ok = erlang:cancel_timer(R, [{async, true}]), receive {cancel_timer, R, Left} -> Left after ?PATIENCE -> broken(Where, no_answer) end
    end,
    case Answer of
        %% It has fired; the message may still be on its way.
        false -> receive {timeout, R, message} -> ok after ?PATIENCE -> broken(Where, {neither, R}) end;
        _ -> receive {timeout, R, message} -> broken(Where, {both, R}) after 0 -> ok end
    end,
    maps:remove(R, Timers).

read(_, Timers) when map_size(Timers) =:= 0 -> Timers;
read(Where, Timers) ->
    R = lists:nth(rand:uniform(map_size(Timers)), maps:keys(Timers)),
    case erlang:read_timer(R) of
        false -> receive {timeout, R, message} -> maps:remove(R, Timers) after ?PATIENCE -> broken(Where, {gone, R}) end;
        Left ->
            %% The clock goes on between the two looks, the timer's resolution is a millisecond.
            Left =< (maps:get(R, Timers) - now_ns()) div 1000000 + 300 orelse broken(Where, {left, Left}),
            Timers
    end.

pause(Where, Time) ->
    Due = now_ns() + Time * 1000000,
    receive never -> ok after Time -> ok end,
    now_ns() >= Due orelse broken(Where, {woke_early, Time}).

spin(0) -> ok;
spin(N) -> spin(N - 1).

drain(Where, Timers) ->
    receive
        {timeout, R, message} -> drain(Where, fired(R, Where, Timers));
        Other -> broken(Where, {unexpected, Other})
    after 0 -> Timers
    end.

fired(R, Where, Timers) ->
    case Timers of
        #{R := Due} -> now_ns() >= Due orelse broken(Where, {fired_early, Due - now_ns()});
        _ -> broken(Where, {twice, R})
    end,
    maps:remove(R, Timers).

finish(Timers, _) when map_size(Timers) =:= 0 ->
    %% Nothing may come any more.
    receive M -> broken(self(), {unexpected, M}) after 5 -> ok end;
finish(Timers, Where) ->
    receive {timeout, R, message} -> finish(fired(R, Where, Timers), Where)
    after ?PATIENCE -> broken(Where, {never_fired, Timers})
    end.
