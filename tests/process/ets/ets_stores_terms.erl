%% Terms of every kind come out of a table as they went in.
-module(ets_stores_terms).
-export([main/0]).

main() ->
    t(fun() -> [back(Type, X) || Type <- [set, ordered_set, bag, duplicate_bag], X <- terms()] -- lists:duplicate(4 * length(terms()), true) end),
    t(fun() -> [key(Type, X) || Type <- [set, ordered_set, bag, duplicate_bag], X <- terms()] -- lists:duplicate(4 * length(terms()), true) end),
    t(fun() -> T = ets:new(t, []), ets:insert(T, {f, fun(X) -> X + 1 end}), [{f, F}] = ets:lookup(T, f), F(41) end),
    t(fun() -> T = ets:new(t, []), B = binary:copy(<<"b">>, 100000), ets:insert(T, {b, binary:part(B, 10, 20)}), erlang:garbage_collect(), ets:lookup(T, b) end),
    ok.

terms() -> [1, -1, 1 bsl 100, 1.5, a, [], "text", {}, {a, {b, [c]}}, #{}, #{a => #{b => c}}, <<>>, <<"bin">>, <<1:3>>, binary:copy(<<"x">>, 1000), self(), make_ref(),
            lists:seq(1, 1000), maps:from_list([{I, I} || I <- lists:seq(1, 100)])].

back(Type, X) -> T = ets:new(t, [Type]), ets:insert(T, {k, X}), R = ets:lookup(T, k) =:= [{k, X}], ets:delete(T), R.

key(Type, X) -> T = ets:new(t, [Type]), ets:insert(T, {X, v}), R = ets:lookup(T, X) =:= [{X, v}] andalso ets:member(T, X), ets:delete(T), R.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
