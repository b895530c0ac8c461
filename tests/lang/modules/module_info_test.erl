%% module_info/0,1 of this module.
-module(module_info_test).
-export([main/0]).
-export([a/1, b/0]).
-my_attr(value).
-my_attr([1, 2]).

main() ->
    t(fun() -> lists:sort(?MODULE:module_info(exports)) end),
    t(fun() -> ?MODULE:module_info(module) end),
    t(fun() -> [V || {my_attr, V} <- ?MODULE:module_info(attributes)] end),
    t(fun() -> lists:member({a, 1}, ?MODULE:module_info(exports)) end),
    t(fun() -> lists:member({module_info, 0}, ?MODULE:module_info(exports)) end),
    t(fun() -> lists:sort([F || {F, _} <- ?MODULE:module_info(functions), lists:member(F, [a, b, main, local])]) end),
    t(fun() -> is_list(?MODULE:module_info(compile)) end),
    t(fun() -> is_list(?MODULE:module_info()) end),
    t(fun() -> proplists:get_value(module, ?MODULE:module_info()) end),
    t(fun() -> erlang:function_exported(?MODULE, a, 1) end),
    t(fun() -> erlang:function_exported(?MODULE, local, 0) end),
    t(fun() -> erlang:function_exported(?MODULE, module_info, 1) end),
    t(fun() -> erlang:module_loaded(?MODULE) end),
    t(fun() -> erlang:module_loaded(no_such_module_here) end),
    t(fun() -> ?MODULE:module_info(bogus) end),
    t(fun() -> local() end),
    ok.

a(X) -> X.

b() -> ok.

local() -> local.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
