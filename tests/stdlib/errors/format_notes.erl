-module(format_notes).
-export([main/0]).

%% What an uncaught error of io:format tells about the format string and its arguments.

main() ->
    [io:format("~0p ~0p: ~ts~n", [Format, Args, told(Format, Args)]) || {Format, Args} <- cases()],
    ok.

told(Format, Args) ->
    try io:format(Format, Args) of
        ok -> " fine"
    catch
        error:Reason:Stack ->
            Notes = lists:sort(maps:to_list(erl_stdlib_errors:format_error(Reason, Stack))),
            io_lib:format("~0p ~0tp", [Reason, [{N, unicode:characters_to_list(Text)} || {N, Text} <- Notes]])
    end.

cases() ->
    [{"~", []}, {"~5",[]}, {"~.",[]}, {"~5.",[]}, {"~*",[1]}, {"~*",[]}, {"~.*",[1]}, {"~..*",[1]}, {"~..x",[]}, {"~t",[]}, {"~l",[]},
        {"~5y",[]}, {"~ty",[]}, {"~q",[]}, {"~y", []}, {"~y~p", []}, {"~p~y", []}, {"~P", [a,b]}, {"~W",[a,b]}, {"~s",[{a}]}, {"~s",[[a]]},
        {"~s",[<<1:3>>]}, {"~ts",[[-1]]}, {"~X",[a,b]}, {"~x",[1,{a}]}, {"~e",[1]}, {"~f",[1]}, {"~g",[a]}, {"~*w",[a,1]}, {"~n",[1]},
        {"~n~n",[]}, {"~~",[1]}, {"~i~p",[1]}, {"~c~c",[a,b]}, {"~b ~s",[a,{b}]}, {"~tb",[1]}, {"~.1b",[5]}, {"~.40b",[5]}, {"~.*b",[40,5]},
        {"~.1000000000f",[5]}, {"~lp",[1]}, {"~ls",["a"]}, {abc,[x]}, {[a],[]}, {[$~|a],[]}, {"~5n",[1]}, {5,[]},
        {<<"a~p">>,[]}, {["~p"],[1]}, {"",[1]}, {<<"~y">>, [1]}, {'~y', [1]}, {'~p', []}].
