%% lists: member, delete, subtract, prefix, suffix, zip, unzip, sum, max, min, join, droplast, enumerate.
-module(lists_sets_and_zips).
-export([main/0]).

main() ->
    t(fun() -> lists:member(2, [1, 2, 3]) end),
    t(fun() -> lists:member(2.0, [1, 2, 3]) end),
    t(fun() -> lists:member(x, []) end),
    t(fun() -> lists:member(x, [a | b]) end),
    t(fun() -> lists:delete(2, [1, 2, 3, 2]) end),
    t(fun() -> lists:delete(9, [1]) end),
    t(fun() -> lists:subtract([1, 2, 3, 2], [2, 1]) end),
    t(fun() -> lists:prefix("ab", "abc") end),
    t(fun() -> lists:prefix("b", "abc") end),
    t(fun() -> lists:suffix("bc", "abc") end),
    t(fun() -> lists:suffix("abcd", "abc") end),
    t(fun() -> lists:zip([1, 2], [a, b]) end),
    t(fun() -> lists:zip([1], [a, b]) end),
    t(fun() -> lists:zip3([1, 2], [a, b], ["x", "y"]) end),
    t(fun() -> lists:unzip([{1, a}, {2, b}]) end),
    t(fun() -> lists:unzip3([{1, a, x}, {2, b, y}]) end),
    t(fun() -> lists:sum([1, 2.5, 3]) end),
    t(fun() -> lists:sum([]) end),
    t(fun() -> lists:sum([a]) end),
    t(fun() -> lists:max([1, 5, 3]) end),
    t(fun() -> lists:min([1, 5, 3]) end),
    t(fun() -> lists:max([1, a, "s", {}]) end),
    t(fun() -> lists:min([]) end),
    t(fun() -> lists:join(", ", ["a", "b", "c"]) end),
    t(fun() -> lists:join(x, []) end),
    t(fun() -> lists:join(x, [1]) end),
    t(fun() -> lists:droplast([1, 2, 3]) end),
    t(fun() -> lists:droplast([]) end),
    t(fun() -> lists:enumerate([a, b, c]) end),
    t(fun() -> lists:enumerate(10, [a, b]) end),
    t(fun() -> lists:uniq([1, 2, 1, 3, 2, 1.0]) end),
    t(fun() -> lists:uniq(fun({K, _}) -> K end, [{a, 1}, {b, 2}, {a, 3}]) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
