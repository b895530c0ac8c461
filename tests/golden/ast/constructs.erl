-module(constructs).
-export([f/1]).
-record(point, {x = 0 :: number(), y = 0, name}).
-type shape(T) :: #point{x :: T} | {circle, R :: float()} | [shape(T), ...].
-spec f(X) -> shape(X) when X :: term().
-define(TWICE(X), (X) + (X)).

f(X) when is_integer(X), X > 0; is_float(X) ->
    Y = ?TWICE(X * 2) - 1,
    case {X, Y} of
        {A, B} when A < B -> A ++ B -- [];
        _ -> -X band not true orelse false andalso 1 == 2
    end;
f(#point{x = X, _ = _} = P) ->
    P#point{y = X}#point.y + #point.name;
f(#{key := [H | T]} = M) ->
    M#{H => T, key := "x" "y"};
f(<<A:8, B:A/binary-unit:8, _/bits>>) ->
    try g(A) of
        ok -> fun g/1
    catch
        throw:{a, E} -> E;
        error:R:S when S =/= [] -> {R, S};
        _ -> fun lists:map/2
    after
        B ! done
    end;
f(F) ->
    receive
        {msg, X} -> X
    after 100 ->
        [fun(1) -> one; (_) -> other end, fun Loop(N) -> Loop(N - 1) end, (F)(1), F:g(2), catch exit(a)]
    end,
    maybe
        {ok, V} ?= F(1),
        true ?= V > 1,
        V
    else
        {error, _} = Err -> Err
    end,
    if F -> a; true -> b end,
    begin 1, 2 end,
    {[Z || {Z, _} <- F, Z > 1], << <<Q>> || <<Q:4>> <= F >>, #{K => W || K := W <- F},
     [{U, O} || U <:- F && <<O>> <:= F]}.

g(_) -> ok.
