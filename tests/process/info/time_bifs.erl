%% Clocks: monotonic, system and os time, units, conversion, now, timestamp.
-module(time_bifs).
-export([main/0]).

main() ->
    t(fun() -> erlang:monotonic_time() =< erlang:monotonic_time() end),
    t(fun() -> erlang:monotonic_time(second) =< erlang:monotonic_time(second) end),
    t(fun() -> erlang:system_time(second) > 1600000000 end),
    t(fun() -> erlang:system_time(millisecond) div 1000 - erlang:system_time(second) < 2 end),
    t(fun() -> erlang:convert_time_unit(1, second, millisecond) end),
    t(fun() -> erlang:convert_time_unit(1500, millisecond, second) end),
    t(fun() -> erlang:convert_time_unit(-1500, millisecond, second) end),
    t(fun() -> erlang:convert_time_unit(1, second, nanosecond) end),
    t(fun() -> erlang:convert_time_unit(7, 10, 1000) end),
    t(fun() -> erlang:convert_time_unit(1, bogus, second) end),
    t(fun() -> erlang:time_offset() =:= erlang:time_offset() orelse true end),
    t(fun() -> begin {A, B, C} = erlang:timestamp(), A > 1600 andalso B >= 0 andalso C < 1000000 end end),
    t(fun() -> begin {A, B, C} = os:timestamp(), A > 1600 andalso B >= 0 andalso C < 1000000 end end),
    t(fun() -> erlang:monotonic_time(bogus) end),
    t(fun() -> tuple_size(erlang:localtime()) end),
    t(fun() -> tuple_size(date()) end),
    t(fun() -> tuple_size(time()) end),
    t(fun() -> tuple_size(erlang:universaltime()) end),
    t(fun() -> erlang:universaltime_to_localtime({{2024, 13, 1}, {0, 0, 0}}) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
