%% try/catch of throw, error and exit; with and without classes.
-module(exc_classes).
-export([main/0]).

main() ->
    t(fun() -> try throw(a) catch X -> {thrown, X} end end),
    t(fun() -> try throw(a) catch throw:X -> {thrown, X} end end),
    t(fun() -> try error(a) catch error:X -> {err, X} end end),
    t(fun() -> try exit(a) catch exit:X -> {exited, X} end end),
    t(fun() -> try error(a) catch throw:X -> {thrown, X} end end),
    t(fun() -> try error(a) catch X -> {thrown, X} end end),
    t(fun() -> try throw(a) catch _:X -> {any, X} end end),
    t(fun() -> try error(a) catch C:X -> {C, X} end end),
    t(fun() -> try exit(a) catch C:X -> {C, X} end end),
    t(fun() -> try ok of ok -> fine catch _:_ -> bad end end),
    t(fun() -> try id(1) of 2 -> two catch _:_ -> bad end end),
    t(fun() -> try id(1) of X when X > 5 -> big; X -> {small, X} catch _:_ -> bad end end),
    t(fun() -> try throw(b) catch a -> a; b -> b; c -> c end end),
    t(fun() -> try throw(d) catch a -> a; b -> b end end),
    t(fun() -> try throw({a, 5}) catch {a, N} when N > 3 -> big; {a, _} -> small end end),
    t(fun() -> try throw({a, 1}) catch {a, N} when N > 3 -> big; {a, _} -> small end end),
    t(fun() -> try error({x, 1}) catch error:{x, 2} -> two; error:{x, N} -> N end end),
    t(fun() -> try id(1) + id(a) catch error:badarith -> arith end end),
    t(fun() -> try hd(id([])) catch error:badarg -> arg end end),
    t(fun() -> try id(1) of 1 -> throw(from_of) catch throw:_ -> caught end end),
    t(fun() -> try throw(first) catch throw:first -> throw(second) end end),
    t(fun() -> begin X = (try throw(v) catch V -> V end), {got, X} end end),
    t(fun() -> [try (if N rem 2 == 0 -> throw(N); true -> N end) catch T -> {even, T} end || N <- [1, 2, 3, 4]] end),
    t(fun() -> try 1, 2, 3 catch _:_ -> no end end),
    t(fun() -> try throw([]) catch [] -> nil end end),
    t(fun() -> error(plain) end),
    t(fun() -> error({tuple, reason}) end),
    t(fun() -> error(with_args, [1, 2]) end),
    t(fun() -> exit(normal) end),
    t(fun() -> exit({shutdown, x}) end),
    t(fun() -> throw(1.5) end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
