%% State machines and mutual recursion over data.
-module(rec_mutual).
-export([main/0]).

main() ->
    t(fun() -> brackets("([]{()})") end),
    t(fun() -> brackets("([)]") end),
    t(fun() -> brackets("((") end),
    t(fun() -> calc("1+2*3-4/2") end),
    t(fun() -> calc("(1+2)*(3-4)") end),
    t(fun() -> calc("2*") end),
    t(fun() -> tokens("foo = 12 + bar_3;") end),
    t(fun() -> hofstadter(20) end),
    t(fun() -> parity([1, 2, 3, 4, 5]) end),
    ok.

brackets(S) -> brackets(S, []).

brackets([C | T], Stack) when C =:= $(; C =:= $[; C =:= ${ -> brackets(T, [C | Stack]);
brackets([$) | T], [$( | S]) -> brackets(T, S);
brackets([$] | T], [$[ | S]) -> brackets(T, S);
brackets([$} | T], [${ | S]) -> brackets(T, S);
brackets([], []) -> balanced;
brackets([], Open) -> {open, Open};
brackets([C | _], _) -> {unexpected, [C]}.

%% expression = term {(+|-) term};  term = factor {(*|/) factor};  factor = number | "(" expression ")"
calc(S) ->
    try expression(S) of
        {V, []} -> V;
        {_, Rest} -> {rest, Rest}
    catch
        throw:T -> T
    end.

expression(S) -> {V, R} = term(S), expression(R, V).

expression([$+ | R], V) -> {W, R1} = term(R), expression(R1, V + W);
expression([$- | R], V) -> {W, R1} = term(R), expression(R1, V - W);
expression(R, V) -> {V, R}.

term(S) -> {V, R} = factor(S), term(R, V).

term([$* | R], V) -> {W, R1} = factor(R), term(R1, V * W);
term([$/ | R], V) -> {W, R1} = factor(R), term(R1, V div W);
term(R, V) -> {V, R}.

factor([$( | R]) ->
    case expression(R) of
        {V, [$) | R1]} -> {V, R1};
        {_, R1} -> throw({missing_paren, R1})
    end;
factor([C | _] = S) when C >= $0, C =< $9 -> number(S, 0);
factor(R) -> throw({bad_factor, R}).

number([C | R], N) when C >= $0, C =< $9 -> number(R, N * 10 + C - $0);
number(R, N) -> {N, R}.

tokens([]) -> [];
tokens([C | T]) when C =:= $\s; C =:= $\n -> tokens(T);
tokens([C | _] = S) when C >= $0, C =< $9 -> {N, R} = number(S, 0), [{int, N} | tokens(R)];
tokens([C | _] = S) when C >= $a, C =< $z -> {W, R} = word(S, []), [{id, W} | tokens(R)];
tokens([C | T]) -> [{op, [C]} | tokens(T)].

word([C | T], W) when C >= $a, C =< $z; C =:= $_; C >= $0, C =< $9 -> word(T, [C | W]);
word(R, W) -> {lists:reverse(W), R}.

hofstadter(N) -> {[female(I) || I <- lists:seq(0, N)], [male(I) || I <- lists:seq(0, N)]}.

female(0) -> 1;
female(N) -> N - male(female(N - 1)).

male(0) -> 0;
male(N) -> N - female(male(N - 1)).

parity([]) -> even;
parity([_ | T]) -> odd(T).

odd([]) -> odd;
odd([_ | T]) -> parity(T).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
