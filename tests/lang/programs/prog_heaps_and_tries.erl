%% A leftist heap, a trie, union-find, topological order and an LRU cache.
-module(prog_heaps_and_tries).
-export([main/0]).

main() ->
    t(fun() -> heap_sort([5, 2, 9, 1, 5, 6, 0, -3]) end),
    t(fun() -> [find(W, trie(["car", "cart", "cat", "dog"])) || W <- ["car", "ca", "cart", "cow", "dog", ""]] end),
    t(fun() -> with_prefix("ca", trie(["car", "cart", "cat", "dog"])) end),
    t(fun() -> components([1, 2, 3, 4, 5, 6], [{1, 2}, {3, 4}, {2, 3}, {5, 5}]) end),
    t(fun() ->
              topological([{shirt, tie}, {tie, jacket}, {trousers, shoes}, {trousers, belt}, {belt, jacket}, {socks, shoes}])
      end),
    t(fun() ->
              lru([{put, a, 1}, {put, b, 2}, {get, a}, {put, c, 3}, {get, b}, {get, a}, {put, d, 4}, {get, c}, {get, d}], 2)
      end),
    ok.

heap_sort(L) -> drain(lists:foldl(fun(X, H) -> merge({1, X, nil, nil}, H) end, nil, L)).

drain(nil) -> [];
drain({_, X, A, B}) -> [X | drain(merge(A, B))].

merge(nil, H) -> H;
merge(H, nil) -> H;
merge({_, X, A, B}, {_, Y, _, _} = H) when X =< Y -> make(X, A, merge(B, H));
merge(H, {_, Y, A, B}) -> make(Y, A, merge(H, B)).

make(X, A, B) ->
    case rank(A) >= rank(B) of
        true -> {rank(B) + 1, X, A, B};
        false -> {rank(A) + 1, X, B, A}
    end.

rank(nil) -> 0;
rank({R, _, _, _}) -> R.

trie(Ws) -> lists:foldl(fun add/2, #{}, Ws).

add([], T) -> T#{stop => true};
add([C | W], T) -> T#{C => add(W, maps:get(C, T, #{}))}.

find([], T) -> is_map_key(stop, T);
find([C | W], T) -> case T of #{C := Sub} -> find(W, Sub); _ -> false end.

with_prefix(P, T) -> lists:sort([P ++ W || W <- all(lists:foldl(fun maps:get/2, T, P))]).

all(T) -> lists:append([case K of stop -> [""]; _ -> [[K | W] || W <- all(V)] end || {K, V} <- maps:to_list(T)]).

components(Nodes, Edges) ->
    Parents = lists:foldl(fun({A, B}, P) -> P#{root(A, P) => root(B, P)} end, maps:from_list([{N, N} || N <- Nodes]), Edges),
    Groups = lists:foldl(fun(N, G) -> R = root(N, Parents), G#{R => [N | maps:get(R, G, [])]} end, #{}, Nodes),
    lists:sort([lists:sort(V) || V <- maps:values(Groups)]).

root(N, P) -> case P of #{N := N} -> N; #{N := M} -> root(M, P) end.

topological(Edges) ->
    topological(lists:usort([X || {A, B} <- Edges, X <- [A, B]]), Edges).

topological([], _) -> [];
topological(Nodes, Edges) ->
    case [N || N <- Nodes, not lists:keymember(N, 2, Edges)] of
        [] -> [cycle];
        [N | _] -> [N | topological(Nodes -- [N], [E || {A, _} = E <- Edges, A =/= N])]
    end.

lru(Ops, Size) -> lru(Ops, Size, []).

lru([], _, Cache) -> [Cache];
lru([{put, K, V} | Ops], Size, Cache) -> lru(Ops, Size, lists:sublist([{K, V} | lists:keydelete(K, 1, Cache)], Size));
lru([{get, K} | Ops], Size, Cache) ->
    case lists:keytake(K, 1, Cache) of
        {value, {K, V} = E, Rest} -> [V | lru(Ops, Size, [E | Rest])];
        false -> [miss | lru(Ops, Size, Cache)]
    end.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
