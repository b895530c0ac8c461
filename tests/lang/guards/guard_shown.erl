%% What several tests say together is used, and the code is still safe to verify.
-module(guard_shown).
-export([main/0]).

main() ->
    io:format("~p~n", [[first(X) || X <- [[], [1, 2], [a], none, {1}, "s"]]]),
    io:format("~p~n", [[second(X) || X <- [{}, {a, b}, {a, c}, [a, b], x]]]),
    io:format("~p~n", [[rest(X) || X <- [[], [1], [1, 2], y]]]),
    io:format("~p~n", [[joined(X) || X <- [a, b, c, d]]]).

first(L) when is_list(L), L =/= [], is_integer(hd(L)) -> {first, hd(L)};
first(L) when is_list(L) -> {list, tl_or(L)};
first(X) -> X.

tl_or(L) when L =:= [] -> nothing;
tl_or(L) -> tl(L).

second(T) when is_tuple(T), T =:= {a, b} -> element(2, T);
second(T) when is_tuple(T), T =/= {}, element(2, T) =:= c -> {second, element(1, T)};
second(_) -> other.

rest(L) when not is_list(L) -> no_list;
rest(L) -> case L =:= [] of true -> empty; false -> {hd(L), tl(L)} end.

%% One of several literals, when the local function is inlined.
joined(C) ->
    case literal(C) of
        {only, E} -> {x, E};
        [E] -> {list, E};
        #{} = Map -> {Map, C}
    end.

literal(a) -> #{1 => 2};
literal(b) -> {only, #{}};
literal(c) -> [z];
literal(_) -> #{}.
