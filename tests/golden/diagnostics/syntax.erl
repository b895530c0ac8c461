-module(syntax).
-export([a/0, b/0, c/1]).

a() -> foo(1, , 2), {x y}.

b() ->
    case x of
        1 -> one
        2 -> two
    end.

c(X) ->
    [X, 2.

d() -> ok
e() -> "unterminated.
f() -> ok.
