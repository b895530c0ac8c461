%% module_info(md5): 16 bytes; the default version is the same number.
-module(module_digest).
-export([main/0]).
-author(ada).

main() ->
    Digest = ?MODULE:module_info(md5),
    <<Number:128>> = Digest,
    io:format("~p ~p~n", [byte_size(Digest), Number =/= 0]),
    [{vsn, [Version]}, {author, [ada]}] = ?MODULE:module_info(attributes),
    io:format("~p~n", [Version =:= Number]),
    All = ?MODULE:module_info(),
    io:format("~p ~p~n", [proplists:get_value(md5, All) =:= Digest,
                          proplists:get_value(attributes, All) =:= ?MODULE:module_info(attributes)]),
    io:format("~p~n", [[size(M:module_info(md5)) || M <- [lists, maps, string, ?MODULE]]]),
    io:format("~p~n", [lists:module_info(md5) =:= maps:module_info(md5)]).
