%% -vsn stands in place of the default version.
-module(module_version).
-export([main/0]).
-vsn("1.2").
-vsn(three).

main() ->
    io:format("~p~n", [?MODULE:module_info(attributes)]).
