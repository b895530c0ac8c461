%% modules: maps, queue, ordsets, orddict, sets, dict, gb_trees, gb_sets, array
%% The container modules: random sequences of operations, on both implementations, compared by their contents.
-module(containers_diff).
-export([main/2]).

main(Seed, Count) ->
    rand:seed(exsss, Seed),
    lists:sum([queue() + ordsets() + orddict() + sets() + dict() + gb_trees() + gb_sets() + array()
               || _ <- lists:seq(1, Count)]).

%% Run the same steps on both. A step is {Function, Args}, with '$s' where the container goes; a result that
%% is_container accepts becomes the next container.
steps(Module, Init, Steps, Is, View) ->
    A = walk(Module, Init, Steps, Is, View),
    B = walk(list_to_atom("bl_" ++ atom_to_list(Module)), Init, Steps, Is, View),
    compare(Module, Init, Steps, A, B).

compare(Module, Init, Steps, A, B) when A =/= B ->
    N = length(common(A, B)),
    diff:report({Module, {init, Init}, lists:sublist(Steps, N),
                 {otp, lists:sublist(A, max(1, N), 2)}, {ours, lists:sublist(B, max(1, N), 2)}, lists:nth(min(length(Steps), max(1, N)), Steps)});
compare(_, _, _, _, _) -> 0.

common([X | A], [X | B]) -> [X | common(A, B)];
common(_, _) -> [].

walk(Module, {F, Args}, Steps, Is, View) ->
    S0 = apply(Module, F, Args),
    {Trace, _} = lists:mapfoldl(fun({Fun, As}, S) ->
        Args1 = [case A of '$s' -> S; {'$m', G, Gs} -> apply(Module, G, Gs); _ -> A end || A <- As],
        case diff:outcome(fun() -> apply(Module, Fun, Args1) end) of
            {value, V} ->
                Seen = see(V, Is, View, Module),
                {{Fun, Seen}, next(V, S, Is, Module)};
            Error -> {{Fun, Error}, S}
        end
    end, S0, Steps),
    Trace.

next(V, S, Is, Module) ->
    case Is(Module, V) of
        true -> V;
        false when is_tuple(V), tuple_size(V) > 1 ->
            Last = element(tuple_size(V), V),
            case Is(Module, Last) of true -> Last; false -> S end;
        false -> S
    end.

see(V, Is, View, Module) ->
    case Is(Module, V) of
        true -> {container, View(Module, V)};
        false when is_tuple(V) -> list_to_tuple([see(X, Is, View, Module) || X <- tuple_to_list(V)]);
        false when Module =:= gb_sets; Module =:= bl_gb_sets -> same(V);
        false when Module =:= gb_sets; Module =:= bl_gb_sets -> same(V);
        false -> V
    end.

steps_of(Gens) -> [(diff:one_of(Gens))() || _ <- lists:seq(1, rand:uniform(12))].

queue() ->
    L = diff:list(8),
    K = fun diff:key/0,
    Q = fun() -> {'$m', from_list, [diff:list(4)]} end,
    Bool = fun(X) -> erlang:phash2(X, 3) > 0 end,
    One = fun(F) -> fun() -> {F, ['$s']} end end,
    Steps = steps_of([One(F) || F <- [is_empty, is_queue, len, out, out_r, to_list, reverse, get, get_r, peek, peek_r, drop,
                                      drop_r, daeh, head, init, last, liat, lait, tail, out, out_r, drop, drop_r]] ++
        [fun() -> {in, [K(), '$s']} end, fun() -> {in_r, [K(), '$s']} end, fun() -> {in, [K(), foo]} end,
         fun() -> {cons, [K(), '$s']} end, fun() -> {snoc, ['$s', K()]} end,
         fun() -> {join, [Q(), '$s']} end, fun() -> {join, ['$s', Q()]} end,
         fun() -> {split, [rand:uniform(6) - 1, '$s']} end, fun() -> {member, [K(), '$s']} end,
         fun() -> {all, [Bool, '$s']} end, fun() -> {any, [Bool, '$s']} end,
         fun() -> {fold, [fun(X, A) -> [X | A] end, [], '$s']} end,
         fun() -> {filter, [Bool, '$s']} end, fun() -> {filter, [fun(X) -> [X, {X}] end, '$s']} end,
         fun() -> {filtermap, [fun(X) -> case Bool(X) of true -> {true, {X}}; F -> F end end, '$s']} end,
         fun() -> {delete, [K(), '$s']} end, fun() -> {delete_r, [K(), '$s']} end,
         fun() -> {delete_with, [Bool, '$s']} end, fun() -> {delete_with_r, [Bool, '$s']} end,
         fun() -> {to_list, [diff:bad(x)]} end, fun() -> {len, [diff:bad(x)]} end, fun() -> {get, [diff:bad(x)]} end]),
    steps(queue, {from_list, [L]}, Steps, fun(M, V) -> V =/= {} andalso M:is_queue(V) end, fun(M, V) -> M:to_list(V) end).

