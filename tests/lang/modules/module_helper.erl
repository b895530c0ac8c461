%% Called by the programs of this folder.
%% helper: a library module without main
-module(module_helper).
-export([twice/1, pair/2, adder/1, call_back/2, crash/0]).

twice(X) -> X * 2.

pair(A, B) -> {A, B}.

adder(N) -> fun(X) -> X + N end.

call_back(Module, X) -> Module:callback(X).

crash() -> hidden_error(1).

hidden_error(2) -> ok.
