%% The order of all types: number < atom < reference < fun < pid < tuple < map < nil < list < bitstring.
-module(compare_term_order).
-export([main/0]).

main() ->
    t(fun() ->
              lists:sort([<<"b">>, "list", [], #{a => 1}, {t}, atom, 1, 2.5, <<1:3>>, [improper | tail], {}, #{}, 'A', -3])
      end),
    t(fun() -> id(1) < id(a) end),
    t(fun() -> id(a) < id({}) end),
    t(fun() -> id({}) < id(#{}) end),
    t(fun() -> id(#{}) < id([]) end),
    t(fun() -> id([]) < id([a]) end),
    t(fun() -> id([a]) < id(<<>>) end),
    t(fun() -> id(zzz) < make_ref() end),
    t(fun() -> make_ref() < fun() -> ok end end),
    t(fun() -> fun() -> ok end < self() end),
    t(fun() -> self() < id({}) end),
    t(fun() -> id(1 bsl 100) < id(a) end),
    t(fun() -> id(1.0e308) < id(a) end),
    t(fun() -> id(<<>>) > id("string") end),
    t(fun() -> id(#{a => 1}) > id({a, 1}) end),
    t(fun() -> id(#{}) < id([]) end),
    t(fun() -> self() == self() end),
    t(fun() -> self() < self() end),
    t(fun() -> lists:sort([{b}, {a, a}, {}, {a}, {b, a}, {a, b}, {z}]) end),
    t(fun() -> lists:usort([1, 1.0, 2, 2.0, 1]) end),
    t(fun() -> lists:sort([b, a, 'Z', 'a b', aa, '', ab]) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
