%% Unicode in atoms, variables, strings, comments, function names and binaries.
-module(syntax_unicode).
-export([main/0]).

main() ->
    t(fun() -> 'größe'(3) end),
    t(fun() -> begin Ärger = id(1), Øre = id(2), Ärger + Øre end end),
    t(fun() -> "Grüße aus München" end),
    t(fun() -> "ελληνικά" end),
    t(fun() -> <<"ελληνικά"/utf8>> end),
    t(fun() -> länge("åäö") end),
    t(fun() -> '日本'() end),
    t(fun() -> {'привет', [$ж, $π, $€]} end),
    t(fun() -> #{'ключ' => 'значение'} end),
    t(fun() -> [X || X <- "çé", X > 200] end),
    t(fun() -> $𝄞 end),
    ok.

'größe'(X) -> {größe, X}.

%% Ein Kommentar mit Umlauten: äöüß, 日本語, 🙂.
länge(L) -> length(L).

'日本'() -> 'ニッポン'.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
