%% io:scan_erl_exprs and io:scan_erl_form on a device that speaks the I/O protocol.
-module(io_scan_erl).
-export([main/0]).

main() ->
    Device = spawn_link(fun() -> device("f(X) -> X + 1.\n{a, 'B c',\n \"s\"}. 1.5 $x.\n0x. ok.\n") end),
    p(io:scan_erl_form(Device, "> ")),
    p(io:scan_erl_exprs(Device, "> ", 2)),
    p(io:scan_erl_exprs(Device, "> ", {3, 8})),
    p(io:scan_erl_exprs(Device, "> ", {4, 1}, [text])),
    p(io:scan_erl_form(Device, "> ", 4)),
    p(io:scan_erl_form(Device, "> ", {5, 1}, [])),
    p(catch io:scan_erl_exprs(no_such_device, "> ")).

p(X) -> io:format("~p~n", [X]).

device(Text) ->
    receive
        {io_request, From, As, {get_until, unicode, Prompt, Module, Function, Args}} ->
            io:format("~ts", [Prompt]),
            {Reply, Rest} = take(Module, Function, Args, [], Text),
            From ! {io_reply, As, Reply},
            device(Rest)
    end.

take(Module, Function, Args, Continuation, Text) ->
    {Line, More} = case string:split(Text, "\n") of
        [L, Rest] -> {L ++ "\n", Rest};
        [""] -> {eof, ""};
        [L] -> {L, ""}
    end,
    case apply(Module, Function, [Continuation, Line | Args]) of
        {done, Result, eof} -> {Result, More};
        {done, Result, Left} -> {Result, Left ++ More};
        {more, Next} -> take(Module, Function, Args, Next, More)
    end.
