%% Functions on a set, one after the other.
-module(ets_set_all).
-export([main/0]).

main() ->
    t(fun() -> run(set) end),
    ok.

%% What each call gives, on a table of this type.
run(Type) ->
    T = ets:new(t, [Type]),
    Calls = [
        {insert, [{a, 1}]}, {insert, [[{b, 2}, {c, 3}]]}, {insert, [{a, 9}]}, {lookup, [a]}, {lookup, [zz]}, {member, [b]}, {member, [zz]},
        {insert_new, [{a, 5}]}, {insert_new, [{d, 4}]}, {insert_new, [[{e, 5}, {a, 1}]]}, {lookup, [e]}, {lookup_element, [a, 2]}, {lookup_element, [zz, 2]},
        {update_element, [a, {2, 100}]}, {update_element, [zz, {2, 1}]}, {update_counter, [a, 1]}, {update_counter, [a, {2, 5, 103, 0}]},
        {update_counter, [n, 1, {n, 10}]}, {take, [b]}, {take, [b]}, {delete, [c]}, {delete, [zz]}, {delete_object, [{d, 4}]}, {delete_object, [{d, 99}]},
        {match, [{'$1', '$2'}]}, {select_count, [[{'_', [], [true]}]]}, {match_delete, [{n, '_'}]}, {tab2list, []}, {delete_all_objects, []}, {tab2list, []}],
    [{F, sorted(F, try apply(ets, F, [T | As]) catch error:R -> R end)} || {F, As} <- Calls].

sorted(F, L) when F =:= match; F =:= tab2list -> lists:sort(L);
sorted(_, V) -> V.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
