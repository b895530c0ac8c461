%% Exceptions from generators, filters, funs given to lists functions, and record and map updates.
-module(exc_in_comprehensions).
-export([main/0]).

main() ->
    t(fun() -> try [throw({at, X}) || X <- [1, 2]] catch T -> T end end),
    t(fun() -> try [X || X <- [1, 2, 3], X < 2 orelse throw({filter, X})] catch T -> T end end),
    t(fun() -> try << <<(throw(b))>> || _ <- [1] >> catch T -> T end end),
    t(fun() ->
              try lists:foldl(fun(X, A) when X < 3 -> A + X; (X, A) -> throw({X, A}) end, 0, [1, 2, 3, 4]) catch T -> T end
      end),
    t(fun() -> try lists:sort(fun(_, _) -> throw(in_sort) end, [1, 2]) catch T -> T end end),
    t(fun() -> try maps:map(fun(K, _) -> throw(K) end, #{k => v}) catch T -> T end end),
    t(fun() -> try maps:fold(fun(_, _, _) -> error(in_fold) end, 0, #{k => v}) catch error:E -> E end end),
    t(fun() -> try lists:foreach(fun(X) -> 10 div X end, [1, 0]) catch error:E -> E end end),
    t(fun() -> try (id(#{a => 1}))#{b := throw(value)} catch T -> T end end),
    t(fun() -> try {1, throw(element), exit(never)} catch C:T -> {C, T} end end),
    t(fun() -> try [1 | throw(tail)] catch T -> T end end),
    t(fun() -> try f(throw(argument), exit(never)) catch C:T -> {C, T} end end),
    t(fun() -> try (throw(the_fun))(exit(the_arg)) catch C:T -> {C, T} end end),
    t(fun() -> try throw(a) + exit(b) catch C:T -> {C, T} end end),
    t(fun() -> try #{throw(key) => exit(value)} catch C:T -> {C, T} end end),
    t(fun() -> try case throw(subject) of _ -> x end catch T -> T end end),
    t(fun() -> try if true -> throw(in_if) end catch T -> T end end),
    t(fun() -> try receive after throw(timeout_expr) -> x end catch T -> T end end),
    t(fun() -> try self() ! throw(message) catch T -> T end end),
    ok.

f(A, B) -> {A, B}.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
