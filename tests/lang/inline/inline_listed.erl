%% -compile({inline, [...]}): results, the order of effects, and what exceptions of inlined functions show.
-module(inline_listed).
-compile([{inline, [clause/1, plus/1, other/2, fail/1, noisy/2, guarded/1, caught/1, tail/2]}]).
-compile({inline, [{wait, 2}, {rest, 1}, {keep, 2}, {large, 3}]}).
-export([main/0]).

main() ->
    lists:foreach(fun run/1,
                  [fun() -> {clause(n(1)), clause(n(2))} end,
                   fun() -> use(clause(n(z))) end,
                   fun() -> {plus(n(z))} end,
                   fun() -> X = plus(n(1)), X + plus(X) end,
                   fun() -> {other(n(z), n(y))} end,
                   fun() -> {fail(n(z))} end,
                   fun() -> fail(n(z)) end,
                   fun() -> noisy(noisy(n(1), n(2)), noisy(n(3), n(4))) end,
                   fun() -> [guarded(n(X)) || X <- [1, -1, a, 1.5, {}]] end,
                   fun() -> [caught(n(X)) || X <- [1, z, 0]] end,
                   fun() -> tail(n(3), []) end,
                   fun() -> wait(n(self()), n(go)) end,
                   fun() -> {rest(n(<<1, 2, 3>>)), rest(n(<<>>))} end,
                   fun() -> {keep(n(1), fun(X) -> X * 2 end), keep(n(a), fun(X) -> X * 2 end)} end,
                   fun() -> large(n(1), n(2), n(3)) end,
                   fun() -> (fun clause/1)(n(z)) end]).

run(F) ->
    try F() of
        V -> io:format("~p~n", [V])
    catch
        C:R:S ->
            io:format("~p ~p~n", [C, R]),
            [io:format("  ~p ~p ~p~n", [Name, Args, proplists:get_value(line, Info)])
             || {M, Name, Args, Info} <- S, M =:= ?MODULE, not is_fun_name(Name)]
    end.

is_fun_name(Name) -> lists:prefix("-main", atom_to_list(Name)) orelse Name =:= main.

n(X) -> hd(lists:reverse([X])).


use(X) -> {used, X}.

clause(1) -> one;
clause(2) -> two.

plus(X) ->
    X + 1.

other(A, B) -> case A of B -> same; 1 -> other end.

fail(X) -> error({bad, X}).

noisy(A, B) ->
    io:format("~p ~p~n", [A, B]),
    A + B.

guarded(X) when is_integer(X), X > 0; is_float(X) -> {positive, X};
guarded(X) when abs(X) > 0 -> {negative, X};
guarded(X) -> {other, X}.

caught(X) ->
    Y = try 10 div X of V -> {ok, V} catch error:R -> {error, R} after put(last, X) end,
    {Y, get(last), case catch X + 1 of {'EXIT', {R2, _}} -> R2; V2 -> V2 end}.

tail(0, Acc) -> Acc;
tail(N, Acc) -> step(N, Acc).

step(N, Acc) -> tail(N - 1, [N | Acc]).

wait(To, What) ->
    Ref = make_ref(),
    To ! {other, What},
    To ! {Ref, What},
    receive {Ref, Got} -> {got, Got, receive {other, O} -> O after 0 -> none end} end.

rest(<<X, Rest/binary>>) -> {X, Rest};
rest(_) -> none.

keep(X, F) when is_integer(X) -> F(X);
keep(_, _) -> no.

large(A, B, C) ->
    X = A + B + C, Y = A * B * C, Z = A - B - C,
    U = [X, Y, Z, A, B, C], V = {X, Y, Z, A, B, C},
    W = [Q * 2 || Q <- U, Q > 0],
    #{x => X, y => Y, z => Z, u => U, v => V, w => W, s => lists:sum(U), t => tuple_size(V)}.
