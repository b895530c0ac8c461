%% halt/1 from another process.
%% exit: 3
-module(halt_in_process).
-export([main/0]).

main() ->
    io:format("before~n"),
    spawn(fun() -> halt(3) end),
    receive never -> ok end.
