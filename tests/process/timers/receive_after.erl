%% receive ... after: zero, milliseconds, infinity, expressions, errors.
-module(receive_after).
-export([main/0]).

main() ->
    t(fun() -> receive x -> x after 0 -> zero end end),
    t(fun() -> receive x -> x after 5 -> five end end),
    t(fun() -> receive after 10 -> ten end end),
    t(fun() -> begin T = id(3), receive after T * 2 -> six end end end),
    t(fun() -> begin self() ! x, receive x -> x after 0 -> zero end end end),
    t(fun() -> begin self() ! x, receive x -> x after infinity -> never end end end),
    t(fun() -> begin self() ! y, receive x -> x after 5 -> receive y -> y end end end end),
    t(fun() -> receive after id(-1) -> ok end end),
    t(fun() -> receive after id(a) -> ok end end),
    t(fun() -> receive after id(1.5) -> ok end end),
    t(fun() -> receive after id(1 bsl 40) -> ok end end),
    t(fun() ->
              T0 = erlang:monotonic_time(millisecond),
              receive after 30 -> ok end,
              erlang:monotonic_time(millisecond) - T0 >= 30
      end),
    t(fun() ->
              Me = self(),
              spawn(fun() -> receive after 5 -> Me ! late end end),
              receive late -> late after 2000 -> timeout end
      end),
    t(fun() ->
              Me = self(),
              [spawn(fun() -> receive after D -> Me ! D end end) || D <- [600, 100, 350]],
              [receive D -> D end || _ <- [1, 2, 3]]
      end),
    t(fun() -> nested(3) end),
    ok.

nested(0) -> done;
nested(N) ->
    receive never -> ok
    after N -> nested(N - 1)
    end.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
