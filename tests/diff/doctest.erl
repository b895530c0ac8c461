%% Run the examples found in the documentation: see run.py --doctest.
-module(doctest).
-export([main/1]).

main(Path) ->
    {ok, [Groups]} = file:consult(Path),
    Failures = lists:sum([group(G) || G <- Groups]),
    Total = lists:sum([length(Pairs) || {_, _, Pairs} <- Groups]),
    io:format("~w examples, ~w wrong~n", [Total, Failures]),
    Failures.

group({Module, Line, Pairs}) ->
    {_, N} = lists:foldl(fun(Pair, {Bindings, N}) ->
        case example(Pair, Bindings) of
            {ok, Bindings1} -> {Bindings1, N};
            {wrong, What, Bindings1} ->
                {Expression, Expected} = Pair,
                io:format("~s.bl:~w: > ~ts~n  expected ~ts~n  got ~tp~n", [Module, Line, Expression, Expected, What]),
                {Bindings1, N + 1}
        end
    end, {erl_eval:new_bindings(), 0}, Pairs),
    N.

example({Expression, Expected}, Bindings) ->
    case evaluate(Expression, Bindings) of
        {value, Value, Bindings1} -> check(Value, Expected, Bindings1);
        {raised, Class, Reason} ->
            case Expected of
                "** " ++ Text -> raised(Class, Reason, Text, Bindings);
                _ -> {wrong, {Class, Reason}, Bindings}
            end
    end.

evaluate(Text, Bindings) ->
    try
        {ok, Tokens, _} = erl_scan:string(Text),
        {ok, Exprs} = erl_parse:parse_exprs(Tokens),
        erl_eval:exprs(remote(Exprs), Bindings)
    catch Class:Reason -> {raised, Class, Reason}
    end.

%% `fun is_atom/1` means erlang's, as it does in the shell.
remote({'fun', A, {function, Name, Arity}}) when is_atom(Name) ->
    {'fun', A, {function, {atom, A, erlang}, {atom, A, Name}, {integer, A, Arity}}};
remote(Tuple) when is_tuple(Tuple) -> list_to_tuple(remote(tuple_to_list(Tuple)));
remote([H | T]) -> [remote(H) | remote(T)];
remote(Other) -> Other.

%% An expected value is a pattern: `_` stands for anything, and an empty one is not checked.
check(_, "", Bindings) -> {ok, Bindings};
check(Value, Expected, Bindings) ->
    Text = "case V@ of " ++ string:trim(Expected, trailing, ".") ++ " -> true; _ -> false end.",
    case evaluate(Text, erl_eval:add_binding('V@', Value, Bindings)) of
        {value, true, _} -> {ok, Bindings};
        _ ->
            %% Not a pattern, perhaps an expression (maps in key position, funs).
            case evaluate(string:trim(Expected, trailing, ".") ++ ".", Bindings) of
                {value, Value, _} -> {ok, Bindings};
                _ -> {wrong, Value, Bindings}
            end
    end.

raised(Class, Reason, Text, Bindings) ->
    Wanted = case Class of
                 error -> "exception error: ";
                 exit -> "exception exit: ";
                 throw -> "exception throw: "
             end,
    case lists:any(fun(Said) -> lists:prefix(Wanted ++ Said, Text) end, wordings(Reason)) of
        true -> {ok, Bindings};
        false -> {wrong, {Class, Reason}, Bindings}
    end.

%% What the shell says about a reason, up to where a place follows.
wordings(Reason) ->
    Plain = text(Reason),
    case Reason of
        function_clause -> ["no function clause matching"];
        {badkey, Key} -> ["bad key: " ++ text(Key), Plain];
        {badmap, Term} -> ["bad map: " ++ text(Term), Plain];
        {badmatch, Value} -> ["no match of right hand side value " ++ text(Value)];
        {case_clause, Value} -> ["no case clause matching " ++ text(Value)];
        badarg -> ["bad argument", Plain];
        _ -> [Plain]
    end.

text(Term) -> lists:flatten(io_lib:format("~w", [Term])).
