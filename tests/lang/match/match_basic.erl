%% Pattern matching with =: binding, matching again, nested patterns, badmatch.
-module(match_basic).
-export([main/0]).

main() ->
    t(fun() -> X = id(1), X end),
    t(fun() -> begin X = id(1), X = id(1), X end end),
    t(fun() -> begin X = id(1), X = id(2), X end end),
    t(fun() -> {A, B} = id({1, 2}), {B, A} end),
    t(fun() -> {A, A} = id({1, 1}), A end),
    t(fun() -> {A, A} = id({1, 2}), A end),
    t(fun() -> {A, A} = id({1, 1.0}), A end),
    t(fun() -> [H | T] = id([1, 2, 3]), {H, T} end),
    t(fun() -> [H | T] = id([1]), {H, T} end),
    t(fun() -> [_ | _] = id([]) end),
    t(fun() -> [A, B] = id([1, 2, 3]), {A, B} end),
    t(fun() -> [A, B | C] = id([1, 2, 3]), {A, B, C} end),
    t(fun() -> {ok, {X, [Y | _]}} = id({ok, {1, [2, 3]}}), {X, Y} end),
    t(fun() -> {ok, _} = id(error) end),
    t(fun() -> {_, _} = id({1, 2, 3}) end),
    t(fun() -> 1 = id(1.0) end),
    t(fun() -> 1.0 = id(1) end),
    t(fun() -> "abc" = id([97, 98, 99]) end),
    t(fun() -> "ab" ++ Rest = id("abcdef"), Rest end),
    t(fun() -> "ab" ++ Rest = id("xbcdef"), Rest end),
    t(fun() -> a = id(b) end),
    t(fun() -> {X = {Y, _}, Z} = id({{1, 2}, 3}), {X, Y, Z} end),
    t(fun() -> [X = 1, Y = X2 | _] = id([1, 2, 3]), {X, Y, X2} end),
    t(fun() -> 12345678901234567890 = id(12345678901234567890) end),
    t(fun() -> 12345678901234567890 = id(1) end),
    t(fun() -> <<"abc">> = id(<<"abc">>) end),
    t(fun() -> <<"abc">> = id(<<"abd">>) end),
    t(fun() -> (Y = X) = id(5), {X, Y} end),
    t(fun() -> {X, Y} = {_, _} = id({1, 2}), X + Y end),
    t(fun() -> 1 + 2 = id(3) end),
    t(fun() -> -1 = id(-1) end),
    t(fun() -> 16#FF = id(255) end),
    t(fun() -> $a = id(97) end),
    t(fun() -> _ = id(ignored) end),
    t(fun() -> _Unused = id(fine) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
