%% binary: match, matches, split, replace, compiled patterns, scopes.
-module(binary_search).
-export([main/0]).

main() ->
    B = <<"abracadabra">>,
    t(fun() -> binary:match(B, <<"ra">>) end),
    t(fun() -> binary:match(B, <<"x">>) end),
    t(fun() -> binary:match(B, [<<"cad">>, <<"bra">>]) end),
    t(fun() -> binary:match(B, <<"a">>, [{scope, {1, 5}}]) end),
    t(fun() -> binary:match(B, <<"a">>, [{scope, {11, -3}}]) end),
    t(fun() -> binary:match(B, <<>>) end),
    t(fun() -> binary:match(B, []) end),
    t(fun() -> binary:match(B, x) end),
    t(fun() -> binary:match(<<>>, <<"a">>) end),
    t(fun() -> binary:matches(B, <<"a">>) end),
    t(fun() -> binary:matches(B, <<"abra">>) end),
    t(fun() -> binary:matches(B, [<<"a">>, <<"ab">>, <<"abra">>]) end),
    t(fun() -> binary:matches(B, <<"z">>) end),
    t(fun() -> binary:matches(<<"aaaa">>, <<"aa">>) end),
    t(fun() -> binary:split(B, <<"c">>) end),
    t(fun() -> binary:split(B, <<"a">>) end),
    t(fun() -> binary:split(B, <<"a">>, [global]) end),
    t(fun() -> binary:split(B, <<"a">>, [global, trim]) end),
    t(fun() -> binary:split(B, <<"a">>, [global, trim_all]) end),
    t(fun() -> binary:split(B, [<<"br">>, <<"d">>], [global]) end),
    t(fun() -> binary:split(B, <<"z">>) end),
    t(fun() -> binary:split(<<>>, <<"a">>) end),
    t(fun() -> binary:split(<<"a">>, <<"a">>, [trim]) end),
    t(fun() -> binary:replace(B, <<"a">>, <<"A">>) end),
    t(fun() -> binary:replace(B, <<"a">>, <<"A">>, [global]) end),
    t(fun() -> binary:replace(B, <<"bra">>, <<>>, [global]) end),
    t(fun() -> binary:replace(B, <<"a">>, <<"[]">>, [global, {insert_replaced, 1}]) end),
    t(fun() -> binary:match(B, binary:compile_pattern(<<"dab">>)) end),
    t(fun() -> binary:matches(B, binary:compile_pattern([<<"ra">>, <<"ca">>])) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
