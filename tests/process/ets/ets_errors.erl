%% Errors of every function: no table, wrong key, wrong type, not allowed.
-module(ets_errors).
-export([main/0]).

main() ->
    t(fun() -> [{F, class(F, [none | As])} || {F, As} <- calls()] end),
    t(fun() -> [{F, class(F, [1 | As])} || {F, As} <- calls()] end),
    t(fun() -> T = ets:new(t, []), ets:delete(T), [{F, class(F, [T | As])} || {F, As} <- calls()] end),
    t(fun() -> T = ets:new(t, [{keypos, 2}]), [class(insert, [T, X]) || X <- [{a}, {}, a, [{a, 1}, {b}], [{a, 1} | b], {a, 1}]] end),
    t(fun() -> T = ets:new(t, []), [class(lookup_element, [T, a, P]) || P <- [0, 1, a]] end),
    t(fun() -> T = ets:new(t, []), ets:insert(T, {a, b}), [class(update_counter, [T, a, X]) || X <- [1, {2, 1}, {1, 1}, {3, 1}, {0, 1}, a]] end),
    t(fun() -> T = ets:new(t, []), ets:insert(T, {a, 1}), [class(update_element, [T, a, X]) || X <- [{1, x}, {3, x}, {0, x}, x, [{2, 5}], []]] end),
    t(fun() -> T = ets:new(t, []), [class(select, [T, MS]) || MS <- [a, [a], [{a}], [{a, b, c}], [], [{'_', [], ['$_']}], [{'_', [{bogus, 1}], [true]}]]] end),
    t(fun() -> [class(new, As) || As <- [[t, [bogus]], ["t", []], [t, set], [t, [{keypos, a}]], [t, [{heir, x, y}]]]] end),
    t(fun() -> T = ets:new(t, []), [class(safe_fixtable, [T, X]) || X <- [true, false, x]] end),
    t(fun() -> T = ets:new(t, []), [class(rename, [T, X]) || X <- [new_name, "x"]] end),
    t(fun() -> T = ets:new(t, []), [class(give_away, [T, P, x]) || P <- [self(), a, dead()]] end),
    ok.

calls() -> [{insert, [{a, 1}]}, {lookup, [a]}, {delete, [a]}, {tab2list, []}, {first, []}, {next, [a]}, {member, [a]}, {info_of, []}, {delete_all_objects, []},
            {select, [[{'_', [], [true]}]]}, {match, ['_']}, {update_counter, [a, 1]}, {safe_fixtable, [true]}, {slot, [0]}, {setopts, [[]]}].

class(info_of, [T]) -> try ets:info(T) of undefined -> undefined; L when is_list(L) -> list catch C:R -> {C, R} end;
class(F, As) -> try apply(ets, F, As) of T when is_reference(T) -> table; V -> V catch C:R -> {C, R} end.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, _} -> P end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
