%% lists: keyfind, keysearch, keymember, keydelete, keyreplace, keystore, keytake, keysort, keymap.
-module(lists_keys).
-export([main/0]).

main() ->
    L = [{a, 1}, {b, 2}, {c, 3}, x, {b, 4}, {2.0, f}],
    t(fun() -> lists:keyfind(b, 1, L) end),
    t(fun() -> lists:keyfind(3, 2, L) end),
    t(fun() -> lists:keyfind(z, 1, L) end),
    t(fun() -> lists:keyfind(2, 1, L) end),
    t(fun() -> lists:keyfind(a, 3, L) end),
    t(fun() -> lists:keyfind(a, 0, L) end),
    t(fun() -> lists:keysearch(b, 1, L) end),
    t(fun() -> lists:keysearch(z, 1, L) end),
    t(fun() -> lists:keymember(c, 1, L) end),
    t(fun() -> lists:keymember(z, 1, L) end),
    t(fun() -> lists:keydelete(b, 1, L) end),
    t(fun() -> lists:keydelete(z, 1, L) end),
    t(fun() -> lists:keyreplace(b, 1, L, {b, new}) end),
    t(fun() -> lists:keyreplace(z, 1, L, {z, new}) end),
    t(fun() -> lists:keyreplace(b, 1, L, notatuple) end),
    t(fun() -> lists:keystore(b, 1, L, {b, new}) end),
    t(fun() -> lists:keystore(z, 1, L, {z, new}) end),
    t(fun() -> lists:keytake(b, 1, L) end),
    t(fun() -> lists:keytake(z, 1, L) end),
    t(fun() -> lists:keysort(2, [{a, 3}, {b, 1}, {c, 2}, {d, 1}]) end),
    t(fun() -> lists:ukeysort(2, [{a, 3}, {b, 1}, {c, 2}, {d, 1}]) end),
    t(fun() -> lists:keymerge(1, [{a, 1}, {c, 1}], [{b, 2}, {c, 2}]) end),
    t(fun() -> lists:ukeymerge(1, [{a, 1}, {c, 1}], [{b, 2}, {c, 2}]) end),
    t(fun() -> lists:keymap(fun(X) -> X * 10 end, 2, [{a, 1}, {b, 2}]) end),
    t(fun() -> lists:keysort(1, [x]) end),
    t(fun() -> lists:keyfind(a, 1, x) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
