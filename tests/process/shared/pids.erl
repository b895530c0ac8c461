%% Pids: text and back, order, in maps and tables, of the dead.
-module(pids).
-export([main/0]).

main() ->
    t(fun() -> list_to_pid(pid_to_list(self())) =:= self() end),
    t(fun() -> list_to_pid("bogus") end),
    t(fun() -> list_to_pid("<0.1") end),
    t(fun() -> is_pid(list_to_pid("<0.0.0>")) end),
    t(fun() -> binary_to_term(term_to_binary(self())) =:= self() end),
    t(fun() -> P = spawn(fun() -> ok end), Q = spawn(fun() -> ok end), (P < Q) =/= (Q < P) end),
    t(fun() -> lists:sort([self(), a, 1, "s", <<>>, {}, #{}]) =:= [1, a, self(), {}, #{}, "s", <<>>] end),
    t(fun() -> M = #{self() => me}, maps:get(self(), M) end),
    t(fun() -> P = dead(), {is_pid(P), is_process_alive(P), P =:= list_to_pid(pid_to_list(P))} end),
    t(fun() -> node(self()) =:= node() end),
    t(fun() -> node(dead()) =:= node() end),
    t(fun() -> erlang:phash2(self()) =:= erlang:phash2(list_to_pid(pid_to_list(self()))) end),
    t(fun() -> Ps = [spawn(fun() -> ok end) || _ <- lists:seq(1, 500)], length(lists:usort(Ps)) end),
    ok.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
