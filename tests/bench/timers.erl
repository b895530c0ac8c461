%% A million timers set and cancelled, 10,000 of them alive at a time.
-module(timers).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(1000000)]).

run(N) -> batches(N div 10000, 0).

batches(0, Cancelled) -> Cancelled;
batches(K, Cancelled) ->
    Refs = set(10000, []),
    batches(K - 1, cancel(Refs, Cancelled)).

set(0, Refs) -> Refs;
set(N, Refs) -> set(N - 1, [erlang:send_after(60000 + N * 7, self(), {timeout, N}) | Refs]).

cancel([], C) -> C;
cancel([R | Rs], C) ->
    case erlang:cancel_timer(R) of
        false -> cancel(Rs, C);
        T when is_integer(T) -> cancel(Rs, C + 1)
    end.
