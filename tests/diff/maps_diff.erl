%% modules: maps
-module(maps_diff).
-export([main/2]).

main(Seed, Count) ->
    rand:seed(exsss, Seed),
    lists:sum([one() || _ <- lists:seq(1, Count)]).

map() -> map(diff:one_of([5, 5, 10, 50])).
map(N) -> maps:from_list(diff:pairs(N)).

c(F, Args) ->
    R = diff:call(maps, F, Args, fun view/1),
    R + case rand:uniform(3) of
            1 ->
                I = rand:uniform(length(Args)),
                {A, [X | B]} = lists:split(I - 1, Args),
                case {F, Args} of
                    %% OTP 25 takes the function of a filter as it comes.
                    _ -> diff:call(maps, F, A ++ [diff:bad(X) | B], fun view/1)
                end;
            _ -> 0
        end.

view(L) when is_list(L) -> lists:sort(fun(A, B) -> term_to_binary(A) =< term_to_binary(B) end, L);
view(X) -> X.

walk(Module, I) ->
    case Module:next(I) of
        none -> [];
        {K, V, Next} -> [{K, V} | walk(Module, Next)]
    end.

one() ->
    M = map(), M2 = map(), K = diff:key(), V = diff:int(), Ks = diff:list(6),
    Bool = fun(A, B) -> erlang:phash2({A, B}, 3) > 0 end,
    Odd = fun(A, B) -> case erlang:phash2({A, B}, 9) of 0 -> A; H -> H > 3 end end,
    Fm = fun(A, B) -> case erlang:phash2({A, B}, 3) of 0 -> true; 1 -> false; 2 -> {true, {A, B}} end end,
    Three = fun(A, B, C) -> {A, B, C} end,
    diff:run([
        fun() -> c(filter, [Bool, M]) end, fun() -> c(filter, [Odd, M]) end, fun() -> c(filtermap, [Fm, M]) end,
        fun() -> c(map, [fun(A, B) -> {A, B} end, M]) end,
        fun() -> c(fold, [fun(A, B, Acc) -> A =:= B orelse erlang:phash2({A, B}) + Acc end, 0, M]) end,
        fun() -> c(foreach, [Bool, M]) end, fun() -> c(find, [K, M]) end, fun() -> c(get, [K, M]) end,
        fun() -> c(get, [K, M, V]) end, fun() -> c(put, [K, V, M]) end, fun() -> c(remove, [K, M]) end,
        fun() -> c(take, [K, M]) end, fun() -> c(update, [K, V, M]) end,
        fun() -> c(update_with, [K, fun(X) -> {X} end, M]) end,
        fun() -> c(update_with, [K, fun(X) -> {X} end, V, M]) end,
        fun() -> c(with, [Ks, M]) end, fun() -> c(without, [Ks, M]) end, fun() -> c(merge, [M, M2]) end,
        fun() -> c(merge_with, [Three, M, M2]) end, fun() -> c(intersect, [M, M2]) end,
        fun() -> c(intersect_with, [Three, M, M2]) end, fun() -> c(keys, [M]) end, fun() -> c(values, [M]) end,
        fun() -> c(to_list, [M]) end, fun() -> c(from_list, [maps:to_list(M)]) end, fun() -> c(size, [M]) end,
        fun() -> c(from_keys, [Ks, V]) end, fun() -> c(is_key, [K, M]) end, fun() -> c(new, [foo]) end,
        fun() -> c(groups_from_list, [fun(X) -> erlang:phash2(X, 3) end, Ks]) end,
        fun() -> c(groups_from_list, [fun(X) -> erlang:phash2(X, 3) end, fun(X) -> {X} end, Ks]) end,
        fun() -> c(iterator, [M]) end,
        fun() -> case walk(bl_maps, bl_maps:iterator(M)) =:= walk(maps, maps:iterator(M)) of
                     true -> 0; false -> diff:report({iterator, M}) end end,
        fun() -> %% Map keys print in their order: floats after integers, unlike term order.
            Big = maps:from_list([{diff:term(2), 1} || _ <- lists:seq(1, 20)]),
            L = bl_maps:to_list(bl_maps:iterator(Big, ordered)),
            Wanted = [{Key, 1} || Key <- printed(Big)],
            case L =:= Wanted andalso lists:reverse(L) =:= bl_maps:to_list(bl_maps:iterator(Big, reversed)) of
                true -> 0; false -> diff:report({ordered, Big, L, Wanted}) end end
    ]).

%% OTP 25 has no ordered iterator, but a deterministic external format sorts small maps by key.
printed(M) ->
    L = maps:keys(M),
    lists:sort(fun(A, B) -> maps_leq(A, B) end, L).

%% Exact order through the comparison of one-key maps, whose keys compare in map key order.
maps_leq(A, B) -> #{A => 0} =< #{B => 0}.
