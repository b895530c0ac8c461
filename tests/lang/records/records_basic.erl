%% Records: creation, defaults, access, update, matching, indexes, is_record.
-module(records_basic).
-export([main/0]).
-record(point, {x = 0, y = 0}).
-record(person, {name, age = 18 :: integer(), tags = [] :: [atom()]}).
-record(empty, {}).
-record(nested, {p = #point{}, list = [1, 2]}).

main() ->
    t(fun() -> #point{} end),
    t(fun() -> #point{x = 1} end),
    t(fun() -> #point{y = 2, x = 1} end),
    t(fun() -> #person{name = "Joe"} end),
    t(fun() -> #empty{} end),
    t(fun() -> #nested{} end),
    t(fun() -> #person{_ = x} end),
    t(fun() -> #person{name = n, _ = '_'} end),
    t(fun() -> begin P = id(#point{x = 1, y = 2}), {P#point.x, P#point.y} end end),
    t(fun() -> begin P = id(#point{x = 1, y = 2}), P#point{x = 10} end end),
    t(fun() -> begin P = id(#point{x = 1, y = 2}), P#point{} end end),
    t(fun() -> begin #point{x = X} = id(#point{x = 5}), X end end),
    t(fun() -> begin #point{x = X, y = Y} = id({point, a, b}), {X, Y} end end),
    t(fun() -> begin #person{name = N, _ = _} = id(#person{name = bob}), N end end),
    t(fun() -> #point.x end),
    t(fun() -> #person.tags end),
    t(fun() -> element(#person.name, #person{name = z}) end),
    t(fun() -> begin P = id(not_record), P#point.x end end),
    t(fun() -> begin P = id({point, 1}), P#point.x end end),
    t(fun() -> begin P = id({point, 1, 2, 3}), P#point{x = 3} end end),
    t(fun() -> begin P = id(#empty{}), P#point{y = 3} end end),
    t(fun() -> begin N = id(#nested{}), N#nested.p#point.x end end),
    t(fun() -> begin N = id(#nested{}), N#nested{p = #point{x = 9}} end end),
    t(fun() -> begin N = id(#nested{}), N#nested{p = (N#nested.p)#point{y = 7}} end end),
    t(fun() -> begin N = id(#nested{p = #point{x = 4}}), (N#nested.p)#point.x end end),
    t(fun() -> [is_record(X, point) || X <- [#point{}, {point, 1, 2}, {point, 1}, point, {pint, 1, 2}]] end),
    t(fun() -> [is_record(X, point, 3) || X <- [#point{}, {point, 1, 2}, {point, 1}]] end),
    t(fun() -> is_record(id({foo, 1}), foo, 2) end),
    t(fun() -> is_record(id({foo, 1}), id(foo), id(-1)) end),
    t(fun() -> record_info(fields, person) end),
    t(fun() -> record_info(size, person) end),
    t(fun() -> case id(#point{x = 1}) of #point{x = 2} -> two; #point{x = 1} -> one end end),
    t(fun() -> case id(#empty{}) of #point{} -> point; #empty{} -> empty end end),
    t(fun() ->
              F = fun(#point{x = X}) when X > 0 -> pos; (#point{}) -> nonpos; (_) -> other end,
              [F(#point{x = 1}), F(#point{}), F(a)]
      end),
    t(fun() -> [X || #point{x = X} <- [#point{x = 1}, other, #point{x = 3}]] end),
    t(fun() -> guard(#point{x = 5}) end),
    t(fun() -> guard(#point{x = 1}) end),
    t(fun() -> guard(other) end),
    t(fun() -> #point{x = id(1), y = id(2)} =:= {point, 1, 2} end),
    ok.

guard(P) when P#point.x > 3 -> big;
guard(P) when is_record(P, point) -> point;
guard(_) -> none.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
