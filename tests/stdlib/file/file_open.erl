-module(file_open).
-export([main/0]).

%% Open files: modes, errors, reading, writing, positions, as devices and raw; each group on a fresh file.

-define(P(E), io:format("~s = ~p~n", [??E, shown(catch (E))])).

main() ->
    N = "/tmp/beamlet_golden_file_open.txt",
    file:delete(N),
    opening(N),
    writing(N),
    reading(N),
    [failing(N, Modes) || Modes <- [[write], [read], [write, raw], [read, raw]]],
    encodings(N),
    appending(N),
    terms(N),
    raw(N),
    copying(N),
    owners(N),
    [file:delete(N ++ More) || More <- ["", "2", "3"]],
    ok.

shown({'EXIT', {Reason, _}}) -> {'EXIT', Reason};
shown({ok, Pid}) when is_pid(Pid) -> {ok, device};
shown({ok, File}) when element(1, File) =:= file_descriptor -> {ok, raw};
shown(Value) -> Value.

opening(N) ->
    ?P(file:open(N, [read])), ?P(file:open(N, foo)), ?P(file:open("/tmp", [read])), ?P(file:open("/tmp", [write])),
    ?P(file:open("/tmp", [read, raw])), ?P(file:open("/no/such/x", [write])), ?P(file:open({a}, [write])), ?P(file:open(N, read)),
    ?P(file:open(N, [])), ?P(file:open(N, [binary])), ?P(file:open(N, [{encoding, foo}])), ?P(file:open(N, [raw, binary])),
    ?P(file:open(N, [exclusive])), ?P(file:open(N, [write, exclusive])), ?P(file:open(N, [write])), ?P(file:open(N, write)),
    ?P(file:open(N, [append, raw])), ?P(file:open(N, [read, write, {delayed_write, 100, 100}, {read_ahead, 100}])),
    ?P(file:open(N, [delayed_write, read_ahead, raw, read, sync])).

