%% What may stand behind functions, and attributes that name everything or type variables twice.
-module(attr_anywhere).
-export([main/0, old/0]).
-deprecated({'_', '_', "use something else"}).

%% Key is bound by being named twice.
-type pairs() :: [{Key, Key}].
-export_type([pairs/0]).

main() ->
    io:format("~p ~p~n", [old(), twice(2)]).

-compile({inline, [twice/1]}).
twice(N) -> N * 2.

-record(late, {field = 1}).
-spec old() -> integer().
old() -> (#late{})#late.field.

-compile(nowarn_unused_function).
unused() -> ok.

-dialyzer({nowarn_function, old/0}).
-define(LATER, 1).
-type later() :: ?LATER.
-opaque hidden() :: later().
