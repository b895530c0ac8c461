%% suspend_process and resume_process.
-module(suspend_resume).
-export([main/0]).

main() ->
    t(fun() ->
              P = counter(),
              true = erlang:suspend_process(P),
              P ! {get, self()},
              A = receive N -> N after 20 -> suspended end,
              true = erlang:resume_process(P),
              B = receive M -> M end,
              {A, B}
      end),
    t(fun() ->
              P = counter(),
              erlang:suspend_process(P),
              S = process_info(P, status),
              erlang:resume_process(P),
              S
      end),
    t(fun() ->
              P = counter(),
              erlang:suspend_process(P),
              erlang:suspend_process(P),
              erlang:resume_process(P),
              S = process_info(P, status),
              erlang:resume_process(P),
              S
      end),
    t(fun() -> erlang:resume_process(counter()) end),
    t(fun() -> erlang:suspend_process(self()) end),
    t(fun() -> erlang:suspend_process(a) end),
    ok.

counter() ->
    spawn(fun Loop() -> receive {get, From} -> From ! 42, Loop() end end).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
