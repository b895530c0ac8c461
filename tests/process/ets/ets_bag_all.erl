%% Functions on a bag and a duplicate bag.
-module(ets_bag_all).
-export([main/0]).

main() ->
    t(fun() -> [run(T) || T <- [bag, duplicate_bag]] end),
    ok.

run(Type) ->
    T = ets:new(t, [Type]),
    Calls = [
        {insert, [{a, 1}]}, {insert, [{a, 1}]}, {insert, [{a, 2}]}, {insert, [[{b, 1}, {a, 3}, {b, 1}]]}, {lookup, [a]}, {lookup, [b]}, {lookup, [zz]},
        {insert_new, [{a, 7}]}, {insert_new, [{c, 1}]}, {insert_new, [[{d, 1}, {d, 2}]]}, {lookup_element, [a, 2]}, {lookup_element, [zz, 2]},
        {member, [a]}, {update_counter, [a, 1]}, {update_element, [a, {2, 1}]}, {delete_object, [{a, 1}]}, {lookup, [a]}, {take, [b]}, {take, [b]},
        {match, [{a, '$1'}]}, {match_object, [{a, '_'}]}, {select_count, [[{{a, '_'}, [], [true]}]]}, {select_delete, [[{{a, 2}, [], [true]}]]},
        {lookup, [a]}, {match_delete, [{c, '_'}]}, {delete, [a]}, {tab2list, []}],
    [{F, sorted(F, try apply(ets, F, [T | As]) catch error:R -> R end)} || {F, As} <- Calls].


sorted(tab2list, L) -> lists:sort(L);
sorted(_, V) -> V.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
