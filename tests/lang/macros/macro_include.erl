%% -include of a header with records and macros.
-module(macro_include).
-export([main/0]).
-include("macro_include.hrl").

main() ->
    t(fun() -> #shared{} end),
    t(fun() -> #shared{a = 5, b = "x"} end),
    t(fun() -> ?SHARED_CONST end),
    t(fun() -> ?SHARED_FUN(3) end),
    t(fun() -> included_function(4) end),
    t(fun() -> ?SHARED_GUARDED end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
