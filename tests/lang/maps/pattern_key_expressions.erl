%% Keys of map patterns are guard expressions: one that fails makes the pattern not match.
-module(pattern_key_expressions).
-export([main/0]).

-record(key, {a, b = 2}).

main() ->
    M = #{1 => one, 2 => two, {a, 1} => pair, #key{a = 1} => record, [x] => list, 3 => three},
    t(fun() -> quotient(M, 6, id(3)) end),
    t(fun() -> quotient(M, 6, id(0)) end),
    t(fun() -> quotient(M, 6, id(2)) end),
    t(fun() -> in_case(M, id({a, b})) end),
    t(fun() -> in_case(M, id([])) end),
    t(fun() -> in_case(M, id([x, y])) end),
    t(fun() -> in_match(M, id({1, 2})) end),
    t(fun() -> in_match(M, id(1)) end),
    t(fun() -> in_fun(M, id(0)) end),
    t(fun() -> in_fun(M, id(1)) end),
    t(fun() -> [in_comprehension(M, D) || D <- [0, 1, 2, 3, 4]] end),
    t(fun() -> built(M, 1) end),
    t(fun() -> built(M, 2) end),
    t(fun() -> received(M, 0) end),
    t(fun() -> received(M, 3) end),
    t(fun() -> caught(M, 0) end),
    t(fun() -> caught(M, 1) end),
    t(fun() -> two_keys(M, 1, 0) end),
    t(fun() -> two_keys(M, 0, 1) end),
    t(fun() -> two_keys(M, 1, 1) end),
    t(fun() -> head(#{3 => three}) end),
    t(fun() -> head(#{}) end),
    ok.

quotient(M, A, B) ->
    case M of
        #{A div B := V} -> {quotient, V};
        #{A := V} -> {whole, V};
        #{1 := V} -> {fallback, V}
    end.

in_case(M, T) ->
    case M of
        #{element(1, T) := _} -> element_found;
        #{tuple_size(T) := V} -> {size, V};
        #{hd(T) := V} -> {hd, V};
        #{(length(T)) := V} -> {length, V};
        _ -> none
    end.

in_match(M, T) ->
    #{element(2, T) := V} = M,
    V.

in_fun(M, D) ->
    F = fun(#{(2 div D) := V}) -> V; (#{}) -> other end,
    F(M).

in_comprehension(M, D) ->
    [V || #{6 div D := V} <- [M, #{}, x, M#{2 := zwei}]].

built(M, N) ->
    case M of
        #{{a, N} := V, #key{a = N} := W, [hd([x]) | []] := X} -> {V, W, X};
        #{} -> no
    end.

received(M, D) ->
    self() ! M,
    receive
        #{9 div D := V} -> V;
        #{} -> any
    end.

caught(M, D) ->
    try throw(M)
    catch
        throw:#{1 div D := V} -> V;
        throw:#{} -> any
    end.

two_keys(M, A, B) ->
    case M of
        #{(1 div A) := V, (2 div B) := W} -> {V, W};
        _ -> none
    end.

head(#{1 + 2 := V}) -> V;
head(#{}) -> none.

id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R when not is_map(R) -> {C, R}; C:{R, _} -> {C, R} end]).
