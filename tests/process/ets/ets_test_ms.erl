%% ets:test_ms, match_spec_compile and match_spec_run.
-module(ets_test_ms).
-export([main/0]).

main() ->
    t(fun() -> ets:test_ms({a, 1}, [{{a, '$1'}, [], ['$1']}]) end),
    t(fun() -> ets:test_ms({b, 1}, [{{a, '$1'}, [], ['$1']}]) end),
    t(fun() -> ets:test_ms({a, 1}, [{{'$1', '$2'}, [{'>', '$2', 0}], [{{'$2', '$1'}}]}]) end),
    t(fun() -> ets:is_compiled_ms(ets:match_spec_compile([{'_', [], ['$_']}])) end),
    t(fun() -> ets:is_compiled_ms(x) end),
    t(fun() -> ets:match_spec_run([{1, a}, {2, b}, {3, a}], ets:match_spec_compile([{{'$1', a}, [], ['$1']}])) end),
    t(fun() -> ets:match_spec_run([], ets:match_spec_compile([{'_', [], [x]}])) end),
    t(fun() -> ets:match_spec_compile(bogus) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
