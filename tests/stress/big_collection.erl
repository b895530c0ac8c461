%% A collection of a heap of 1 GB in one process, and what others notice of it: round trips between two other processes, and what is woken by timers. With two
%% schedulers the collection has one for itself. main([Megabytes]), 1024 unless told. The exit status is 1 when a round trip took a tenth of the collection
%% or more.
-module(big_collection).
-export([main/1]).

main(Args) ->
    Megabytes = case Args of [] -> 1024; [A] -> list_to_integer(A) end,
    Self = self(),
    Echo = spawn(fun Echo() -> receive {From, N} -> From ! N, Echo() end end),
    Trips = spawn(fun() -> receive go -> ok end, Self ! {self(), trips(Echo, 0, 0)} end),
    Naps = spawn(fun() -> receive go -> ok end, Self ! {self(), naps(0)} end),
    Big = spawn(fun() -> L = lists:seq(1, Megabytes * 65536), Self ! ready, receive go -> ok end, Self ! {collected, collect(3, [])}, length(L) end),
    receive ready -> ok end,
    Quiet = begin Trips ! go, receive after 300 -> ok end, Trips ! stop, receive {Trips, T} -> T end end,
    Trips2 = spawn(fun() -> receive go -> ok end, Self ! {self(), trips(Echo, 0, 0)} end),
    [P ! go || P <- [Trips2, Naps]],
    receive after 100 -> ok end,
    Big ! go,
    Collections = receive {collected, Cs} -> Cs end,
    [P ! stop || P <- [Trips2, Naps]],
    [{Max, Count}, Late] = [receive {P, X} -> X end || P <- [Trips2, Naps]],
    io:format("~b MB: collections ~p ms; round trips: ~b, longest ~.2f ms (before: ~.2f ms); latest timer ~.2f ms~n",
              [Megabytes, [C div 1000 || C <- Collections], Count, Max / 1000, element(1, Quiet) / 1000, Late / 1000]),
    Max * 10 < lists:min(Collections) orelse halt(1).

collect(0, L) -> L;
collect(N, L) ->
    {T, _} = timer:tc(fun() -> erlang:garbage_collect() end),
    collect(N - 1, [T | L]).

trips(Echo, Max, Count) ->
    Start = erlang:monotonic_time(microsecond),
    Echo ! {self(), Count},
    receive Count -> ok end,
    Longest = max(Max, erlang:monotonic_time(microsecond) - Start),
    receive stop -> {Longest, Count} after 0 -> trips(Echo, Longest, Count + 1) end.

naps(Late) ->
    Start = erlang:monotonic_time(microsecond),
    receive stop -> Late after 5 -> naps(max(Late, erlang:monotonic_time(microsecond) - Start - 5000)) end.
