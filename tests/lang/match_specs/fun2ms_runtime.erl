%% ets:fun2ms with a fun that is a value when the call runs, and a specification used inside funs and comprehensions.
-module(fun2ms_runtime).
-export([main/0]).
-include_lib("stdlib/include/ms_transform.hrl").

main() ->
    F = fun({A}) -> A end,
    io:format("~p~n", [catch (id(ets)):fun2ms(F)]),
    T = ets:new(t, [ordered_set]),
    true = ets:insert(T, [{I, I rem 3} || I <- lists:seq(1, 9)]),
    io:format("~p~n", [[select(T, R) || R <- [0, 1, 2, {3}]]]),
    G = fun(Limit) -> ets:select(T, ets:fun2ms(fun({K, R}) when K > Limit, R =:= 0 -> {K, Limit} end)) end,
    io:format("~p~n", [G(4)]),
    io:format("~p~n", [[length(ets:select(T, ets:fun2ms(fun({K, _}) when K =< L -> true end))) || L <- [1, 3, 5]]]),
    ok.

select(T, R) -> ets:select_count(T, ets:fun2ms(fun({_, X}) when X =:= R -> true end)).

%% Hides a value from the compiler.
id(X) -> X.
