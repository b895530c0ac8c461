%% erlang:phash2 of all kinds of terms, and phash2/2.
-module(phash2_values).
-export([main/0]).

main() ->
    t(fun() ->
              [erlang:phash2(X) || X <- [0, 1, -1, 100, 255, 256, 65535, 1 bsl 20, 1 bsl 27, (1 bsl 27) - 1, -(1 bsl 27), 1 bsl 28, 1 bsl 31]]
      end),
    t(fun() ->
              [erlang:phash2(X) || X <- [1 bsl 32, 1 bsl 40, 1 bsl 59, 1 bsl 60, 1 bsl 63, 1 bsl 64, (1 bsl 64) - 1, 1 bsl 100, -(1 bsl 32), -(1 bsl 64), -(1 bsl 100)]]
      end),
    t(fun() -> [erlang:phash2(X) || X <- [1.0, -1.0, 0.5, 1.5e300, 3.14159]] end),
    t(fun() -> [erlang:phash2(X) || X <- [a, b, abc, true, false, undefined, '', 'hello world', 'å', 'π']] end),
    t(fun() ->
              [erlang:phash2(X) || X <- [[], [1], [1, 2, 3], "abc", "hello world", [a], [a | b], [[]], [300, 400], "a" ++ [b], "abc" ++ [1000]]]
      end),
    t(fun() -> [erlang:phash2(X) || X <- [{}, {1}, {a}, {1, 2}, {a, {b, {c}}}, {[]}, {"abc", abc, <<"abc">>}]] end),
    t(fun() ->
              [erlang:phash2(X) || X <- [<<>>, <<1>>, <<1, 2, 3>>, <<"hello world">>, <<"0123456789ab">>, <<"0123456789abc">>, <<1:1>>, <<1, 2:2>>, <<255:7>>]]
      end),
    t(fun() ->
              [erlang:phash2(X) || X <- [#{}, #{a => 1}, #{a => 1, b => 2}, #{1 => #{2 => 3}}, #{"k" => <<"v">>}]]
      end),
    t(fun() -> erlang:phash2(maps:from_list([{I, I * I} || I <- lists:seq(1, 100)])) end),
    t(fun() -> erlang:phash2(lists:seq(1, 1000)) end),
    t(fun() -> erlang:phash2(list_to_tuple(lists:seq(1, 1000))) end),
    t(fun() -> erlang:phash2(binary:copy(<<"x">>, 10000)) end),
    t(fun() -> erlang:phash2(fun lists:map/2) end),
    t(fun() -> [erlang:phash2(X, 10) || X <- lists:seq(1, 20)] end),
    t(fun() -> [erlang:phash2({key, X}, 1 bsl 32) || X <- [1, 2, 3]] end),
    t(fun() -> [erlang:phash2(a, N) || N <- [1, 2, 1000, 1 bsl 31]] end),
    t(fun() -> erlang:phash2(a, 0) end),
    t(fun() -> erlang:phash2(a, (1 bsl 32) + 1) end),
    t(fun() -> erlang:phash2(a, -1) end),
    t(fun() -> [erlang:phash2([X, {X}, <<X>>]) rem 1000 || X <- lists:seq(0, 30)] end),
    t(fun() -> erlang:phash2(nest(10000)) end),
    ok.

nest(0) -> [];
nest(N) -> [nest(N - 1)].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
