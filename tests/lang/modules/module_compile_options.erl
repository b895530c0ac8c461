%% -compile attributes, inline, export_all, nowarn options, no_auto_import and local overriding.
-module(module_compile_options).
-export([main/0]).
-compile(export_all).
-compile(nowarn_export_all).
-compile({inline, [square/1]}).
-compile({no_auto_import, [length/1, abs/1]}).
-compile([nowarn_unused_vars, nowarn_unused_function]).

main() ->
    t(fun() -> length([1, 2, 3]) end),
    t(fun() -> erlang:length([1, 2, 3]) end),
    t(fun() -> abs(-5) end),
    t(fun() -> square(7) end),
    t(fun() -> ?MODULE:hidden() end),
    t(fun() -> lists:member({square, 1}, ?MODULE:module_info(exports)) end),
    ok.

length(_) -> my_length.

abs(X) -> {my_abs, X}.

square(X) -> X * X.

hidden() -> exported_by_export_all.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
