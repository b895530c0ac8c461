%% Layout, comments, attributes, specs and types, semicolons and dots.
-module(syntax_forms).
-export([main/0]).
-vsn("1.2.3").
-author("someone").
-custom([a, {b, c}]).
-type color() :: red | green | {rgb, 0..255, 0..255, 0..255}.
-type tree(T) :: leaf | {node, tree(T), T, tree(T)}.
-opaque hidden() :: #{atom() => [integer()]}.
-export_type([color/0, tree/1, hidden/0]).
-record(typed, {a :: integer(), b = [] :: [atom()], c :: undefined | #{a := b, c => d}}).
-compile([{nowarn_unused_function, [{never, 0}]}]).
-dialyzer({nowarn_function, never/0}).

main() ->
    t(fun() -> name(red) end),
    t(fun() -> name({rgb, 1, 2, 3}) end),
    t(fun() -> #typed{a = 1} end),
    t(fun() -> lists:sort([K || {K, _} <- ?MODULE:module_info(attributes)]) end),
    t(fun() -> proplists:get_value(custom, ?MODULE:module_info(attributes)) end),
    t(fun() -> proplists:get_value(vsn, ?MODULE:module_info(attributes)) end),
    t(fun() -> depth({node, leaf, 1, {node, leaf, 2, leaf}}) end),
    ok.

-spec name(color()) -> atom() | string().
name(red) -> red; name(green) -> green;
name({rgb, _, _, _}) ->
    % a comment
    %% another one
    "rgb" %%% at the end
    .

-spec depth(tree(T)) -> non_neg_integer() when T :: term().
depth(leaf) -> 0;
depth({node, L, _, R}) -> 1 + max(depth(L), depth(R)).

-spec never() -> no_return().
never() -> exit(never).

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
