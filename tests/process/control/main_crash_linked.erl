%% main is taken down by a linked process.
%% exit: 1
-module(main_crash_linked).
-export([main/0]).

main() ->
    io:format("before~n"),
    spawn_link(fun() -> exit(linked_crash) end),
    receive never -> ok end.
