%% List patterns of many shapes, in one function and in order.
-module(match_lists).
-export([main/0]).

main() ->
    t(fun() ->
              [f(L) || L <- [[], [a], [b], [a, b], [a | b], [1, 2, 3], [1, 2 | 3], [[], []], [[1], 2], "ab", [x, y, z, w], [5, 5], [6, 7, 6]]]
      end),
    t(fun() -> [ends(L) || L <- ["[x]", "(x)", "[x", "", "[]"]] end),
    t(fun() -> pairs([a, 1, b, 2, c]) end),
    t(fun() -> chunk([1, 2, 3, 4, 5, 6, 7], 3) end),
    t(fun() -> [starts(X) || X <- ["http://a", "https://b", "ftp://c", "htt"]] end),
    ok.

f([]) -> nil;
f([a]) -> just_a;
f([_]) -> one;
f([a, b]) -> a_b;
f([a | b]) -> improper;
f([X, X]) -> {same, X};
f([A, B]) when is_list(A) -> {list_first, A, B};
f([_, _]) -> two;
f([1, 2 | T]) -> {one_two, T};
f([X, _, X]) -> {around, X};
f([_, _, _ | T]) -> {three_and, T};
f(_) -> other.

ends([$[ | T]) -> ends(T, $]);
ends([$( | T]) -> ends(T, $));
ends(_) -> no_bracket.

ends([C], C) -> closed;
ends([_ | T], C) -> ends(T, C);
ends([], _) -> open.

pairs([A, B | T]) -> [{A, B} | pairs(T)];
pairs([A]) -> [A];
pairs([]) -> [].

chunk([], _) -> [];
chunk(L, N) when length(L) =< N -> [L];
chunk(L, N) -> {H, T} = lists:split(N, L), [H | chunk(T, N)].

starts("http://" ++ R) -> {http, R};
starts("https://" ++ R) -> {https, R};
starts([_, _, _ | "://" ++ R]) -> {other, R};
starts(X) -> {no_scheme, X}.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