set_steps(M2) ->
    K = fun diff:key/0,
    S = fun() -> {'$m', from_list, [diff:list(6)]} end,
    Bool = fun(X) -> erlang:phash2(same(X), 3) > 0 end,
    steps_of([fun() -> {F, ['$s']} end || F <- [is_empty, is_set, size]] ++
        [fun() -> {F, [K(), '$s']} end || F <- [add_element, del_element, is_element]] ++
        [fun() -> {F, [S(), '$s']} end || F <- [union, intersection, is_disjoint, subtract, is_subset]] ++
        [fun() -> {F, ['$s', S()]} end || F <- [union, intersection, is_disjoint, subtract, is_subset]] ++
        [fun() -> {filter, [Bool, '$s']} end,
         fun() -> {fold, [fun(X, A) -> erlang:phash2(same(X)) + A end, 0, '$s']} end] ++ M2).

ordsets() ->
    steps(ordsets, {from_list, [diff:list(8)]}, set_steps([]), fun(M, V) -> M:is_set(V) end, fun(M, V) -> same(M:to_list(V)) end)
    + diff:run([fun() -> F = diff:one_of([union, intersection]),
                         diff:call(ordsets, F, [[lists:usort(diff:list(5)) || _ <- lists:seq(1, rand:uniform(4))]], fun same/1) end]).

sets() ->
    V = diff:one_of([1, 2]),
    steps(sets, {from_list, [diff:list(8), [{version, V}]]}, set_steps([]), fun(M, X) -> is_map(X) orelse is_tuple(X) andalso M:is_set(X) end,
          fun(M, X) -> exact(M:to_list(X)) end).

%% Which of two elements that compare equal is kept is not defined.
same(X) when is_float(X) -> trunc(X);
same([H | T]) -> [same(H) | same(T)];
same(T) when is_tuple(T) -> list_to_tuple(same(tuple_to_list(T)));
same(X) -> X.

exact(L) -> lists:sort(fun(A, B) -> term_to_binary(A) =< term_to_binary(B) end, L).

gb_sets() ->
    K = fun diff:key/0,
    Steps = set_steps(
        [fun() -> {F, ['$s']} end || F <- [balance, largest, smallest, take_largest, take_smallest, take_smallest, largest]] ++
        [fun() -> {F, [K(), '$s']} end || F <- [add, insert, delete, delete_any, is_member]]),
    L = case rand:uniform(10) of 1 -> [rand:uniform(1000) || _ <- lists:seq(1, 200)]; _ -> diff:list(8) end,
    Is = fun(M, V) -> case V of {N, _} when is_integer(N) -> M:is_set(V); _ -> false end end,
    steps(gb_sets, {from_list, [L]}, Steps, Is, fun(M, V) -> same(M:to_list(V)) end)
    + iterate(gb_sets, L, fun(M) -> M:from_list(L) end).

iterate(Module, L, Make) ->
    K = diff:key(),
    F = fun(M) ->
        T = Make(M),
        {drain(M, M:iterator(T)), drain(M, M:iterator_from(K, T))}
    end,
    A = F(Module), B = F(list_to_atom("bl_" ++ atom_to_list(Module))),
    case A =:= B of true -> 0; false -> diff:report({Module, iterator, L, K, A, B}) end.

drain(M, I) ->
    case M:next(I) of
        none -> [];
        T -> [setelement(tuple_size(T), T, x) | drain(M, element(tuple_size(T), T))]
    end.

dict_steps(More) ->
    K = fun diff:key/0, V = fun() -> diff:one_of([1, 2, [], [x], diff:int()]) end,
    D = fun() -> {'$m', from_list, [diff:pairs(5)]} end,
    Bool = fun(X, Y) -> erlang:phash2({X, Y}, 3) > 0 end,
    steps_of([fun() -> {F, ['$s']} end || F <- [is_empty, size]] ++
        [fun() -> {F, [K(), '$s']} end || F <- [erase, fetch, find, is_key, take]] ++
        [fun() -> {F, [K(), V(), '$s']} end || F <- [store, store, append, append_list, update_counter]] ++
        [fun() -> {update, [K(), fun(X) -> {X} end, '$s']} end, fun() -> {update, [K(), fun(X) -> {X} end, V(), '$s']} end,
         fun() -> {filter, [Bool, '$s']} end, fun() -> {map, [fun(A, B) -> {A, B} end, '$s']} end,
         fun() -> {fold, [fun(A, B, C) -> erlang:phash2({A, B}) + C end, 0, '$s']} end,
         fun() -> {merge, [fun(A, B, C) -> {A, B, C} end, '$s', D()]} end] ++ More).

