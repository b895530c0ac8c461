%% Guards in case, if, fun, receive, try-of, catch and comprehension filters.
-module(guard_everywhere).
-export([main/0]).

main() ->
    t(fun() -> [c(X) || X <- [1, 10, a]] end),
    t(fun() -> [(fun(Y) when Y > 5 -> big; (Y) when is_atom(Y) -> atom; (_) -> small end)(X) || X <- [1, 10, a]] end),
    t(fun() -> [begin self() ! X, receive Y when Y > 5 -> {big, Y}; Y -> {any, Y} end end || X <- [1, 10, a]] end),
    t(fun() -> [try X of Y when Y > 5 -> big; _ -> other catch _:_ -> no end || X <- [1, 10, a]] end),
    t(fun() ->
              [try throw(X) catch Y when Y > 5, is_integer(Y) -> big_int; Y when is_atom(Y) -> atom; _ -> other end || X <- [1, 10, a]]
      end),
    t(fun() -> [try error(X) catch error:Y when Y =:= 1; Y =:= a -> listed; _:_ -> other end || X <- [1, 10, a]] end),
    t(fun() -> [X || X <- [1, 10, a, 3.0], is_integer(X), X > 5 orelse X =:= 1] end),
    t(fun() -> [if X > 5 -> big; is_atom(X) -> atom; true -> small end || X <- [1, 10, a]] end),
    t(fun() -> [m(M) || M <- [#{k => 1}, #{k => a}, #{j => 1}, {k, 1}]] end),
    ok.

c(X) ->
    case X of
        Y when Y > 5, is_integer(Y) -> big;
        Y when is_atom(Y); Y =:= 1 -> atom_or_one;
        _ -> other
    end.

m(M) when map_get(k, M) =:= 1 -> one;
m(M) when is_map_key(k, M) -> has_k;
m(M) when map_size(M) > 0 -> map;
m(_) -> none.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