writing(N) ->
    {ok, W} = file:open(N, [write]),
    ?P(file:write(W, "line 1\nline 2\n")), ?P(file:write(W, [16#20ac])), ?P(file:write(W, foo)), ?P(io:format(W, "~w ~ts~n", [a, [229]])),
    ?P(file:position(W, cur)), ?P(file:position(W, bof)), ?P(file:position(W, {eof, 3})), ?P(file:position(W, {bof, -1})), ?P(file:position(W, foo)),
    ?P(file:position(W, {cur, -4})), ?P(file:position(W, {foo, 3})), ?P(file:position(W, -1)),
    ?P(file:sync(W)), ?P(file:datasync(W)), ?P(file:truncate(W)), ?P(io:getopts(W)), ?P(io:columns(W)), ?P(file:pwrite(W, 0, "LINE")),
    ?P(file:pwrite(W, [{0, "L"}, {5, "x"}])), ?P(file:pwrite(W, {eof, -3}, "EOF")), ?P(file:close(W)), ?P(file:close(W)), ?P(file:write(W, "x")),
    ?P(io:format(W, "x", [])), ?P(io:put_chars(W, "x")), ?P(io:get_line(W, "")), ?P(file:read(W, 1)), ?P(file:position(W, 0)),
    ?P(file:pread(W, 0, 1)), ?P(file:pwrite(W, 0, "x")), ?P(file:truncate(W)), ?P(file:sync(W)), ?P(file:read_file(N)).

reading(N) ->
    file:write_file(N, "line 1\nline 2\r\nand the third\nlast"),
    {ok, R} = file:open(N, [read]),
    ?P(file:read(R, 4)), ?P(file:read_line(R)), ?P(io:get_line(R, "")), ?P(file:position(R, cur)), ?P(file:read(R, 100)), ?P(file:read(R, 1)),
    ?P(file:read_line(R)), ?P(io:get_line(R, "")), ?P(io:get_chars(R, "", 1)), ?P(file:position(R, 2)), ?P(io:get_chars(R, "", 3)),
    ?P(file:position(R, cur)), ?P(file:position(R, {cur, 3})), ?P(file:read_line(R)), ?P(file:pread(R, 0, 4)), ?P(file:pread(R, [{0, 2}, {3, 4}, {1000, 2}])),
    ?P(file:pread(R, 1000, 4)), ?P(file:pread(R, -1, 4)), ?P(file:read(R, -1)), ?P(file:read(R, 0)), ?P(file:read(R, foo)), ?P(io:getopts(R)),
    ?P(file:position(R, 0)), ?P(io:setopts(R, [binary])), ?P(io:get_line(R, "")), ?P(file:read(R, 3)), ?P(io:getopts(R)),
    ?P(io:setopts(R, [{encoding, utf8}])), ?P(io:getopts(R)), ?P(io:setopts(R, [foo])), ?P(io:setopts(R, [list])), ?P(io:request(R, foo)),
    ?P(io:request(R, {get_geometry, columns})), ?P(io:request(R, {requests, [{get_line, unicode, ""}, {get_line, unicode, ""}]})),
    ?P(io:rows(R)), ?P(file:close(R)),
    {ok, B} = file:open(N, [read, binary]),
    ?P(file:read(B, 4)), ?P(file:read_line(B)), ?P(file:read_line(B)), ?P(io:get_line(B, "")), ?P(file:pread(B, 0, 4)), ?P(file:pread(B, [{0, 4}, {100, 1}])), ?P(io:getopts(B)), ?P(file:close(B)).

failing(N, Modes) ->
    With = fun(Fun) ->
                   {ok, F} = file:open(N, Modes),
                   First = shown(catch Fun(F)),
                   io:format("~p: ~p, then ~p~n", [Modes, First, shown(catch file:position(F, cur))]),
                   file:close(F)
           end,
    %% OTP 25's device crashes where a line is to be read from a file that is written.
    lists:member(read, Modes) andalso With(fun(F) -> file:read_line(F) end),
    lists:member(raw, Modes) orelse lists:member(write, Modes) orelse With(fun(F) -> io:get_line(F, "") end),
    [With(Fun) || Fun <- [fun(F) -> file:read(F, 3) end, fun(F) -> file:write(F, "abc") end,
                          fun(F) -> file:truncate(F) end, fun(F) -> file:pread(F, 0, 1) end, fun(F) -> file:pwrite(F, 0, "a") end,
                          fun(F) -> file:pread(F, [{0, 1}]) end, fun(F) -> file:pwrite(F, [{0, "a"}]) end, fun(F) -> file:position(F, -1) end]],
    case lists:member(raw, Modes) of
        true -> ok;
        false ->
            [With(Fun) || Fun <- [fun(F) -> io:get_chars(F, "", 2) end, fun(F) -> io:put_chars(F, [16#20ac]) end,
                                  fun(F) -> io:format(F, "~w", [a]) end, fun(F) -> io:format(F, "~ts", [[16#20ac]]) end,
                                  fun(F) -> io:request(F, {get_until, unicode, "", nomod, f, []}) end,
                                  fun(F) -> io:request(F, {put_chars, unicode, nomod, f, []}) end,
                                  fun(F) -> io:read(F, "") end, fun(F) -> io:fread(F, "", "~d") end]]
    end.

encodings(N) ->
    {ok, U} = file:open(N, [write, read, {encoding, utf8}]),
    file:truncate(U),
    ?P(io:format(U, "~ts~n", [[229, 16#20ac]])), ?P(file:write(U, [229])), ?P(file:write(U, <<"\n">>)), ?P(file:position(U, bof)), ?P(io:getopts(U)),
    ?P(io:get_line(U, "")), ?P(file:position(U, cur)), ?P(io:get_chars(U, "", 1)), ?P(file:position(U, cur)), ?P(file:position(U, 0)), ?P(file:read(U, 1)),
    ?P(file:read(U, 1)), ?P(file:read_file(N)), file:close(U),
    file:write_file(N, <<"good\nb", 229, "d\n">>),
    {ok, V} = file:open(N, [read, {encoding, utf8}]), ?P(io:get_line(V, "")), ?P(io:get_line(V, "")), ?P(io:get_line(V, "")),
    [begin
         {ok, W} = file:open(N, [write, {encoding, E}]), io:put_chars(W, [$a, 16#20ac, 16#1F600, $\n, $b]), file:close(W),
         ?P({E, file:read_file(N)}),
         {ok, R} = file:open(N, [read, {encoding, E}]), ?P(io:get_chars(R, "", 2)), ?P(file:position(R, cur)), ?P(io:get_line(R, "")), ?P(io:get_line(R, "")),
         ?P(io:get_line(R, "")), file:close(R)
     end || E <- [unicode, utf8, {utf16, big}, {utf16, little}, {utf32, big}, utf16]].

appending(N) ->
    file:write_file(N, "first\n"),
    {ok, A} = file:open(N, [append]),
    ?P(file:position(A, cur)), ?P(file:write(A, "appended\n")), ?P(file:position(A, 0)), ?P(file:write(A, "again\n")), file:close(A), ?P(file:read_file(N)),
    {ok, B} = file:open(N, [append, read]), ?P(file:read(B, 3)), ?P(file:write(B, "end\n")), ?P(file:read(B, 3)), ?P(file:position(B, cur)), file:close(B),
    {ok, C} = file:open(N, [read, write]), ?P(io:get_line(C, "")), ?P(file:write(C, "APPENDED")), ?P(io:get_line(C, "")), ?P(io:get_line(C, "")), file:close(C),
    ?P(file:read_file(N)).

terms(N) ->
    file:write_file(N, "{foo, \"bar\"}. 12 abc\n3.5 x\n[1,\n2]. bad bad.\n ok."),
    {ok, T} = file:open(N, [read]),
    ?P(io:read(T, "")), ?P(io:fread(T, "", "~d ~a ~f ~s")), ?P(io:read(T, "", 7)), ?P(io:read(T, "")), ?P(io:read(T, "")), ?P(io:read(T, "")),
    ?P(file:position(T, 0)), ?P(io:request(T, {get_until, unicode, "", erl_scan, tokens, [1]})), ?P(file:position(T, cur)), file:close(T).

raw(N) ->
    file:write_file(N, "{foo, \"bar\"}. 12 abc\n3.5 x\n[1,\n2]. bad bad.\n ok."),
    {ok, R} = file:open(N, [read, raw]),
    ?P(file:read(R, 3)), ?P(file:read_line(R)), ?P(file:position(R, cur)), ?P(file:position(R, eof)), ?P(file:read(R, 3)), ?P(file:pread(R, 0, 3)),
    ?P(file:pread(R, [{0, 3}, {1000, 2}])), ?P(file:write(R, "x")), ?P(file:pwrite(R, 0, "x")), ?P(file:pwrite(R, [{0, "x"}])), ?P(file:close(R)), ?P(file:close(R)), ?P(file:read(R, 3)),
    ?P(file:position(R, 3)),
    {ok, B} = file:open(N, [read, write, raw, binary]),
    ?P(file:read(B, 3)), ?P(file:read_line(B)), ?P(file:write(B, ["ab", <<"cd">>])), ?P(file:write(B, foo)), ?P(file:pwrite(B, [{0, "1"}, {2, "2"}])),
    ?P(file:pwrite(B, 4, <<"3">>)), ?P(file:position(B, 10)), ?P(file:truncate(B)), ?P(file:position(B, {bof, -2})), ?P(file:position(B, bof)),
    ?P(file:read(B, 100)), ?P(file:read(B, 1)), ?P(file:sync(B)), ?P(file:datasync(B)), ?P(file:advise(B, 0, 0, normal)), ?P(file:allocate(B, 0, 100)), file:close(B).

copying(N) ->
    file:write_file(N, "0123456789"),
    ?P(file:copy(N, N ++ "2")), ?P(file:copy(N, N ++ "3", 4)), ?P(file:read_file(N ++ "3")), ?P(file:copy("/no/such", N)), ?P(file:copy(N, "/no/such/x")),
    {ok, C1} = file:open(N, [read, binary]), {ok, C2} = file:open(N ++ "2", [write]),
    ?P(file:copy(C1, C2, 3)), ?P(file:copy(C1, {N ++ "3", [append]})), ?P(file:copy({N, [raw]}, C2)), file:close(C1), file:close(C2),
    ?P(file:read_file(N ++ "2")), ?P(file:read_file(N ++ "3")), ?P(file:copy(N, N ++ "2", 0)), ?P(file:read_file(N ++ "2")),
    ?P(file:read(foo, 1)), ?P(file:read(1, 1)), ?P(file:close(foo)), ?P(file:write({a}, "x")), ?P(file:position("abc", 1)), ?P(io:get_line(nosuch, "")),
    ?P(io:put_chars(nosuch, "x")), ?P(file:write(nosuch, "x")).

owners(N) ->
    Self = self(),
    {_, M} = spawn_monitor(fun() -> {ok, F} = file:open(N, [write]), Self ! {file, F} end),
    receive {file, F} -> Watch = monitor(process, F) end,
    receive {'DOWN', M, _, _, _} -> ok end,
    receive {'DOWN', Watch, _, _, _} -> ok end,
    ?P(file:write(F, "x")),
    {ok, K} = file:open(N, [write]), exit(K, kill), ?P(file:write(K, "x")),
    {ok, G} = file:open(N, [write, raw]),
    Pid = spawn(fun() -> Self ! {tried, shown(catch file:write(G, "x"))} end),
    receive {tried, Result} -> ?P({is_pid(Pid), Result}) end, ?P(file:write(G, "x")), ?P(file:close(G)).
