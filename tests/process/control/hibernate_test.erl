%% erlang:hibernate: the process continues in the given function with an empty stack.
-module(hibernate_test).
-export([main/0]).
-export([start/1, woken/2]).

main() ->
    t(fun() ->
              P = spawn(?MODULE, start, [self()]),
              receive going -> ok end,
              receive after 10 -> ok end,
              P ! {hello, 5},
              receive {P, X} -> X end
      end),
    t(fun() ->
              P = spawn(?MODULE, start, [self()]),
              receive going -> ok end,
              receive after 10 -> ok end,
              I = process_info(P, current_function),
              P ! {hello, 0},
              receive {P, X} -> {I, X} end
      end),
    t(fun() ->
              {P, R} = spawn_monitor(fun() -> erlang:hibernate(?MODULE, no_such, []) end),
              P ! wake,
              receive {'DOWN', R, _, _, {undef, _}} -> undef end
      end),
    t(fun() -> erlang:hibernate(1, f, []) end),
    ok.

start(Parent) ->
    Parent ! going,
    put(kept, yes),
    erlang:hibernate(?MODULE, woken, [Parent, state]).

woken(Parent, State) ->
    receive {hello, N} -> Parent ! {self(), {State, N, get(kept)}} end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
