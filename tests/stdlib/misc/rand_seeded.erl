%% rand with fixed seeds: the sequences of exsss, exro928ss, exrop, exsp, mwc59-free algorithms.
-module(rand_seeded).
-export([main/0]).

main() ->
    t(fun() ->
              [element(1, lists:mapfoldl(fun(_, S) -> rand:uniform_s(1000, S) end, rand:seed_s(A, {1, 2, 3}), lists:seq(1, 8))) || A <- [exsss, exro928ss, exrop, exsp]]
      end),
    t(fun() ->
              element(1, lists:mapfoldl(fun(_, S) -> rand:uniform_s(S) end, rand:seed_s(exsss, 42), lists:seq(1, 5)))
      end),
    t(fun() ->
              element(1, lists:mapfoldl(fun(_, S) -> rand:uniform_s(1 bsl 70, S) end, rand:seed_s(exsss, 42), lists:seq(1, 4)))
      end),
    t(fun() -> begin rand:seed(exsss, {7, 8, 9}), [rand:uniform(6) || _ <- lists:seq(1, 12)] end end),
    t(fun() -> begin S = rand:seed_s(exsss, {1, 2, 3}), {X, _} = rand:uniform_s(10, rand:jump(S)), X end end),
    t(fun() -> begin {B, _} = rand:bytes_s(10, rand:seed_s(exsss, 1)), B end end),
    t(fun() -> lists:all(fun(X) -> X >= 1 andalso X =< 10 end, [rand:uniform(10) || _ <- lists:seq(1, 1000)]) end),
    t(fun() -> lists:all(fun(X) -> X >= 0.0 andalso X < 1.0 end, [rand:uniform() || _ <- lists:seq(1, 1000)]) end),
    t(fun() -> rand:uniform(0) end),
    t(fun() -> rand:uniform(a) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
