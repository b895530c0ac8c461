%% dict and orddict: the same operations on both.
-module(dict_orddict).
-export([main/0]).

main() ->
    t(fun() -> [D:fetch(a, make(D)) || D <- [dict, orddict]] end),
    t(fun() -> [try D:fetch(z, make(D)) catch error:_ -> badkey end || D <- [dict, orddict]] end),
    t(fun() -> [D:find(b, make(D)) || D <- [dict, orddict]] end),
    t(fun() -> [D:find(z, make(D)) || D <- [dict, orddict]] end),
    t(fun() -> [lists:sort(D:fetch_keys(make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:erase(a, make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:store(z, 9, make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:append(l, 1, D:append(l, 2, make(D)))) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:append_list(l, [1, 2], make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:update(a, fun(X) -> X * 10 end, make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:update(q, fun(X) -> X * 10 end, 0, make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:update_counter(a, 5, make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [D:size(make(D)) || D <- [dict, orddict]] end),
    t(fun() -> [D:is_key(a, make(D)) || D <- [dict, orddict]] end),
    t(fun() -> [D:is_empty(D:new()) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:map(fun(K, V) -> {K, V} end, make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:filter(fun(_, V) -> V > 1 end, make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [D:fold(fun(_, V, A) -> V + A end, 0, make(D)) || D <- [dict, orddict]] end),
    t(fun() -> [list(D, D:merge(fun(_, A, B) -> A + B end, make(D), make(D))) || D <- [dict, orddict]] end),
    t(fun() -> [begin {V, R} = D:take(a, make(D)), {V, list(D, R)} end || D <- [dict, orddict]] end),
    t(fun() ->
              D = lists:foldl(fun(I, A) -> dict:store(I, I * I, A) end, dict:new(), lists:seq(1, 500)),
              {dict:size(D), dict:fetch(77, D), dict:size(dict:erase(77, D))}
      end),
    ok.

make(D) -> D:from_list([{b, 2}, {a, 1}, {c, 3}]).

list(D, X) -> lists:sort(D:to_list(X)).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
