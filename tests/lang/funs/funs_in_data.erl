%% Funs stored in lists, maps, tuples, records and the process dictionary, and called from there.
-module(funs_in_data).
-export([main/0]).
-record(ops, {add = fun(A, B) -> A + B end, mul}).

main() ->
    t(fun() ->
              M = #{add => fun(A, B) -> A + B end, neg => fun(A) -> -A end},
              {(maps:get(add, M))(1, 2), (maps:get(neg, M))(5)}
      end),
    t(fun() -> begin O = #ops{mul = fun(A, B) -> A * B end}, {(O#ops.add)(3, 4), (O#ops.mul)(3, 4)} end end),
    t(fun() ->
              T = {fun lists:reverse/1, fun(X) -> [X] end},
              [(element(1, T))([1, 2]), (element(2, T))(x)]
      end),
    t(fun() -> begin put(f, fun(X) -> X + 1 end), (get(f))(41) end end),
    t(fun() -> [F(4) || F <- [fun(X) -> X * X end, fun erlang:float/1, fun integer_to_list/1, fun math:sqrt/1]] end),
    t(fun() ->
              Table = [{"+", fun erlang:'+'/2}, {"max", fun erlang:max/2}],
              [F(3, 4) || {_, F} <- Table]
      end),
    t(fun() -> begin M = id(#{f => fun(0) -> zero; (_) -> other end}), [(maps:get(f, M))(X) || X <- [0, 1]] end end),
    t(fun() ->
              lists:foldl(fun(F, X) -> F(X) end, 2, [fun(X) -> X + 1 end, fun(X) -> X * 10 end, fun(X) -> X - 5 end])
      end),
    t(fun() -> apply(element(1, {fun(A, B) -> {A, B} end}), [1, 2]) end),
    t(fun() -> begin {ok, F} = id({ok, fun() -> done end}), F() end end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
