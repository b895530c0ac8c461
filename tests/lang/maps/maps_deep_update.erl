%% Maps inside maps: deep updates, merges, paths, and old versions kept.
-module(maps_deep_update).
-export([main/0]).

main() ->
    t(fun() -> put_path([a, b, c], 1, #{}) end),
    t(fun() -> put_path([a, b], 2, put_path([a, c], 1, #{})) end),
    t(fun() -> get_path([a, b, c], #{a => #{b => #{c => found}}}) end),
    t(fun() -> get_path([a, x, c], #{a => #{b => #{c => found}}}) end),
    t(fun() -> merge(#{a => #{x => 1}, b => 2}, #{a => #{y => 3}, c => 4}) end),
    t(fun() -> begin M = #{v => 0}, Ms = [M#{v := I} || I <- [1, 2, 3]], {M, Ms} end end),
    t(fun() -> invert(#{a => 1, b => 2, c => 1}) end),
    t(fun() -> leaves(#{a => 1, b => #{c => 2, d => #{e => 3}}, f => #{}}) end),
    t(fun() -> count_letters("mississippi") end),
    t(fun() ->
              M0 = maps:from_list([{I, I} || I <- lists:seq(1, 100)]),
              M1 = M0#{50 := x},
              M2 = maps:remove(50, M1),
              {maps:get(50, M0), maps:get(50, M1), maps:is_key(50, M2), map_size(M0)}
      end),
    ok.

put_path([K], V, M) -> M#{K => V};
put_path([K | Ks], V, M) -> M#{K => put_path(Ks, V, maps:get(K, M, #{}))}.

get_path([], V) -> {ok, V};
get_path([K | Ks], M) ->
    case M of
        #{K := V} -> get_path(Ks, V);
        _ -> {missing, K}
    end.

merge(A, B) -> maps:merge_with(fun(_, X, Y) when is_map(X), is_map(Y) -> merge(X, Y); (_, _, Y) -> Y end, A, B).

invert(M) -> maps:map(fun(_, L) -> lists:sort(L) end, maps:fold(fun(K, V, A) -> A#{V => [K | maps:get(V, A, [])]} end, #{}, M)).

leaves(M) -> lists:sort(maps:fold(fun(K, V, A) when is_map(V) -> [[K | P] || P <- leaves(V)] ++ A; (K, V, A) -> [[K, V] | A] end, [], M)).

count_letters(S) -> lists:foldl(fun(C, M) -> M#{[C] => maps:get([C], M, 0) + 1} end, #{}, S).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
