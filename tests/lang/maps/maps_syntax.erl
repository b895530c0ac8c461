%% Map construction, update, matching, and their errors.
-module(maps_syntax).
-export([main/0]).

main() ->
    t(fun() -> #{} end),
    t(fun() -> #{a => 1, b => 2} end),
    t(fun() -> #{b => 2, a => 1} end),
    t(fun() -> #{a => 1, a => 2} end),
    t(fun() -> #{id(k) => id(v), [id(1)] => {id(2)}} end),
    t(fun() -> begin M = id(#{a => 1}), M#{b => 2} end end),
    t(fun() -> begin M = id(#{a => 1}), M#{a => 2} end end),
    t(fun() -> begin M = id(#{a => 1}), M#{a := 2} end end),
    t(fun() -> begin M = id(#{a => 1}), M#{b := 2} end end),
    t(fun() -> begin M = id(#{a => 1}), M#{a := 2, b => 3, c => 4} end end),
    t(fun() -> begin M = id(#{}), M#{} end end),
    t(fun() -> begin M = id(not_a_map), M#{a => 1} end end),
    t(fun() -> begin M = id([]), M#{a := 1} end end),
    t(fun() -> begin M = id({}), M#{} end end),
    t(fun() -> begin #{a := X} = id(#{a => 1, b => 2}), X end end),
    t(fun() -> begin #{a := X, b := Y} = id(#{a => 1, b => 2}), {X, Y} end end),
    t(fun() -> begin #{c := X} = id(#{a => 1}), X end end),
    t(fun() -> begin #{} = id(#{a => 1}), ok end end),
    t(fun() -> begin #{} = id([]), ok end end),
    t(fun() -> begin K = id(b), #{K := V} = id(#{a => 1, b => 2}), V end end),
    t(fun() -> begin K = id({x, 1}), #{K := [H | _]} = id(#{{x, 1} => [7, 8]}), H end end),
    t(fun() -> begin #{a := 1} = id(#{a => 2}), ok end end),
    t(fun() -> begin #{a := #{b := #{c := D}}} = id(#{a => #{b => #{c => deep}}}), D end end),
    t(fun() -> case id(#{t => 1, v => 2}) of #{t := 2} -> two; #{t := 1, v := V} -> V end end),
    t(fun() -> case id(#{}) of #{a := _} -> a; #{b := _} -> b; #{} -> none end end),
    t(fun() -> #{1 => int, 1.0 => float} end),
    t(fun() -> begin #{1.0 := V} = id(#{1 => int, 1.0 => float}), V end end),
    t(fun() -> begin #{1 := V} = id(#{1.0 => float}), V end end),
    t(fun() -> #{"str" => 1, <<"bin">> => 2, [] => 3, {} => 4, #{} => 5} end),
    t(fun() -> (id(#{a => #{b => 1}}))#{a => 2} end),
    t(fun() -> #{a => 1}#{b => 2}#{a := 3} end),
    t(fun() -> begin M = id(#{a => #{b => 1}}), M#{a := (maps:get(a, M))#{b := 2}} end end),
    t(fun() ->
              F = fun(#{x := X} = M) -> {X, M}; (_) -> no end,
              [F(#{x => 1, y => 2}), F(#{y => 1}), F(x)]
      end),
    t(fun() -> map_size(id(#{a => 1, b => 2})) end),
    t(fun() -> map_size(id([])) end),
    t(fun() -> is_map(id(#{})), is_map_key(a, id(#{a => 1})) end),
    t(fun() -> is_map_key(a, id([])) end),
    t(fun() -> map_get(a, id(#{a => 1})) end),
    t(fun() -> map_get(b, id(#{a => 1})) end),
    t(fun() -> map_get(b, id(x)) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
