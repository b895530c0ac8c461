%% ets: select with match specifications: guards, results, select_count, select_delete, select_replace.
-module(ets_select).
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{I, I * I, case I rem 2 of 0 -> even; 1 -> odd end} || I <- lists:seq(1, 10)]),
    t(fun() -> ets:select(T, [{{'$1', '$2', odd}, [], ['$2']}]) end),
    t(fun() -> ets:select(T, [{{'$1', '$2', '_'}, [{'>', '$2', 50}], ['$_']}]) end),
    t(fun() -> ets:select(T, [{{'$1', '$2', '_'}, [{'>', '$1', 3}, {'<', '$1', 6}], [{{'$1', '$2'}}]}]) end),
    t(fun() -> ets:select(T, [{{'$1', '_', '_'}, [{'orelse', {'=:=', '$1', 1}, {'=:=', '$1', 9}}], ['$1']}]) end),
    t(fun() -> ets:select(T, [{{'$1', '_', '_'}, [{'=:=', {'rem', '$1', 3}, 0}], [{'+', '$1', 100}]}]) end),
    t(fun() -> ets:select(T, [{{1, '_', '_'}, [], [first]}, {{2, '$1', '_'}, [], [{second, '$1'}]}]) end),
    t(fun() -> ets:select(T, [{{1, '$1', '_'}, [], [{{second, '$1'}}]}]) end),
    t(fun() -> ets:select(T, [{{'$1', '$2', '_'}, [{'<', '$1', 3}], ['$$']}]) end),
    t(fun() -> ets:select(T, [{'$1', [{'=:=', {element, 1, '$1'}, 4}], ['$1']}]) end),
    t(fun() ->
              ets:select(T, [{{'$1', '_', '$3'}, [{'=:=', '$3', {const, odd}}, {'not', {'>', '$1', 3}}], [['$1', '$3']]}])
      end),
    t(fun() -> ets:select(T, [{{'$1', '_', '_'}, [{is_atom, '$1'}], ['$1']}]) end),
    t(fun() -> ets:select(T, [{{'$1', '_', '_'}, [{'>', {hd, '$1'}, 1}], ['$1']}]) end),
    t(fun() -> ets:select(T, [{{'$1', '_', '_'}, [{'=<', '$1', 2}], [#{k => '$1'}]}]) end),
    t(fun() -> ets:select_count(T, [{{'_', '_', odd}, [], [true]}]) end),
    t(fun() -> ets:select_count(T, [{{'_', '_', odd}, [], [false]}]) end),
    t(fun() -> ets:select_delete(T, [{{'$1', '_', '_'}, [{'>', '$1', 8}], [true]}]) end),
    t(fun() -> ets:select_replace(T, [{{'$1', '$2', even}, [], [{{'$1', {'-', 0, '$2'}, replaced}}]}]) end),
    t(fun() -> ets:tab2list(T) end),
    t(fun() -> begin {L, C} = ets:select(T, [{{'$1', '_', '_'}, [], ['$1']}], 3), {L, more(ets:select(C))} end end),
    t(fun() -> ets:select(T, [], 3) end),
    t(fun() -> ets:select(T, bogus) end),
    t(fun() -> ets:select(T, [{{'$1'}, [{bogus, '$1'}], ['$1']}]) end),
    t(fun() -> ets:select(T, [{{'$1', '_', '_'}, [], ['$9']}]) end),
    ok.

more('$end_of_table') -> [];
more({L, C}) -> [L | more(ets:select(C))].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
