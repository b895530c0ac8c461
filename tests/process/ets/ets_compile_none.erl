%% A match specification without clauses selects nothing, and is none to compile.
-module(ets_compile_none).
-export([main/0]).

main() ->
    T = ets:new(t, []),
    ets:insert(T, {a, 1}),
    io:format("~p~n", [[ets:select(T, []), ets:select_count(T, []), ets:select_delete(T, [])]]),
    io:format("~p~n", [try ets:match_spec_compile([]) catch C:R -> {C, R} end]).
