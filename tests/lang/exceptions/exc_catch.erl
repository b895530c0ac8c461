%% The old catch expression.
-module(exc_catch).
-export([main/0]).

main() ->
    t(fun() -> catch 1 + 1 end),
    t(fun() -> catch throw(x) end),
    t(fun() -> catch exit(x) end),
    t(fun() -> begin {'EXIT', {R, _}} = (catch error(x)), R end end),
    t(fun() -> begin {'EXIT', {R, _}} = (catch id(1) + id(a)), R end end),
    t(fun() -> begin {'EXIT', {R, _}} = (catch hd(id([]))), R end end),
    t(fun() -> begin {'EXIT', {{badmatch, V}, _}} = (catch ok = id(y)), V end end),
    t(fun() -> begin {'EXIT', {R, S}} = (catch error(x)), {R, is_list(S)} end end),
    t(fun() -> begin X = (catch throw({a, b})), X end end),
    t(fun() -> {catch throw(a), catch throw(b)} end),
    t(fun() -> [catch throw(X) || X <- [1, 2, 3]] end),
    t(fun() -> catch (catch throw(inner)), outer end),
    t(fun() -> catch throw(catch throw(deep)) end),
    t(fun() -> case catch throw(v) of v -> matched; _ -> no end end),
    t(fun() -> catch exit({a, b}) end),
    t(fun() -> begin F = fun() -> throw(from_fun) end, catch F() end end),
    t(fun() -> catch lists:foreach(fun(X) when X > 2 -> throw({found, X}); (_) -> ok end, [1, 2, 3, 4]) end),
    t(fun() -> begin {'EXIT', {{case_clause, V}, _}} = (catch case id(1) of 2 -> x end), V end end),
    t(fun() -> begin {'EXIT', {function_clause, _}} = (catch (fun(a) -> b end)(id(c))), ok end end),
    t(fun() -> begin {'EXIT', {{nocatch, V}, _}} = (catch error({nocatch, t})), V end end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
