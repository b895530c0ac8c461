%% spawn/1, spawn/3, self, messages back and forth.
-module(spawn_basic).
-export([main/0]).
-export([echo/1]).

main() ->
    t(fun() -> begin Me = self(), spawn(fun() -> Me ! hello end), receive M -> M end end end),
    t(fun() ->
              Me = self(),
              P = spawn(fun() -> receive X -> Me ! {self(), X} end end),
              P ! x,
              receive {P, Y} -> Y end
      end),
    t(fun() -> begin P = spawn(?MODULE, echo, [self()]), P ! a, receive {echo, P, M} -> M end end end),
    t(fun() -> begin P = spawn(fun() -> ok end), is_pid(P) end end),
    t(fun() ->
              Me = self(),
              [spawn(fun() -> Me ! I end) || I <- lists:seq(1, 100)],
              lists:sort([receive I -> I end || _ <- lists:seq(1, 100)]) =:= lists:seq(1, 100)
      end),
    t(fun() -> begin Me = self(), P = spawn(fun() -> Me ! self() end), receive P -> same end end end),
    t(fun() -> spawn(not_a_fun) end),
    t(fun() ->
              {_, R} = spawn_monitor(fun(_) -> ok end),
              receive {'DOWN', R, _, _, {{badarity, {F, A}}, _}} -> {is_function(F, 1), A} end
      end),
    t(fun() -> spawn(a, b, not_a_list) end),
    t(fun() -> is_pid(spawn(no_mod, no_fun, [])) end),
    t(fun() -> begin spawn(no_mod, no_fun, []), ok end end),
    t(fun() -> spawn_result(fun() -> lists:sum(lists:seq(1, 1000)) end) end),
    t(fun() -> [spawn_result(fun() -> X * X end) || X <- lists:seq(1, 10)] end),
    t(fun() ->
              P = spawn(fun() -> receive stop -> ok end end),
              A = is_process_alive(P),
              R = monitor(process, P),
              P ! stop,
              receive {'DOWN', R, _, _, _} -> {A, is_process_alive(P)} end
      end),
    t(fun() -> is_process_alive(self()) end),
    t(fun() -> is_process_alive(a) end),
    t(fun() -> tree(8) end),
    ok.

echo(To) -> receive X -> To ! {echo, self(), X} end.

spawn_result(F) ->
    Me = self(),
    Ref = make_ref(),
    spawn(fun() -> Me ! {Ref, F()} end),
    receive {Ref, Result} -> Result end.

%% A binary tree of processes, summed from the leaves.
tree(0) -> 1;
tree(N) ->
    Me = self(),
    Ref = make_ref(),
    [spawn(fun() -> Me ! {Ref, tree(N - 1)} end) || _ <- [l, r]],
    receive {Ref, A} -> receive {Ref, B} -> A + B end end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
