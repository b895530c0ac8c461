%% A small virtual machine and a compiler for arithmetic with variables and loops.
-module(prog_vm).
-export([main/0]).

main() ->
    run("x = 10; y = x * 2 + 1; print y; "),
    run("n = 10; f = 1; while n > 1 { f = f * n; n = n - 1; } print f; "),
    run("a = 0; b = 1; i = 0; while i < 20 { t = a + b; a = b; b = t; i = i + 1; } print a; "),
    run("x = 3; while x > 0 { y = x; while y > 0 { print x * 10 + y; y = y - 1; } x = x - 1; } ").

run(Source) ->
    {Code, []} = statements(string:lexemes(Source, " ")),
    io:format("~p instructions~n", [length(Code)]),
    exec(0, list_to_tuple(Code), [], #{}).

statements([]) -> {[], []};
statements(["}" | R]) -> {[], R};
statements(["print" | R]) ->
    {E, R1} = expr(R),
    {Rest, R2} = statements(R1),
    {E ++ [print] ++ Rest, R2};
statements(["while" | R]) ->
    {Cond, ["{" | R1]} = expr(R),
    {Body, R2} = statements(R1),
    {Rest, R3} = statements(R2),
    Jump = length(Body) + 1,
    {Cond ++ [{jump_if_false, Jump}] ++ Body ++ [{jump, -(length(Cond) + 1 + Jump)}] ++ Rest, R3};
statements([Var, "=" | R]) ->
    {E, R1} = expr(R),
    {Rest, R2} = statements(R1),
    {E ++ [{store, Var}] ++ Rest, R2}.

%% Left to right, no precedence; an operand may end with the statement's semicolon.
expr([T | R]) ->
    case lists:reverse(T) of
        ";" ++ Rev -> {[operand(lists:reverse(Rev))], R};
        _ -> expr(R, [operand(T)])
    end.

expr([Op, T | R], Code) when Op =:= "+"; Op =:= "-"; Op =:= "*"; Op =:= "<"; Op =:= ">" ->
    case lists:reverse(T) of
        ";" ++ Rev -> {Code ++ [operand(lists:reverse(Rev)), {op, Op}], R};
        _ -> expr(R, Code ++ [operand(T), {op, Op}])
    end;
expr(R, Code) -> {Code, R}.

operand([C | _] = S) when C >= $0, C =< $9 -> {push, list_to_integer(S)};
operand(S) -> {load, S}.

exec(Pc, Code, _, Vars) when Pc >= tuple_size(Code) -> io:format("~p~n", [lists:sort(maps:to_list(Vars))]);
exec(Pc, Code, Stack, Vars) ->
    case {element(Pc + 1, Code), Stack} of
        {{push, N}, _} -> exec(Pc + 1, Code, [N | Stack], Vars);
        {{load, V}, _} -> exec(Pc + 1, Code, [maps:get(V, Vars) | Stack], Vars);
        {{store, V}, [X | S]} -> exec(Pc + 1, Code, S, Vars#{V => X});
        {{op, "+"}, [B, A | S]} -> exec(Pc + 1, Code, [A + B | S], Vars);
        {{op, "-"}, [B, A | S]} -> exec(Pc + 1, Code, [A - B | S], Vars);
        {{op, "*"}, [B, A | S]} -> exec(Pc + 1, Code, [A * B | S], Vars);
        {{op, "<"}, [B, A | S]} -> exec(Pc + 1, Code, [A < B | S], Vars);
        {{op, ">"}, [B, A | S]} -> exec(Pc + 1, Code, [A > B | S], Vars);
        {print, [X | S]} -> io:format("~p~n", [X]), exec(Pc + 1, Code, S, Vars);
        {{jump, D}, _} -> exec(Pc + 1 + D, Code, Stack, Vars);
        {{jump_if_false, D}, [false | S]} -> exec(Pc + 1 + D, Code, S, Vars);
        {{jump_if_false, _}, [true | S]} -> exec(Pc + 1, Code, S, Vars)
    end.
