-module(inlining).
-export([unasked/1, last/1, nested/1, hidden/0, in_try/1, listed/1]).
-compile({inline, [asked/1]}).

plus(X) -> X + 1.
twice(X) -> plus(plus(X)).
start(N) -> start(N, []).
start(0, Acc) -> Acc;
start(N, Acc) -> start(N - 1, [N | Acc]).
id(X) -> X.
native(X) -> atom_to_list(X).
asked(1) -> one;
asked(2) -> native(id(x)).

unasked(X) -> {plus(X), start(X)}.
last(X) -> start(X).
nested(X) -> [twice(X)].
hidden() -> id(1) + 1.
in_try(X) -> try plus(X) catch error:_ -> none end.
listed(X) -> {asked(X), asked(1)}.
