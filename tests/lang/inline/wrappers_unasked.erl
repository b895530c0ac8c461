%% Small functions without any option: exceptions and stack traces are those of calls.
-module(wrappers_unasked).
-export([main/0]).
-record(point, {x, y}).

main() ->
    lists:foreach(fun run/1,
                  [fun() -> {clause(n(1)), clause(n(z))} end,
                   fun() -> {plus(n(z))} end,
                   fun() -> plus(n(z)) end,
                   fun() -> X = plus(n(1)), X + plus(X) end,
                   fun() -> {other(n(z), n(y))} end,
                   fun() -> {x(n(#point{x = 1, y = 2})), x(n({other, 1}))} end,
                   fun() -> {set(n(#point{x = 1}), 7)} end,
                   fun() -> {set(n(z), 7)} end,
                   fun() -> {first(n([1]))} end,
                   fun() -> {first(n([]))} end,
                   fun() -> {match(n({ok, 1})), match(n(error))} end,
                   fun() -> {put_key(n(#{a => 1}), 2), put_key(n(#{}), 2)} end,
                   fun() -> {bits(n(300), n(x))} end,
                   fun() -> {nested(n(1)), nested(n(z))} end,
                   fun() -> {nested(n(z))} end,
                   fun() -> nested(n(z)) end,
                   fun() -> {start(n(3)), start(n(z))} end,
                   fun() -> {remote(n([3, 1])), remote(n(z))} end,
                   fun() -> {native(n(z))} end,
                   fun() -> {missing(n(z))} end,
                   fun() -> {limit(), limit() + 1} end,
                   fun() -> (try plus(n(z)) catch error:E -> {caught, E} after io:format("after~n") end) end,
                   fun() -> {catch_it(n(1)), catch_it(n(z))} end,
                   fun() -> {(maker(n(3)))(n(4))} end,
                   fun() -> {(maker(n(z)))(n(4))} end]).

run(F) ->
    try F() of
        V -> io:format("~p~n", [V])
    catch
        C:R:S ->
            io:format("~p ~p~n", [C, R]),
            [io:format("  ~p ~p ~p ~p~n", [M, Name, Args, proplists:get_value(line, Info)])
             || {M, Name, Args, Info} <- S, M =/= lists, M =/= erl_eval, M =/= init, M =/= erlang, not is_fun_name(Name)]
    end.

is_fun_name(Name) -> lists:prefix("-main", atom_to_list(Name)) orelse Name =:= main.

n(X) -> hd(lists:reverse([X])).


limit() -> 100.

clause(1) -> one;
clause(2) -> two.

plus(X) ->
    X + 1.

other(A, B) ->
    case A of
        B -> same;
        1 -> other
    end.

x(P) -> P#point.x.

set(P, X) -> P#point{x = X}.

first(L) -> hd(L).

match(R) ->
    {ok, V} = R,
    V.

put_key(M, V) -> M#{a := V}.

bits(A, B) -> <<A, B>>.

nested(X) -> {plus(X), plus(X)}.

start(N) -> start(N, []).

start(0, Acc) -> Acc;
start(N, Acc) -> start(N - 1, [N | Acc]).

remote(L) -> lists:max(L).

native(X) -> atom_to_list({X}).

missing(X) -> no_such_module:f(X).

catch_it(X) -> case catch plus(X) of {'EXIT', {R, _}} -> R; V -> V end.

maker(X) ->
    fun(Y) -> plus(X) + Y end.
