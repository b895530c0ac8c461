%% ets: a hundred thousand objects, deletion, and terms of every kind as keys and values.
-module(ets_large).
-export([main/0]).

main() ->
    t(fun() ->
              T = ets:new(t, [set]),
              [ets:insert(T, {I, I}) || I <- lists:seq(1, 100000)],
              {ets:info(T, size), ets:lookup(T, 77777), ets:lookup(T, 0)}
      end),
    t(fun() ->
              T = ets:new(t, [ordered_set]),
              [ets:insert(T, {I}) || I <- lists:seq(100000, 1, -1)],
              {ets:first(T), ets:last(T), ets:next(T, 500)}
      end),
    t(fun() ->
              T = ets:new(t, [set]),
              [ets:insert(T, {I, I}) || I <- lists:seq(1, 10000)],
              [ets:delete(T, I) || I <- lists:seq(1, 9990)],
              lists:sort(ets:tab2list(T))
      end),
    t(fun() ->
              T = ets:new(t, [bag]),
              [ets:insert(T, {I rem 100, I}) || I <- lists:seq(1, 10000)],
              {length(ets:lookup(T, 5)), ets:info(T, size)}
      end),
    t(fun() ->
              T = ets:new(t, [set]),
              Ks = kinds(),
              ets:insert(T, [{K, {value, K}} || K <- Ks]),
              [ets:lookup_element(T, K, 2) =:= {value, K} || K <- Ks]
      end),
    t(fun() ->
              T = ets:new(t, [ordered_set]),
              Ks = kinds(),
              ets:insert(T, [{K} || K <- Ks]),
              [K || {K} <- ets:tab2list(T)] =:= lists:usort(Ks)
      end),
    t(fun() ->
              T = ets:new(t, [set, compressed]),
              ets:insert(T, {k, lists:seq(1, 1000)}),
              ets:lookup_element(T, k, 2) =:= lists:seq(1, 1000)
      end),
    t(fun() ->
              T = ets:new(t, [set]),
              ets:insert(T, {f, fun(X) -> X + 1 end}),
              [{_, F}] = ets:lookup(T, f),
              F(1)
      end),
    t(fun() ->
              T = ets:new(t, []),
              ets:insert(T, {b, binary:copy(<<"x">>, 100000)}),
              byte_size(ets:lookup_element(T, b, 2))
      end),
    ok.

kinds() ->
    [0, -1, 1 bsl 70, 1.5, a, 'b c', [], [1, 2 | 3], "string", {}, {1, {2}}, #{}, #{a => 1}, <<>>, <<"bin">>, <<1:3>>,
     binary:copy(<<"y">>, 100), lists:duplicate(100, z)].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
