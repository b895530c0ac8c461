%% Match specifications: heads, guards, bodies, functions and errors.
-module(ets_match_specs).
-export([main/0]).

main() ->
    t(fun() -> sel({'$1', '$2'}, [], ['$1']) end),
    t(fun() -> sel({'$1', '$2'}, [{'>', '$2', 2}], [{{'$2', '$1'}}]) end),
    t(fun() -> sel({'$1', '$2'}, [{'andalso', {is_atom, '$1'}, {'<', '$2', 3}}], ['$_']) end),
    t(fun() -> sel({'$1', '$2'}, [{'orelse', {'==', '$1', a}, {'=:=', '$2', 4}}], ['$$']) end),
    t(fun() -> sel({'$1', '$1'}, [], ['$1']) end),
    t(fun() -> sel({a, '_'}, [], [found]) end),
    t(fun() -> sel('_', [], [true]) end),
    t(fun() -> sel({'$1', '$2'}, [], [{'+', '$2', 10}]) end),
    t(fun() -> sel({'$1', '$2'}, [], [[{{'$1'}}, '$2']]) end),
    t(fun() -> sel({'$1', '$2'}, [{'not', {is_integer, '$2'}}], ['$1']) end),
    t(fun() -> sel({'$1', '$2'}, [{'=/=', {'rem', '$2', 2}, 0}], ['$2']) end),
    t(fun() -> sel({'$1', '$2'}, [{is_tuple, '$1'}], [{element, 1, '$1'}]) end),
    t(fun() -> sel({'$1', '$2'}, [{'>', {size, '$1'}, 0}], ['$1']) end),
    t(fun() -> sel({'$1', '$2'}, [{'==', '$1', {const, {t, 1}}}], ['$2']) end),
    t(fun() -> sel({'$1', '$2'}, [{'>', '$2', {'-', 5, 2}}], [{abs, '$2'}]) end),
    t(fun() -> sel({'$1', '$2'}, [{is_list, '$1'}], [{hd, '$1'}]) end),
    t(fun() -> sel({'$1', '$2'}, [{'xor', {is_atom, '$1'}, {'>', '$2', 2}}], ['$1']) end),
    t(fun() -> sel({'$1', '$2'}, [{'band', '$2', 1}], ['$2']) end),
    t(fun() -> sel({'$1', '$2'}, [{'==', {'bsl', 1, '$2'}, 8}], ['$2']) end),
    t(fun() -> sel({{t, '$1'}, '$2'}, [], ['$1']) end),
    t(fun() -> sel({["l" | '$1'], '_'}, [], ['$1']) end),
    t(fun() -> sel({#{k => '$1'}, '_'}, [], ['$1']) end),
    t(fun() -> [ets:test_ms({a, 1}, [{{'$1', '$2'}, G, ['$1']}]) || G <- [[], [true], [false], [{'>', '$2', 5}]]] end),
    t(fun() -> ets:is_compiled_ms(ets:match_spec_compile([{'_', [], [true]}])) end),
    t(fun() -> lists:sort(ets:match_spec_run([{a, 1}, {b, 2}], ets:match_spec_compile([{{'$1', '_'}, [], ['$1']}]))) end),
    t(fun() -> T = table(), ets:select_replace(T, [{{'$1', '$2'}, [{is_integer, '$2'}, {is_atom, '$1'}], [{{'$1', {'*', '$2', 10}}}]}]), lists:sort(ets:tab2list(T)) end),
    ok.

table() ->
    T = ets:new(t, [set]),
    ets:insert(T, [{a, 1}, {b, 2}, {{t, 1}, 3}, {x, x}, {["l", "m"], 4}, {#{k => v}, 5}]),
    T.

sel(Head, Guards, Body) -> lists:sort(ets:select(table(), [{Head, Guards, Body}])).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
