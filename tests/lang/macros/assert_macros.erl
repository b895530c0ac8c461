%% assert.hrl and file.hrl: the headers that the compiler brings along.
-module(assert_macros). -export([main/0]).
-include_lib("stdlib/include/assert.hrl").
-include_lib("kernel/include/logger.hrl").
-include_lib("kernel/include/file.hrl").
t(F) -> io:format("~p~n", [try F() catch C:{M, I} -> {C, {M, [X || {K, _} = X <- I, K =/= unexpected_exception]}} end]).
main() ->
 F = false, O = one, Z=foo,
 t(fun() -> ?assert(F) end), t(fun() -> ?assert(O == one) end), t(fun() -> ?assert(O) end), t(fun() -> ?assert(F, "comment") end),
 t(fun() -> ?assertNot(not F) end),t(fun() -> ?assertNot(F) end),t(fun() -> ?assertNot(Z) end),
 t(fun() -> ?assertEqual(one, Z) end), t(fun() -> ?assertEqual(one, O) end), t(fun() -> ?assertEqual(one, Z, "c") end),
 t(fun() -> ?assertNotEqual(one, O) end), t(fun() -> ?assertNotEqual(one, Z) end),
 t(fun() -> ?assertMatch({ok,_}, Z) end), t(fun() -> ?assertMatch({ok,X} when X > 1, {ok,0}) end), t(fun() -> ?assertMatch({ok,_}, {ok,0}, "c") end),
 t(fun() -> ?assertNotMatch({ok,_}, {ok,Z}) end), t(fun() -> ?assertNotMatch({ok,_}, Z) end),
 t(fun() -> ?assertException(error, badarg, error(foo)) end),
 t(fun() -> ?assertException(error, foo, error(foo)) end),
 t(fun() -> ?assertException(error, foo, ok) end),
 t(fun() -> ?assertError(foo, exit(foo)) end), t(fun() -> ?assertExit(foo, exit(foo)) end), t(fun() -> ?assertThrow(foo, throw(bar)) end),
 t(fun() -> ?assertError(foo, error(foo), "c") end),
 t(fun() -> ?assertNotException(error, foo, error(foo)) end), t(fun() -> ?assertNotException(error, bar, error(foo)) end), t(fun() -> ?assertNotException(error, bar, ok) end),
 t(fun() -> ?assertError({a,_}, ok, "comm") end), 
 io:format("~p~n",[#file_info{}]), io:format("~p~n", [record_info(fields,file_info)]),io:format("~p~n", [record_info(fields,file_descriptor)]),
 ok.
