%% What a process ends with, by how its function ends.
-module(spawn_end_reasons).
-export([main/0]).

main() ->
    t(fun() -> ends(fun() -> ok end) end),
    t(fun() -> ends(fun() -> exit(normal) end) end),
    t(fun() -> ends(fun() -> exit({a, b}) end) end),
    t(fun() -> {{nocatch, x}, _} = ends(fun() -> throw(x) end), nocatch end),
    t(fun() -> {W, [{_, _, _, _} | _]} = ends(fun() -> error(oops) end), W end),
    t(fun() -> {W, [{M, F, A, _} | _]} = ends(fun() -> lists:nth(x, []) end), {W, M, F, A} end),
    t(fun() -> {{badmatch, 1}, _} = ends(fun() -> 2 = element(1, {1}) end), badmatch end),
    t(fun() -> {{case_clause, 1}, _} = ends(fun() -> case element(1, {1}) of 2 -> ok end end), case_clause end),
    t(fun() -> {if_clause, _} = ends(fun() -> X = element(1, {1}), if X > 5 -> ok end end), if_clause end),
    t(fun() -> {{badfun, 1}, _} = ends(fun() -> F = element(1, {1}), F() end), badfun end),
    t(fun() -> {{badarity, {_, [1]}}, _} = ends(fun() -> F = element(1, {fun() -> ok end}), F(1) end), badarity end),
    t(fun() -> {undef, [{no_mod, no_fun, [1], []} | _]} = ends(fun() -> no_mod:no_fun(1) end), undef end),
    t(fun() -> {function_clause, [{_, _, [x], _} | _]} = ends(fun() -> only_a(element(1, {x})) end), function_clause end),
    t(fun() -> {badarith, _} = ends(fun() -> 1 + element(1, {a}) end), badarith end),
    t(fun() -> {{badkey, k}, _} = ends(fun() -> maps:get(k, #{}) end), badkey end),
    t(fun() -> {system_limit, _} = ends(fun() -> list_to_atom(lists:duplicate(300, $a)) end), system_limit end),
    t(fun() -> ends(fun() -> exit(self(), kill) end) end),
    t(fun() -> ends(fun() -> exit(self(), normal), receive never -> ok end end) end),
    t(fun() -> ends(fun() -> erlang:raise(exit, raised, []) end) end),
    t(fun() -> {raised, _} = ends(fun() -> erlang:raise(error, raised, []) end), raised end),
    t(fun() -> {{nocatch, raised}, _} = ends(fun() -> erlang:raise(throw, raised, []) end), nocatch end),
    t(fun() -> ends(fun() -> try exit(a) after exit(b) end end) end),
    t(fun() -> ends(fun() -> catch exit(a), exit(c) end) end),
    ok.

ends(F) ->
    {P, R} = spawn_monitor(F),
    receive {'DOWN', R, process, P, Why} -> Why end.

only_a(a) -> ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
