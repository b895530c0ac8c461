%% Arguments and funs of spawned processes are copied whole: large, nested, shared, binaries.
-module(spawn_arguments).
-export([main/0]).

main() ->
    t(fun() -> back(lists:seq(1, 100000)) =:= lists:seq(1, 100000) end),
    t(fun() -> back(deep(10000, [])) =:= deep(10000, []) end),
    t(fun() -> back(<<0:800000>>) =:= <<0:800000>> end),
    t(fun() -> back(binary:part(<<"0123456789", 0:8000>>, 2, 5)) end),
    t(fun() -> back(#{}) =:= #{} end),
    t(fun() -> back(maps:from_list([{I, -I} || I <- lists:seq(1, 100)])) =:= maps:from_list([{I, -I} || I <- lists:seq(1, 100)]) end),
    t(fun() -> back({1.5, 1 bsl 200, -(1 bsl 100), "string", 'an atom', []}) end),
    t(fun() -> F = fun(X) -> X * 2 end, G = back(F), G(21) end),
    t(fun() -> A = lists:seq(1, 100), F = fun() -> lists:sum(A) end, G = back(F), G() end),
    t(fun() -> R = make_ref(), back(R) =:= R end),
    t(fun() -> back(self()) =:= self() end),
    t(fun() -> X = lists:duplicate(1000, x), {P, Q} = back({X, X}), P =:= Q end),
    t(fun() -> back(<<1:3>>) end),
    ok.

back(Term) ->
    Self = self(),
    spawn(fun() -> Self ! {back, Term} end),
    receive {back, T} -> T end.

deep(0, T) -> T;
deep(N, T) -> deep(N - 1, {T}).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
