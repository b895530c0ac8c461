%% Thousands of registered names, re-registration after death.
-module(names_many).
-export([main/0]).

main() ->
    t(fun() -> many(2000) end),
    t(fun() -> again(100) end),
    t(fun() -> lists:sort([N || N <- registered(), lists:prefix("gn_", atom_to_list(N))]) end),
    ok.

many(N) ->
    Names = [list_to_atom("gn_" ++ integer_to_list(I)) || I <- lists:seq(1, N)],
    Me = self(),
    [begin P = spawn(fun() -> receive {get, R} -> Me ! {R, Name} end end), register(Name, P) end || Name <- Names],
    Found = length([x || Name <- Names, is_pid(whereis(Name))]),
    Answers = [begin R = make_ref(), M = monitor(process, Name), Name ! {get, R}, receive {R, A} -> receive {'DOWN', M, _, _, _} -> A end end end || Name <- Names],
    {Found, Answers =:= Names, [x || Name <- Names, whereis(Name) =/= undefined]}.

again(0) -> ok;
again(N) ->
    {P, R} = spawn_monitor(fun() -> receive stop -> ok end end),
    register(gn_again, P),
    gn_again ! stop,
    receive {'DOWN', R, _, _, _} -> again(N - 1) end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
