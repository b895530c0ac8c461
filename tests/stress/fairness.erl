%% Fairness: how long a message round trip between two processes takes while others misbehave in the three classic ways at once: endless loops and one that
%% hangs, one that computes ever bigger factorials, one that crashes and is started again.
%%
%% main([Loops, Seconds]), 10000 and 10 unless told. The yardstick is the ideal slice wait: N runnable processes, each running a whole slice in turn on S
%% schedulers, keep one that becomes runnable waiting N * slice / S. The slice is measured here, before the others start. The exit status is 1 when the 99th
%% percentile reaches ten times that.
-module(fairness).
-export([main/1]).

-define(SLICE, 4000).

main(Args) ->
    [Loops, Seconds] = arguments(Args, [10000, 10]),
    Schedulers = erlang:system_info(schedulers_online),
    Slice = slice_us(),
    Ideal = (Loops + 1) * Slice / Schedulers,
    Others = [spawn(fun() -> loop(0) end) || _ <- lists:seq(1, Loops)] ++
        [spawn(fun() -> receive never -> ok end end), spawn(fun() -> factorials(1, 1) end), spawn(fun restarter/0)],
    Echo = spawn(fun Echo() -> receive {From, Ref} -> From ! Ref, Echo() end end),
    Self = self(),
    %% Two kinds of partners: one that does nothing else, and one that works a whole slice between its round trips, so that it goes to the queue's end.
    Idle = spawn(fun() -> Self ! {self(), trips(Echo, fun() -> ok end, deadline(Seconds), [])} end),
    Busy = spawn(fun() -> Self ! {self(), trips(Echo, fun() -> count(?SLICE) end, deadline(Seconds), [])} end),
    Timed = spawn(fun() -> Self ! {self(), naps(deadline(Seconds), [])} end),
    [A, B, C] = [receive {P, L} -> L end || P <- [Idle, Busy, Timed]],
    [exit(P, kill) || P <- Others],
    io:format("~b loops, ~b schedulers, slice ~.1f us, ideal slice wait ~.1f ms~n", [Loops, Schedulers, Slice, Ideal / 1000]),
    Bad = [Name || {Name, L} <- [{"round trip, waiting partners", A}, {"round trip, working partner", B}, {"receive after 10, lateness", C}], show(Name, L, Ideal)],
    Bad =:= [] orelse halt(1).

arguments([], Defaults) -> Defaults;
arguments([A | As], [_ | Ds]) -> [list_to_integer(A) | arguments(As, Ds)].

deadline(Seconds) -> erlang:monotonic_time(millisecond) + Seconds * 1000.

%% True when it is too slow.
show(Name, L, Ideal) ->
    Sorted = lists:sort(L),
    N = length(Sorted),
    P99 = lists:nth(max(1, N * 99 div 100), Sorted),
    io:format("~-30s ~8b samples  p50 ~.3f ms  p99 ~.3f ms  max ~.3f ms  p99/ideal ~.2f~n",
              [Name, N, lists:nth(N div 2 + 1, Sorted) / 1000, P99 / 1000, lists:last(Sorted) / 1000, P99 / Ideal]),
    P99 >= 10 * Ideal.

%% The time a slice of the loop below takes, in microseconds: the least of some.
slice_us() ->
    lists:min([begin {T, _} = timer:tc(fun() -> count(?SLICE * 50) end), T / 50 end || _ <- lists:seq(1, 20)]).

count(0) -> ok;
count(N) -> count(N - 1).

loop(N) -> loop(N bxor 1).

factorials(N, F) -> factorials(N + 1, case N rem 200000 of 0 -> 1; _ -> F * N end).

%% Starts the one that crashes again and again.
restarter() ->
    {_, R} = spawn_monitor(fun() -> process_flag(trap_exit, true), exit(crash) end),
    receive {'DOWN', R, _, _, _} -> restarter() end.

trips(Echo, Work, Until, L) ->
    Work(),
    Ref = make_ref(),
    Start = erlang:monotonic_time(microsecond),
    Echo ! {self(), Ref},
    receive Ref -> ok end,
    End = erlang:monotonic_time(microsecond),
    case End div 1000 < Until of
        true -> trips(Echo, Work, Until, [End - Start | L]);
        false -> [End - Start | L]
    end.

naps(Until, L) ->
    Start = erlang:monotonic_time(microsecond),
    receive after 10 -> ok end,
    End = erlang:monotonic_time(microsecond),
    case End div 1000 < Until of
        true -> naps(Until, [max(0, End - Start - 10000) | L]);
        false -> [max(0, End - Start - 10000) | L]
    end.
