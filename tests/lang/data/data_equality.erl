%% == and =:= on copies, converted numbers, nested structures, funs and bit strings.
-module(data_equality).
-export([main/0]).

main() ->
    Values = [1, 1.0, 1 bsl 70, float(1 bsl 70), "a", <<"a">>, a, [1], [1.0], {1}, {1.0}, #{1 => 1}, #{1 => 1.0}, #{1.0 => 1}, <<1:1>>, <<128>>, [], {}, #{}],
    [io:format("~w~n", [[{A == B, A =:= B} || B <- Values]]) || A <- Values],
    t(fun() -> id([1, 2, 3]) =:= lists:reverse([3, 2, 1]) end),
    t(fun() -> id("abc") =:= [$a, $b, $c] end),
    t(fun() -> id(<<"abc">>) =:= list_to_binary("abc") end),
    t(fun() -> id(#{a => 1, b => 2}) =:= maps:from_list([{b, 2}, {a, 1}]) end),
    t(fun() -> id(100000000000000000000) =:= 10000000000 * 10000000000 end),
    t(fun() -> id(1 bsl 64) - id(1 bsl 64) =:= 0 end),
    t(fun() -> binary_to_atom(<<"a">>) =:= a end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
