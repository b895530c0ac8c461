%% proplists: lookups, defaults, compaction and normalisation.
-module(proplists_all).
-export([main/0]).

main() ->
    L = [a, {b, 2}, {c, 3}, {b, 4}, {a, false}, {d, x, y}, "junk"],
    t(fun() -> proplists:get_value(a, L) end),
    t(fun() -> proplists:get_value(b, L) end),
    t(fun() -> proplists:get_value(z, L) end),
    t(fun() -> proplists:get_value(z, L, dflt) end),
    t(fun() -> proplists:get_value(d, L) end),
    t(fun() -> proplists:get_all_values(b, L) end),
    t(fun() -> proplists:get_bool(a, L) end),
    t(fun() -> proplists:get_bool(b, L) end),
    t(fun() -> proplists:get_bool(z, L) end),
    t(fun() -> proplists:lookup(a, L) end),
    t(fun() -> proplists:lookup(d, L) end),
    t(fun() -> proplists:lookup(z, L) end),
    t(fun() -> proplists:lookup_all(b, L) end),
    t(fun() -> proplists:is_defined(c, L) end),
    t(fun() -> proplists:is_defined(z, L) end),
    t(fun() -> proplists:delete(b, L) end),
    t(fun() -> lists:sort(proplists:get_keys(L)) end),
    t(fun() -> proplists:append_values(k, [{k, [1, 2]}, {j, 0}, {k, 3}, {k, [4]}]) end),
    t(fun() -> proplists:property(a) end),
    t(fun() -> proplists:property(a, true) end),
    t(fun() -> proplists:property(a, 1) end),
    t(fun() -> proplists:unfold([a, {b, true}, {c, 1}]) end),
    t(fun() -> proplists:compact([{a, true}, {b, 1}, c]) end),
    t(fun() -> proplists:substitute_aliases([{color, colour}], [{color, red}, size]) end),
    t(fun() -> proplists:substitute_negations([{no_x, x}], [no_x, {no_x, false}, y]) end),
    t(fun() -> proplists:expand([{foo, [bar, baz]}], [fie, foo, fum]) end),
    t(fun() ->
              proplists:normalize([{no_v, false}, {color, 1}, v], [{aliases, [{color, colour}]}, {negations, [{no_v, v}]}, {expand, []}])
      end),
    t(fun() -> proplists:split([{c, 2}, {e, 1}, a, {c, 3}, d, {b, 5}, b], [a, b, c]) end),
    t(fun() -> lists:sort(maps:to_list(proplists:to_map(L -- ["junk"]))) end),
    t(fun() -> proplists:from_map(#{a => 1}) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