orddict() ->
    Is = fun(_, V) -> is_list(V) end,
    steps(orddict, {from_list, [diff:pairs(8)]}, dict_steps([fun() -> {fetch_keys, ['$s']} end, fun() -> {to_list, ['$s']} end]), Is,
          fun(_, V) -> V end).

dict() ->
    Is = fun(_, V) -> is_tuple(V) andalso tuple_size(V) > 0 andalso element(1, V) =:= dict end,
    steps(dict, {from_list, [diff:pairs(8)]}, dict_steps([]), Is, fun(M, V) -> {exact(M:to_list(V)), exact(M:fetch_keys(V))} end).

gb_trees() ->
    K = fun diff:key/0, V = fun diff:int/0,
    Steps = steps_of([fun() -> {F, ['$s']} end || F <- [is_empty, size, keys, values, largest, smallest, take_largest, take_smallest, balance]] ++
        [fun() -> {F, [K(), '$s']} end || F <- [delete, delete_any, get, is_defined, lookup, take, take_any]] ++
        [fun() -> {F, [K(), V(), '$s']} end || F <- [enter, insert, update, enter, insert]] ++
        [fun() -> {map, [fun(A, B) -> {A, B} end, '$s']} end]),
    Is = fun(_, T) -> case T of {N, nil} when is_integer(N) -> true; {N, {_, _, _, _}} when is_integer(N) -> true; _ -> false end end,
    Ps = lists:ukeysort(1, diff:pairs(10)),
    steps(gb_trees, {from_orddict, [Ps]}, Steps, Is, fun(_, T) -> T end)
    + iterate(gb_trees, Ps, fun(M) -> M:from_orddict(Ps) end)
    + grow().

%% A long run of insertions in an unlucky order: the trees stay the same, node for node.
grow() ->
    case rand:uniform(20) of
        1 ->
            N = rand:uniform(200),
            Keys = diff:one_of([lists:seq(1, N), lists:seq(N, 1, -1), lists:usort([rand:uniform(1000) || _ <- lists:seq(1, N)])]),
            F = fun(M) -> lists:foldl(fun(X, T) -> M:insert(X, x, T) end, M:empty(), Keys) end,
            case F(gb_trees) =:= F(bl_gb_trees) of true -> 0; false -> diff:report({gb_trees, grow, Keys}) end;
        _ -> 0
    end.

array() ->
    %% OTP's folds go astray after a resize that cuts entries off, so only ever grow.
    I = fun() -> diff:one_of([0, 1, 2, 5, 9, 10, 11, 99, 100, 101, 350, -1, foo]) end,
    V = fun diff:key/0,
    Fun = fun(X, Y) -> {X, Y} end, Fold = fun(X, Y, A) -> [{X, Y} | A] end,
    Steps = steps_of([fun() -> {F, ['$s']} end || F <- [default, fix, is_array, is_fix, relax, size, sparse_size, sparse_to_list,
                                                      sparse_to_orddict, to_list, to_orddict]] ++
        [fun() -> {F, [I(), '$s']} end || F <- [get, reset]] ++
        [fun() -> {resize, [400 + rand:uniform(500), '$s']} end, fun() -> {resize, [foo, '$s']} end] ++
        [fun() -> {set, [I(), V(), '$s']} end || _ <- lists:seq(1, 10)] ++
        [fun() -> {F, [Fun, '$s']} end || F <- [map, sparse_map]] ++
        [fun() -> {F, [Fold, [], '$s']} end || F <- [foldl, foldr, sparse_foldl, sparse_foldr]]),
    Init = diff:one_of([{new, []}, {new, [rand:uniform(30)]}, {new, [[{default, V()}]]}, {new, [rand:uniform(20), [{fixed, false}, {default, 0}]]},
                        {from_list, [diff:list(30)]}, {from_list, [diff:list(30), V()]}, {new, [fixed]},
                        {from_orddict, [[{X, X} || X <- lists:usort([rand:uniform(50) || _ <- lists:seq(1, 9)])]]},
                        {from_orddict, [[{X, X} || X <- lists:usort([rand:uniform(50) || _ <- lists:seq(1, 9)])], 0]}]),
    Is = fun(_, A) -> is_tuple(A) andalso tuple_size(A) > 1 andalso element(1, A) =:= array end,
    steps(array, Init, Steps, Is, fun(M, A) -> {M:to_list(A), M:size(A), M:is_fix(A), M:default(A), M:sparse_to_orddict(A)} end)
    + diff:run([fun() -> diff:call(array, F, As, fun(A) -> A end) end || {F, As} <- [{new, [diff:bad(1)]}, {size, [diff:bad(1)]}, {from_list, [foo]}], F =/= new]).
