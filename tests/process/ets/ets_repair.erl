%% A continuation that was stored in the external format goes on when it is repaired.
-module(ets_repair).
-export([main/0]).

main() ->
    [try_type(Type) || Type <- [set, ordered_set, bag]],
    io:format("~p~n", [ets:repair_continuation('$end_of_table', [{'_', [], ['$_']}])]),
    io:format("~p~n", [try ets:repair_continuation(nothing, [{'_', [], ['$_']}]) catch error:R -> R end]).

try_type(Type) ->
    T = ets:new(t, [Type]),
    ets:insert(T, [{N, N * N} || N <- lists:seq(1, 100)]),
    Spec = [{{'$1', '$2'}, [{'>', '$1', 10}], ['$2']}],
    {Some, More} = ets:select(T, Spec, 20),
    {Rest, _} = ets:select(ets:repair_continuation(stored(More), Spec)),
    {Rest, _} = ets:select(ets:repair_continuation(More, Spec)),
    {Rest, _} = ets:select(More),
    io:format("~p ~p~n", [Type, {length(Some), length(Rest), Some -- Rest =:= Some}]).

stored(Term) -> binary_to_term(term_to_binary(Term)).
