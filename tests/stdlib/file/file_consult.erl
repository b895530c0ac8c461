%% file:consult/1 and path_consult/2: terms, errors and their places, encodings.
-module(file_consult).
-export([main/0]).

main() ->
    Folder = "/tmp/beamlet_consult_" ++ os:getpid(),
    ok = file:make_dir(Folder),
    Name = filename:join(Folder, "terms"),
    try
        [begin
             ok = file:write_file(Name, Text),
             io:format("~w~n   ~w~n", [Text, file:consult(Name)]),
             case file:consult(Name) of
                 {error, Error} -> io:format("   ~s~n", [file:format_error(Error)]);
                 _ -> ok
             end
         end || Text <- texts()],
        io:format("~p~n", [file:consult("/no/such/file")]),
        io:format("~p~n", [file:consult("/tmp")]),
        ok = file:write_file(Name, "{found, \"it\"}."),
        {ok, Terms, Found} = file:path_consult(["/no/such", Folder], "terms"),
        io:format("~p ~p~n", [Terms, Found =:= Name]),
        {ok, Terms, Found} = file:path_consult(["/no/such"], Name),
        io:format("~p~n", [file:path_consult(["/no/such", "/tmp"], "beamlet_no_such_file")]),
        io:format("~p~n", [file:path_consult([], "terms")]),
        ok = file:write_file(Name, "a.\nb c."),
        io:format("~p~n", [file:path_consult([Folder], "terms")])
    after
        file:delete(Name),
        file:del_dir(Folder)
    end,
    ok.

texts() ->
    [<<"a. {b, \"c\"}.\n1.5.">>, <<>>, <<"% only\n">>, <<"a. b">>, <<"a.\nb c.\nd.">>, <<"a.\n\n  $">>, <<"a.\n'b">>, <<"a.\n X.\n">>,
     <<"%% coding: latin-1\n\"", 16#E4, "\".">>, <<"%% coding: utf-8\n\"", 16#E4, "\".">>, <<"\"", 16#C3, 16#A4, "\".">>, <<"\"", 16#E4, "\".\nb.">>,
     <<"a.\n%% coding: latin-1\n\"", 16#E4, "\".">>, <<"%% -*- coding: latin-1 -*-\n\"", 16#E4, "\".">>, <<"%% encoding=latin-1\n\"", 16#E4, "\".">>,
     <<"a.\n1.0e .\n c.">>, <<"a">>, <<"a.b.">>, <<"{a,\n\n b c}.">>, <<"a. 37#1.">>, <<"x.\n <<1/foo>>.">>,
     <<"#{a => [1, -2.0 | $c]}. <<\"bin\", 3:4>>. fun lists:map/2.">>].
