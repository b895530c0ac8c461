%% term_to_binary: every external tag.
-module(etf_encode).
-export([main/0]).

main() ->
    t(fun() ->
              [e(X) || X <- [0, 255, 256, -1, 2147483647, -2147483648, 2147483648, -2147483649, 1 bsl 64, -(1 bsl 64)]]
      end),
    t(fun() -> [e(X) || X <- [1.5, -0.25, 1.0e300]] end),
    t(fun() -> [e(X) || X <- [a, 'hello world', '', true, 'å', 'π']] end),
    t(fun() -> [e(X) || X <- [{}, {1}, {a, {b}}, [], [1, 2], "abc", [a | b], [300], [[]], [1, a]]] end),
    t(fun() -> [e(X) || X <- [<<>>, <<"abc">>, <<1:1>>, <<255, 5:3>>]] end),
    t(fun() -> [e(X) || X <- [#{}, #{a => 1}, #{a => #{b => []}}]] end),
    t(fun() -> e(fun lists:map/2) end),
    t(fun() -> term_to_binary(1 bsl 2048) =:= <<131, 111, 0, 0, 1, 1, 0, 0:2048, 1>> end),
    t(fun() -> begin <<131, 110, 255, 0, _/binary>> = term_to_binary(1 bsl 2039), ok end end),
    t(fun() -> begin <<131, 111, 256:32, 0, _/binary>> = term_to_binary(1 bsl 2040), ok end end),
    t(fun() -> begin <<131, 104, 255, _/binary>> = e(erlang:make_tuple(255, a)), ok end end),
    t(fun() -> begin <<131, 105, 256:32, _/binary>> = e(erlang:make_tuple(256, a)), ok end end),
    t(fun() -> begin <<131, 107, 65535:16, _/binary>> = term_to_binary(lists:duplicate(65535, 0)), ok end end),
    t(fun() -> begin <<131, 108, 65536:32, _/binary>> = term_to_binary(lists:duplicate(65536, 0)), ok end end),
    t(fun() -> term_to_binary(1.5, [{minor_version, 1}]) end),
    t(fun() -> term_to_binary(1.5, [{minor_version, 0}]) end),
    t(fun() -> term_to_binary(abc, [{minor_version, 1}]) end),
    t(fun() -> term_to_binary(abc, [{minor_version, 2}]) end),
    t(fun() -> term_to_binary(x, [bogus]) end),
    t(fun() -> erlang:external_size([1, 2.5, "x"]) end),
    t(fun() -> byte_size(term_to_binary(lists:seq(1, 1000))) end),
    t(fun() -> erlang:phash2(e({a, [1.5, "s", <<"b">>, #{k => v}]})) end),
    ok.

%% Later releases write atoms in UTF-8 unless told otherwise; ask for it.
e(X) -> term_to_binary(X, [{minor_version, 2}]).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
