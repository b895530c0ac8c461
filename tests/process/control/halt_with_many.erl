%% halt while thousands of processes wait and run.
%% exit: 4
-module(halt_with_many).
-export([main/0]).

main() ->
    [spawn(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 2000)],
    [spawn(fun Loop() -> Loop() end) || _ <- lists:seq(1, 10)],
    io:format("stopping~n"),
    halt(4).
