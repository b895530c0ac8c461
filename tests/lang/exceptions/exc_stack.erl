%% Stack traces: module, function, arity and line of the frames of this module.
-module(exc_stack).
-export([main/0]).

main() ->
    t(fun() -> trace(fun() -> a(1) end) end),
    t(fun() -> trace(fun() -> lists:map(fun a/1, [1]) end) end),
    t(fun() -> trace(fun() -> not_tail(1) end) end),
    t(fun() -> trace(fun() -> deep(3) end) end),
    t(fun() -> trace(fun() -> fc(x) end) end),
    t(fun() -> trace(fun() -> cc(x) end) end),
    t(fun() -> trace(fun() -> tail(5) end) end),
    t(fun() -> trace(fun() -> lists:foreach(fun thrower/1, [1]) end) end),
    t(fun() -> trace(fun() -> badmatch(1) end) end),
    t(fun() -> trace(fun() -> in_arg(x) end) end),
    t(fun() -> trace(fun() -> two_lines(x) end) end),
    t(fun() -> trace(fun() -> error_with_args(1, 2) end) end),
    t(fun() -> trace(fun() -> if_clause(1) end) end),
    ok.

%% The frames of this module below the tested fun, without main's own.
trace(F) ->
    try
        F(),
        none
    catch
        C:R:S ->
            {C, R, [{Fn, A, proplists:get_value(line, L)} || {M, Fn, A, L} <- S, M =:= ?MODULE, is_mine(Fn)]}
    end.

is_mine(F) -> lists:member(F, [a, fail, not_tail, deep, fc, cc, tail, thrower, badmatch, in_arg, two_lines, error_with_args, if_clause]).

%% The compiler must not see that the failing functions never return.
a(X) ->
    fail(id(X)).

fail(never) -> ok;
fail(X) ->
    error(X).

not_tail(X) ->
    Y = a(X),
    {Y}.

deep(0) -> fail(id(bottom));
deep(N) ->
    R = deep(N - 1),
    [R].

fc(a) -> b.

cc(X) ->
    case X of
        a -> b
    end.

tail(0) -> throw(end_of_tail);
tail(N) -> tail(N - 1).

thrower(X) ->
    throw(X),
    ok.

badmatch(X) ->
    Y = 5,
    X = id(Y),
    ok.

in_arg(X) ->
    {1 + X,
     2}.

two_lines(X) ->
    A = 1,
    B = A + 1,
    B + X.

error_with_args(A, B) ->
    error(custom, [A, B]).

if_clause(X) ->
    Y = if X > 5 -> a end,
    Y.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
