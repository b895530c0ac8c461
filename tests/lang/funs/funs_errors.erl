%% Calling what is no fun, with the wrong arity, or what does not exist.
-module(funs_errors).
-export([main/0]).

main() ->
    t(fun() -> begin F = id(not_a_fun), F() end end),
    t(fun() -> begin F = id(42), F(1) end end),
    t(fun() -> begin F = id({lists, reverse}), F([1]) end end),
    t(fun() -> begin F = id("string"), F() end end),
    t(fun() -> no_such_module:f(1) end),
    t(fun() -> lists:no_such_function(1, 2) end),
    t(fun() -> apply(no_such_module, f, [1]) end),
    t(fun() -> apply(lists, reverse, [1 | 2]) end),
    t(fun() -> apply(lists, reverse, x) end),
    t(fun() -> apply(lists, [], []) end),
    t(fun() -> apply(1, f, []) end),
    t(fun() -> apply(id(foo), []) end),
    t(fun() -> apply(fun(X) -> X end, id(notalist)) end),
    t(fun() -> begin M = id(1), M:f() end end),
    t(fun() -> begin M = id(lists), F = id("f"), M:F() end end),
    t(fun() -> begin M = id({mod, arg}), M:f(1) end end),
    t(fun() -> ?MODULE:not_exported() end),
    t(fun() -> local_undef_via_apply() end),
    ok.

local_undef_via_apply() ->
    apply(?MODULE, id(missing), [1, 2]).

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
