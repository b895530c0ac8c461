%% ?MODULE, ?MODULE_STRING, ?LINE, ?FUNCTION_NAME, ?FUNCTION_ARITY, ?FILE, ?MACHINE.
-module(macro_predefined).
-export([main/0]).
-export([remote/0]).

main() ->
    t(fun() -> ?MODULE end),
    t(fun() -> ?MODULE_STRING end),
    t(fun() -> ?MODULE:remote() end),
    t(fun() -> name_and_arity(1, 2) end),
    t(fun() -> ?LINE end),
    t(fun() -> {?LINE, ?LINE} end),
    t(fun() -> filename:basename(?FILE) end),
    t(fun() -> (fun() -> {?FUNCTION_NAME, ?FUNCTION_ARITY} end)() end),
    t(fun() -> [?FUNCTION_NAME || _ <- [1, 2]] end),
    t(fun() -> is_integer(?OTP_RELEASE) end),
    t(fun() -> ?OTP_RELEASE >= 25 end),
    t(fun() -> here() end),
    ok.

remote() -> {?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}.

name_and_arity(_, _) -> {?FUNCTION_NAME, ?FUNCTION_ARITY}.

-define(HERE, {?MODULE, ?FUNCTION_NAME, ?LINE}).

here() ->
    [?HERE,
     ?HERE].

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
