%% apply in all its forms, and dynamic calls.
-module(eval_apply).
-export([main/0]).
-export([f/0, f/1, f/2, f/9]).

main() ->
    t(fun() -> apply(?MODULE, f, []) end),
    t(fun() -> apply(?MODULE, f, [1]) end),
    t(fun() -> apply(?MODULE, f, [1, 2]) end),
    t(fun() -> apply(?MODULE, f, lists:seq(1, 9)) end),
    t(fun() -> apply(?MODULE, f, [1, 2, 3]) end),
    t(fun() -> apply(fun f/2, [1, 2]) end),
    t(fun() -> apply(fun ?MODULE:f/1, [x]) end),
    t(fun() -> begin A = id([1, 2]), apply(?MODULE, f, A) end end),
    t(fun() -> begin M = id(?MODULE), F = id(f), [M:F(), M:F(1), M:F(1, 2)] end end),
    t(fun() -> begin M = id(erlang), M:'+'(1, 2) end end),
    t(fun() -> erlang:apply(lists, reverse, [[1, 2]]) end),
    t(fun() -> apply(erlang, apply, [lists, reverse, [[1, 2]]]) end),
    t(fun() -> apply(apply, x) end),
    t(fun() -> apply(erlang, self, []) =:= self() end),
    t(fun() -> apply(erlang, id(abs), [-5]) end),
    t(fun() -> apply(?MODULE, f, [1 | 2]) end),
    t(fun() -> apply(?MODULE, "f", []) end),
    ok.

f() -> zero.

f(A) -> {one, A}.

f(A, B) -> {two, A, B}.

f(A, B, C, D, E, F, G, H, I) -> [A, B, C, D, E, F, G, H, I].

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
