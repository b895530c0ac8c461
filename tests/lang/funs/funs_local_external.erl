%% fun F/A and fun M:F/A, and calling through variables.
-module(funs_local_external).
-export([main/0]).
-export([double/1, add/2]).

main() ->
    t(fun() -> lists:map(fun double/1, [1, 2, 3]) end),
    t(fun() -> begin F = fun add/2, F(1, 2) end end),
    t(fun() -> begin F = fun ?MODULE:double/1, F(4) end end),
    t(fun() -> begin F = fun lists:reverse/1, F([1, 2, 3]) end end),
    t(fun() -> begin M = id(lists), F = id(reverse), A = id(1), G = fun M:F/A, G([1, 2]) end end),
    t(fun() -> fun lists:map/2 end),
    t(fun() -> fun erlang:'+'/2 end),
    t(fun() -> fun no_module:no_function/3 end),
    t(fun() -> (fun erlang:'+'/2)(1, 2) end),
    t(fun() -> begin M = id(?MODULE), M:double(5) end end),
    t(fun() -> begin F = id(double), ?MODULE:F(6) end end),
    t(fun() -> begin M = id(lists), F = id(nth), M:F(2, [a, b, c]) end end),
    t(fun() -> apply(?MODULE, double, [7]) end),
    t(fun() -> apply(lists, id(seq), id([1, 5])) end),
    t(fun() -> apply(fun add/2, [3, 4]) end),
    t(fun() -> apply(fun lists:sum/1, [[1, 2, 3]]) end),
    t(fun() -> fun lists:map/2 =:= fun lists:map/2 end),
    t(fun() -> fun lists:map/2 =:= fun lists:map/3 end),
    t(fun() -> fun lists:map/2 < fun lists:map/3 end),
    t(fun() -> is_function(fun lists:map/2, 2) end),
    t(fun() -> is_function(fun no:no/2, 2) end),
    t(fun() -> (fun no:no/2)(1, 2) end),
    ok.

double(X) -> X * 2.

add(X, Y) -> X + Y.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
