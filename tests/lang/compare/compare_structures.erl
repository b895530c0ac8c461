%% Comparison of tuples, lists, maps and binaries among themselves.
-module(compare_structures).
-export([main/0]).

main() ->
    t(fun() -> id({1, 2}) < id({1, 3}) end),
    t(fun() -> id({1, 2}) < id({2}) end),
    t(fun() -> id({1, 2, 3}) < id({1, 2}) end),
    t(fun() -> id({1, 2}) == id({1.0, 2.0}) end),
    t(fun() -> id({1, 2}) =:= id({1.0, 2.0}) end),
    t(fun() -> id([1, 2]) < id([1, 2, 3]) end),
    t(fun() -> id([1, 2]) < id([1, 3]) end),
    t(fun() -> id([2]) < id([1, 3]) end),
    t(fun() -> id([1 | 2]) < id([1, 2]) end),
    t(fun() -> id([1 | 2]) < id([1]) end),
    t(fun() -> id([]) < id([[]]) end),
    t(fun() -> id("abc") < id("abd") end),
    t(fun() -> id("abc") < id("ab") end),
    t(fun() -> id([1, 2.0]) == id([1.0, 2]) end),
    t(fun() -> id([1, 2.0]) =:= id([1.0, 2]) end),
    t(fun() -> id(<<"abc">>) < id(<<"abd">>) end),
    t(fun() -> id(<<"abc">>) < id(<<"ab">>) end),
    t(fun() -> id(<<1:1>>) < id(<<1>>) end),
    t(fun() -> id(<<2#11:2>>) > id(<<2#10:2>>) end),
    t(fun() -> id(<<2#1:1>>) > id(<<2#01:2>>) end),
    t(fun() -> id(#{a => 1}) < id(#{a => 2}) end),
    t(fun() -> id(#{a => 1}) < id(#{b => 0}) end),
    t(fun() -> id(#{a => 1}) < id(#{a => 1, b => 1}) end),
    t(fun() -> id(#{z => 1}) < id(#{a => 1, b => 1}) end),
    t(fun() -> id(#{a => 1}) == id(#{a => 1.0}) end),
    t(fun() -> id(#{a => 1}) =:= id(#{a => 1.0}) end),
    t(fun() -> id(#{1 => a}) == id(#{1.0 => a}) end),
    t(fun() -> id(#{1 => a}) < id(#{1.0 => a}) end),
    t(fun() -> id(#{1.0 => a}) < id(#{2 => a}) end),
    t(fun() -> id(#{a => 1, b => 2}) =:= id(#{b => 2, a => 1}) end),
    t(fun() -> id(#{a => 2, b => 1}) > id(#{a => 1, b => 2}) end),
    t(fun() -> id({a, #{x => [1, 2]}}) =:= id({a, #{x => [1, 2]}}) end),
    t(fun() -> id({1, a, "x"}) /= id({1, a, <<"x">>}) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
