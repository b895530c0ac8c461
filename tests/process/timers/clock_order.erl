%% Clocks: monotonic, units, system time and offset, unique integers.
-module(clock_order).
-export([main/0]).

main() ->
    t(fun() -> A = erlang:monotonic_time(), B = erlang:monotonic_time(), B >= A end),
    t(fun() -> [is_integer(erlang:monotonic_time(U)) || U <- [second, millisecond, microsecond, nanosecond, native, 10]] end),
    t(fun() -> erlang:monotonic_time(bogus) end),
    t(fun() -> erlang:monotonic_time(0) end),
    t(fun() -> A = erlang:system_time(millisecond), B = erlang:monotonic_time(millisecond) + erlang:time_offset(millisecond), abs(A - B) < 50 end),
    t(fun() -> [erlang:convert_time_unit(N, F, T) || {N, F, T} <- [{1, second, millisecond}, {1500, millisecond, second}, {-1, millisecond, second}, {1, 1000, 10}, {7, native, native}]] end),
    t(fun() -> erlang:convert_time_unit(1, bogus, second) end),
    t(fun() -> L = [erlang:unique_integer([monotonic]) || _ <- lists:seq(1, 100)], L =:= lists:usort(L) end),
    t(fun() -> length(lists:usort([erlang:unique_integer() || _ <- lists:seq(1, 1000)])) end),
    t(fun() -> lists:all(fun(X) -> X > 0 end, [erlang:unique_integer([positive]) || _ <- lists:seq(1, 100)]) end),
    t(fun() -> erlang:unique_integer([bogus]) end),
    t(fun() -> Self = self(), [spawn(fun() -> Self ! {u, [erlang:unique_integer() || _ <- lists:seq(1, 100)]} end) || _ <- lists:seq(1, 20)], length(lists:usort(lists:append([receive {u, L} -> L end || _ <- lists:seq(1, 20)]))) end),
    t(fun() -> Self = self(), [spawn(fun() -> Self ! {r, [make_ref() || _ <- lists:seq(1, 100)]} end) || _ <- lists:seq(1, 20)], length(lists:usort(lists:append([receive {r, L} -> L end || _ <- lists:seq(1, 20)]))) end),
    t(fun() -> A = erlang:monotonic_time(microsecond), receive after 10 -> ok end, B = erlang:monotonic_time(microsecond), B - A >= 10000 end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
