%% system_info and statistics: the kinds of what they tell.
-module(system_counts).
-export([main/0]).

main() ->
    t(fun() -> [{I, kind(erlang:system_info(I))} || I <- [schedulers, schedulers_online, process_count, process_limit, atom_count, atom_limit, wordsize, version, otp_release, system_architecture, logical_processors]] end),
    t(fun() -> [{I, kind(statistics(I))} || I <- [runtime, wall_clock, reductions, garbage_collection, context_switches, run_queue]] end),
    t(fun() -> erlang:system_info(bogus) end),
    t(fun() -> statistics(bogus) end),
    t(fun() -> [is_integer(V) || {_, V} <- erlang:memory()] -- [true || _ <- erlang:memory()] end),
    t(fun() -> [is_integer(erlang:memory(K)) || K <- [total, processes, system, atom, binary, code, ets]] end),
    t(fun() -> erlang:memory(bogus) end),
    t(fun() -> {A, _} = statistics(reductions), lists:sum(lists:seq(1, 10000)), erlang:yield(), {B, _} = statistics(reductions), B >= A end),
    ok.

kind(V) when is_integer(V) -> integer;
kind(V) when is_list(V) -> string;
kind(V) when is_tuple(V) -> {tuple, tuple_size(V)};
kind(V) -> V.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
