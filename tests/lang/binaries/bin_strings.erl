%% String segments with sizes, types and modifiers, in construction and matching.
-module(bin_strings).
-export([main/0]).

main() ->
    t(fun() -> <<"abc":8>> end),
    t(fun() -> <<"abc":16>> end),
    t(fun() -> <<"abc":16/little>> end),
    t(fun() -> <<"abc":4, 0:4>> end),
    t(fun() -> <<"abc"/utf16>> end),
    t(fun() -> <<"é", "é"/utf8>> end),
    t(fun() -> <<"a", 0, "b", 1:16>> end),
    t(fun() -> begin <<"abc", R/binary>> = id(<<"abcdef">>), R end end),
    t(fun() -> begin <<$a:16, $b:16, R/binary>> = id(<<0, 97, 0, 98, "rest">>), R end end),
    t(fun() -> begin <<"π"/utf8, R/binary>> = id(<<"πx"/utf8>>), R end end),
    t(fun() -> begin <<"é", R/binary>> = id(<<233, 1>>), R end end),
    t(fun() -> case id(<<"key=value">>) of <<"key=", V/binary>> -> V; _ -> none end end),
    t(fun() -> case id(<<"key">>) of <<"key=", V/binary>> -> V; _ -> none end end),
    t(fun() -> <<"">> end),
    t(fun() -> <<"" "ab" "">> end),
    t(fun() -> <<<<"in">>/binary, "out">> =:= <<"inout">> end),
    t(fun() -> <<"a\x{41}\n">> end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
