%% Strings and iolists: splitting, upper case, joining, integer_to_list, flattening, io_lib:format.
-module(strings).
-export([main/0, run/1]).

main() -> io:format("~p~n", [run(150)]).

run(N) -> loop(N, 0).

loop(0, Sum) -> Sum;
loop(N, Sum) ->
    Line = lists:append([integer_to_list(I) ++ ",name" ++ integer_to_list(I * 7) ++ ";" || I <- lists:seq(1, 2000)]),
    Fields = [string:lexemes(F, ",") || F <- string:lexemes(Line, ";")],
    Upper = [[upper(Name), $=, Id, $\n] || [Id, Name] <- Fields],
    Bin = iolist_to_binary(Upper),
    Joined = lists:flatten(lists:join(", ", [Id || [Id, _] <- Fields])),
    Formatted = [io_lib:format("~s: ~w ~5b~n", [Name, Id, length(Name)]) || [Id, Name] <- lists:sublist(Fields, 500)],
    loop(N - 1, (Sum + erlang:crc32([Bin, Joined, Formatted])) band 16#FFFFFFFF).

upper(S) -> [if C >= $a, C =< $z -> C - 32; true -> C end || C <- S].
