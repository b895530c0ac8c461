%% ets:fun2ms: match specifications written as funs.
-module(ets_fun2ms).
-export([main/0]).
-include_lib("stdlib/include/ms_transform.hrl").

main() ->
    t(fun() -> ets:fun2ms(fun({A, B}) -> A end) end),
    t(fun() -> ets:fun2ms(fun({A, B}) when A > 5 -> {A, B} end) end),
    t(fun() -> ets:fun2ms(fun({A, _, B}) when A > 5, is_atom(B); A =:= 1 -> [A | B] end) end),
    t(fun() -> ets:fun2ms(fun(X) -> X end) end),
    t(fun() -> ets:fun2ms(fun({_, B} = X) when B rem 2 =:= 0 -> X end) end),
    t(fun() -> ets:fun2ms(fun({a, X}) -> X; ({b, Y}) -> {b, Y} end) end),
    t(fun() -> ets:fun2ms(fun({A}) when A =:= "text" andalso not is_list(A) -> true end) end),
    t(fun() -> begin Limit = id(3), ets:fun2ms(fun({A}) when A > Limit -> A end) end end),
    t(fun() ->
              T = ets:new(t, [ordered_set]),
              ets:insert(T, [{I, I * 10} || I <- lists:seq(1, 6)]),
              ets:select(T, ets:fun2ms(fun({K, V}) when K > 3 -> {V, K} end))
      end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
