%% A process that waits for input keeps nobody from running, and can be killed: what it was to read is for the next one.
%% stdin: one
%% stdin: two
%% stdin: three
-module(blocking_stdin).
-export([main/0]).

main() ->
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_line("")]),
    Readers = [spawn_monitor(fun() -> exit({read, file:read_file("/no/such/file")}) end) || _ <- lists:seq(1, 50)],
    io:format("~p~n", [lists:usort([receive {'DOWN', Ref, process, Pid, Reason} -> Reason end || {Pid, Ref} <- Readers])]),
    Killed = [begin
                  {Pid, Ref} = spawn_monitor(fun() -> endless() end),
                  receive after N rem 3 -> ok end,
                  exit(Pid, kill),
                  receive {'DOWN', Ref, process, Pid, Why} -> Why end
              end || N <- lists:seq(1, 50)],
    io:format("~p~n", [lists:usort(Killed)]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_line("")]),
    ok.

endless() ->
    {error, enoent} = file:read_file("/no/such/file"),
    endless().
