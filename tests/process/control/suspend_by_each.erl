%% suspend_process counts for each suspender, is undone by its end, and a suspended process can be killed.
-module(suspend_by_each).
-export([main/0]).

main() ->
  P = spawn(fun() -> loop() end),
  io:format("~p~n", [erlang:suspend_process(P)]),
  io:format("~p~n", [erlang:suspend_process(P, [unless_suspending])]),
  io:format("~p~n", [erlang:suspend_process(P, [])]),
  io:format("~p~n", [[{C,O} || {Pid,C,O} <- element(2, process_info(self(), suspending)), Pid =:= P]]),
  io:format("~p~n", [process_info(P, status)]),
  io:format("~p~n", [erlang:resume_process(P)]),
  io:format("~p~n", [erlang:resume_process(P)]),
  timer:sleep(10),
  io:format("~p~n", [process_info(P, status)]),
  io:format("~p~n", [e(fun() -> erlang:resume_process(P) end)]),
  io:format("~p~n", [erlang:suspend_process(P, [{asynchronous, tag}])]),
  receive {tag, X} -> io:format("~p~n", [X]) end,
  io:format("~p~n", [erlang:suspend_process(P, [asynchronous])]),
  timer:sleep(10),
  io:format("~p~n", [[{C,O} || {Pid,C,O} <- element(2, process_info(self(), suspending)), Pid =:= P]]),
  exit(P, kill), timer:sleep(10),
  io:format("~p~n", [process_info(self(), suspending)]),
  io:format("~p~n", [e(fun() -> erlang:suspend_process(P) end)]),
  io:format("~p~n", [e(fun() -> erlang:resume_process(P) end)]),
  io:format("~p~n", [e(fun() -> erlang:suspend_process(P, [asynchronous]) end)]),
  io:format("~p~n", [e(fun() -> erlang:suspend_process(P, [{asynchronous, t2}]) end)]),
  receive {t2, X2} -> io:format("~p~n", [X2]) after 100 -> io:format("none~n") end,
  io:format("~p~n", [e(fun() -> erlang:suspend_process(self()) end)]),
  Q = spawn(fun() -> loop() end),
  {_, R} = spawn_monitor(fun() -> erlang:suspend_process(Q), erlang:suspend_process(Q) end),
  receive {'DOWN', R, _, _, _} -> ok end,
  Q ! {self(), hi}, receive hi -> io:format("resumed~n") after 1000 -> io:format("no~n") end,
  %% two suspenders
  erlang:suspend_process(Q),
  {_, R2} = spawn_monitor(fun() -> erlang:suspend_process(Q) end),
  receive {'DOWN', R2, _, _, _} -> ok end,
  Q ! {self(), hi}, receive hi -> io:format("resumed~n") after 100 -> io:format("still~n") end,
  erlang:resume_process(Q),
  receive hi -> io:format("resumed~n") after 1000 -> io:format("no~n") end,
  %% suspended process dies
  erlang:suspend_process(Q), MR = monitor(process, Q), exit(Q, oops),
  receive {'DOWN', MR, _, _, W} -> io:format("~p~n", [W]) after 1000 -> io:format("alive~n") end,
  ok.
loop() -> receive {P, X} -> P ! X, loop() end.
e(F) -> try F() catch C:R -> {C, R} end.
