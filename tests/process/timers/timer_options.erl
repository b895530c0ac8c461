%% start_timer, send_after, cancel_timer and read_timer with every option.
-module(timer_options).
-export([main/0]).

main() ->
    t(fun() -> R = erlang:start_timer(1, self(), m, []), receive {timeout, R, m} -> got end end),
    t(fun() -> R = erlang:start_timer(erlang:monotonic_time(millisecond) + 2, self(), m, [{abs, true}]), receive {timeout, R, m} -> got end end),
    t(fun() -> R = erlang:start_timer(2, self(), m, [{abs, false}]), receive {timeout, R, m} -> got end end),
    t(fun() -> erlang:start_timer(1, self(), m, [bogus]) end),
    t(fun() -> erlang:start_timer(1, self(), m, [{abs, bogus}]) end),
    t(fun() -> erlang:start_timer(-1, self(), m, []) end),
    t(fun() -> erlang:start_timer(1.5, self(), m) end),
    t(fun() -> erlang:start_timer(1 bsl 64, self(), m) end),
    t(fun() -> erlang:send_after(1, {a, node()}, m) end),
    t(fun() -> R = erlang:send_after(10000, self(), m), {is_integer(erlang:cancel_timer(R, [])), erlang:cancel_timer(R, [])} end),
    t(fun() -> R = erlang:send_after(10000, self(), m), [erlang:cancel_timer(R, [{info, false}]), erlang:cancel_timer(R, [{info, false}])] end),
    t(fun() -> R = erlang:send_after(10000, self(), m), ok = erlang:cancel_timer(R, [{async, true}]), receive {cancel_timer, R, L} -> is_integer(L) end end),
    t(fun() -> R = erlang:send_after(0, self(), m), receive m -> ok end, ok = erlang:cancel_timer(R, [{async, true}]), receive {cancel_timer, R, L} -> L end end),
    t(fun() -> R = erlang:send_after(10000, self(), m), ok = erlang:cancel_timer(R, [{async, true}, {info, false}]), receive {cancel_timer, R, _} -> told after 10 -> not_told end end),
    t(fun() -> R = erlang:send_after(10000, self(), m), A = erlang:read_timer(R, []), erlang:cancel_timer(R), is_integer(A) end),
    t(fun() -> R = erlang:send_after(10000, self(), m), ok = erlang:read_timer(R, [{async, true}]), X = receive {read_timer, R, L} -> is_integer(L) end, erlang:cancel_timer(R), X end),
    t(fun() -> R = make_ref(), ok = erlang:read_timer(R, [{async, true}]), receive {read_timer, R, L} -> L end end),
    t(fun() -> erlang:cancel_timer(make_ref(), [bogus]) end),
    t(fun() -> erlang:read_timer(a) end),
    t(fun() -> erlang:read_timer(make_ref(), [{info, true}]) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
