%% modules: lists
%% Every function of lists against OTP's: random input, and input that is wrong.
-module(lists_diff).
-export([main/2, bench/0]).

main(Seed, Count) ->
    rand:seed(exsss, Seed),
    lists:sum([one() || _ <- lists:seq(1, Count)]) + sorting(Count div 4).

c(F, Args) ->
    R = diff:call(lists, F, Args),
    R + case rand:uniform(3) of
            1 ->
                I = rand:uniform(length(Args)),
                {A, [X | B]} = lists:split(I - 1, Args),
                diff:call(lists, F, A ++ [diff:bad(X) | B]);
            _ -> 0
        end.

one() ->
    L = diff:list(10), L2 = diff:list(10), K = diff:key(), N = diff:small() - 1,
    I = diff:int(), J = diff:int() , S = rand:uniform(21) - 11,
    Ps = diff:pairs(8), Ps2 = diff:pairs(8),
    Deep = diff:list(6, fun diff:term/0),
    Mixed = Ps ++ Deep,
    Bool = fun(X) -> erlang:phash2(X, 3) > 0 end,
    Odd = fun(X) -> case erlang:phash2(X, 9) of 0 -> X; H -> H > 3 end end,
    Fm = fun(X) -> case erlang:phash2(X, 3) of 0 -> true; 1 -> false; 2 -> {true, {X}} end end,
    Acc = fun(X, A) -> [X | A] end,
    diff:run([
        fun() -> c(all, [Bool, L]) end, fun() -> c(any, [Bool, L]) end,
        fun() -> c(all, [Odd, L]) end, fun() -> c(any, [Odd, L]) end,
        fun() -> c(append, [[L, L2, Deep]]) end, fun() -> c(append, [L, L2]) end,
        fun() -> c(concat, [[a, 1, 2.5, "x", K]]) end,
        fun() -> c(delete, [K, L]) end, fun() -> c(droplast, [L]) end,
        fun() -> c(dropwhile, [Bool, L]) end, fun() -> c(takewhile, [Bool, L]) end,
        fun() -> c(duplicate, [N, K]) end, fun() -> c(enumerate, [L]) end, fun() -> c(enumerate, [I, L]) end,
        fun() -> c(filter, [Bool, L]) end, fun() -> c(filter, [Odd, L]) end, fun() -> c(filtermap, [Fm, L]) end,
        fun() -> c(zf, [Fm, L]) end,
        fun() -> c(flatlength, [Deep]) end, fun() -> c(flatten, [Deep]) end, fun() -> c(flatten, [Deep, L]) end,
        fun() -> c(flatmap, [fun(X) -> [X, X] end, L]) end,
        fun() -> c(foldl, [Acc, [], L]) end, fun() -> c(foldr, [Acc, [], L]) end,
        fun() -> c(foreach, [fun(X) -> X end, L]) end, fun() -> c(join, [K, L]) end,
        fun() -> c(last, [L]) end, fun() -> c(map, [fun(X) -> {X} end, L]) end,
        fun() -> c(mapfoldl, [fun(X, A) -> {{X}, [X | A]} end, [], L]) end,
        fun() -> c(mapfoldr, [fun(X, A) -> {{X}, [X | A]} end, [], L]) end,
        fun() -> c(max, [L]) end, fun() -> c(min, [L]) end, fun() -> c(member, [K, L]) end,
        fun() -> c(nth, [N, L]) end, fun() -> c(nthtail, [N, L]) end,
        fun() -> c(partition, [Bool, L]) end, fun() -> c(partition, [Odd, L]) end,
        fun() -> c(prefix, [lists:sublist(L, N), L]) end, fun() -> c(prefix, [L2, L]) end,
        fun() -> c(suffix, [lists:nthtail(min(N, length(L)), L), L]) end, fun() -> c(suffix, [L2, L]) end,
        fun() -> c(reverse, [L]) end, fun() -> c(reverse, [L, L2]) end,
        fun() -> c(search, [Bool, L]) end, fun() -> c(seq, [I div 20, J div 20]) end,
        fun() -> c(seq, [I div 20, J div 20, S]) end,
        fun() -> c(split, [N, L]) end, fun() -> c(splitwith, [Bool, L]) end,
        fun() -> c(sublist, [L, N]) end, fun() -> c(sublist, [L, N, diff:small() - 1]) end,
        fun() -> c(subtract, [L, L2]) end, fun() -> c(sum, [diff:list(6, fun diff:int/0)]) end, fun() -> c(sum, [L]) end,
        fun() -> c(uniq, [L]) end, fun() -> c(uniq, [fun(X) -> erlang:phash2(X, 4) end, L]) end,
        fun() -> c(unzip, [Ps]) end, fun() -> c(unzip3, [[{A, B, A} || {A, B} <- Ps]]) end,
        fun() -> c(zip, [L, [{X} || X <- L]]) end, fun() -> c(zip, [L, L2]) end,
        fun() -> c(zip3, [L, L, [{X} || X <- L]]) end, fun() -> c(zip3, [L, L, L2]) end,
        fun() -> c(zipwith, [fun(X, Y) -> {X, Y} end, L, lists:reverse(L)]) end,
        fun() -> c(zipwith, [fun(X, Y) -> {X, Y} end, L, L2]) end,
        fun() -> c(zipwith3, [fun(X, Y, Z) -> {X, Y, Z} end, L, L, lists:reverse(L)]) end,
        fun() -> c(keydelete, [K, 1, Mixed]) end, fun() -> c(keyfind, [K, 1, Mixed]) end,
        fun() -> c(keymember, [K, 1, Mixed]) end, fun() -> c(keysearch, [K, 1, Mixed]) end,
        fun() -> c(keyreplace, [K, 1, Mixed, {n}]) end, fun() -> c(keystore, [K, 1, Mixed, {n}]) end,
        fun() -> c(keytake, [K, 1, Mixed]) end, fun() -> c(keymap, [fun(X) -> {X} end, 1, Ps]) end,
        fun() -> c(keymap, [fun(X) -> {X} end, 3, Ps]) end,
        fun() -> c(keysort, [1, Ps]) end, fun() -> c(keysort, [1, Mixed]) end,
        fun() -> c(ukeysort, [1, Ps]) end, fun() -> stable(sort, L) end, fun() -> stable(sort, Deep) end,
        fun() -> stable(usort, L), diff:call(lists, sort, [diff:bad(L)], fun(X) -> lists:sort(X) == X end) end, fun() -> c(sort, [fun(A, B) -> A >= B end, L]) end,
        fun() -> c(usort, [fun(A, B) -> A >= B end, L]) end,
        fun() -> d(merge, [[lists:sort(L), lists:sort(L2), lists:sort(Deep)]]) end,
        fun() -> d(merge, [lists:sort(L), lists:sort(L2)]) end,
        fun() -> d(merge, [fun(A, B) -> A =< B end, lists:sort(L), lists:sort(L2)]) end,
        fun() -> d(merge3, [lists:sort(L), lists:sort(L2), lists:sort(Deep)]) end,
        fun() -> d(umerge, [[lists:usort(L), lists:usort(L2), lists:usort(Deep)]]) end,
        fun() -> d(umerge, [lists:usort(L), lists:usort(L2)]) end,
        fun() -> d(umerge, [fun(A, B) -> A =< B end, lists:usort(L), lists:usort(L2)]) end,
        fun() -> d(umerge3, [lists:usort(L), lists:usort(L2), lists:usort(Deep)]) end,
        fun() -> d(keymerge, [1, lists:keysort(1, Ps), lists:keysort(1, Ps2)]) end,
        fun() -> d(ukeymerge, [1, lists:ukeysort(1, Ps), lists:ukeysort(1, Ps2)]) end
    ]).

