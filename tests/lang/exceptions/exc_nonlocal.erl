%% throw as a way out: searching trees, early exit from folds, validation.
-module(exc_nonlocal).
-export([main/0]).

main() ->
    t(fun() -> find(fun(X) -> X > 6 end, {node, {node, leaf, 3, leaf}, 5, {node, {node, leaf, 7, leaf}, 8, leaf}}) end),
    t(fun() -> find(fun(X) -> X > 60 end, {node, leaf, 3, leaf}) end),
    t(fun() -> sum_until_negative([1, 2, 3, -1, 100]) end),
    t(fun() -> sum_until_negative([1, 2, 3]) end),
    t(fun() ->
              [validate(X) || X <- [#{name => "a", age => 5}, #{name => "", age => 5}, #{age => 5}, #{name => "b", age => -1}, x]]
      end),
    t(fun() -> product([1, 2, 0, bad]) end),
    t(fun() -> depth(100, 37) end),
    ok.

find(P, Tree) ->
    try visit(P, Tree), not_found
    catch {found, X} -> {found, X}
    end.

visit(_, leaf) -> ok;
visit(P, {node, L, X, R}) ->
    visit(P, L),
    P(X) andalso throw({found, X}),
    visit(P, R).

sum_until_negative(L) ->
    try lists:foldl(fun(X, A) when X < 0 -> throw({stopped, A}); (X, A) -> X + A end, 0, L)
    catch {stopped, A} -> {early, A}
    end.

validate(M) ->
    try
        is_map(M) orelse throw(not_a_map),
        Name = maps:get(name, M),
        Name =/= "" orelse throw(empty_name),
        maps:get(age, M) >= 0 orelse throw({bad_age, maps:get(age, M)}),
        valid
    catch
        throw:Why -> {invalid, Why};
        error:{badkey, K} -> {missing, K}
    end.

product(L) -> catch lists:foldl(fun(0, _) -> throw(zero); (X, A) -> X * A end, 1, L).

%% Thrown at the bottom, caught at level K.
depth(N, K) -> down(N, K).

down(0, _) -> throw(bottom);
down(K, K) -> try down(K - 1, -1) catch bottom -> {level, K} end;
down(N, K) -> down(N - 1, K).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