d(F, Args) -> diff:call(lists, F, Args).

%% Longer lists, with few and many different values, in pieces that ascend or descend.
sorting(Count) -> lists:sum([sort_one() || _ <- lists:seq(1, Count)]).

sort_one() ->
    Range = diff:one_of([2, 10, 1000, 1 bsl 40]),
    L = lists:append([piece(Range) || _ <- lists:seq(1, rand:uniform(8))]),
    Ps = lists:zip(L, lists:seq(1, length(L))),
    Leq = fun({A, _}, {B, _}) -> A =< B end,
    Less = fun({A, _}, {B, _}) -> A < B end,
    More = fun({A, _}, {B, _}) -> A > B end,
    diff:run([
        fun() -> stable(sort, L) end, fun() -> stable(usort, L) end, fun() -> stable(sort, Ps) end,
        fun() -> d(keysort, [1, Ps]) end, fun() -> d(ukeysort, [1, Ps]) end,
        fun() -> d(sort, [Leq, Ps]) end, fun() -> d(usort, [Leq, Ps]) end,
        fun() -> d(sort, [Less, Ps]) end, fun() -> d(usort, [Less, Ps]) end,
        fun() -> d(sort, [More, Ps]) end, fun() -> d(usort, [More, Ps]) end
    ]).

piece(Range) ->
    L = [number(Range) || _ <- lists:seq(1, rand:uniform(40))],
    case rand:uniform(4) of
        1 -> lists:sort(L);
        2 -> lists:reverse(lists:sort(L));
        _ -> L
    end.

number(Range) ->
    case rand:uniform(4) of
        1 -> float(rand:uniform(Range));
        _ -> rand:uniform(Range)
    end.

%% OTP's sort/1 is not stable where 1 == 1.0; ours is.
stable(F, L) ->
    A = lists:F(fun(X, Y) -> X =< Y end, L),
    case bl_lists:F(L) of
        A -> 0;
        B -> diff:report({lists, F, L, {wanted, A}, {ours, B}})
    end.

%% Times of both, in microseconds: run by hand.
bench() ->
    rand:seed(exsss, 1),
    L = [rand:uniform(1 bsl 40) || _ <- lists:seq(1, 200000)],
    Ps = [{X, X} || X <- L],
    T = fun(F) -> lists:min([element(1, timer:tc(F)) || _ <- lists:seq(1, 7)]) end,
    Row = fun(Name, F) ->
        A = T(fun() -> F(lists) end), B = T(fun() -> F(bl_lists) end),
        io:format("~-20s otp ~8w ours ~8w  ~.2f~n", [Name, A, B, A / B]) end,
    Row("sort random", fun(M) -> M:sort(L) end),
    Row("sort sorted", fun(M) -> M:sort(lists:sort(L)) end),
    Row("sort reversed", fun(M) -> M:sort(lists:reverse(lists:sort(L))) end),
    Row("sort/2", fun(M) -> M:sort(fun(A, B) -> A =< B end, L) end),
    Row("keysort", fun(M) -> M:keysort(1, Ps) end),
    Row("usort", fun(M) -> M:usort(L) end),
    Row("ukeysort", fun(M) -> M:ukeysort(1, Ps) end),
    ok.
