%% Tables to files and back: what is said of the file, what comes back, and the errors. (The bytes are each machine's own.)
-module(ets_files).
-export([main/0]).

main() ->
    T = ets:new(plain, [bag, public, {keypos, 2}]),
    ets:insert(T, [{N rem 7, {key, N rem 700}, <<N:32>>, [N, "text", #{n => N / 2}]} || N <- lists:seq(1, 3000)]),
    F = file("bag"),
    p(ets:tab2file(T, F)),
    {ok, Info} = ets:tabfile_info(F),
    p(Info),
    {ok, T1} = ets:file2tab(F),
    p({ets:info(T1, name), ets:info(T1, type), ets:info(T1, protection), ets:info(T1, keypos), ets:info(T1, size)}),
    p(lists:sort(ets:tab2list(T)) =:= lists:sort(ets:tab2list(T1))),
    p(lists:sort(ets:lookup(T, {key, 5})) =:= lists:sort(ets:lookup(T1, {key, 5}))),
    %% A named table is there again when it was deleted.
    ets:new(named, [named_table, ordered_set, private]),
    [ets:insert(named, {N, N * N}) || N <- lists:seq(1, 10)],
    G = file("named"),
    p(ets:tab2file(named, G, [{extended_info, [md5sum, object_count]}, {sync, true}])),
    p(ets:tabfile_info(G)),
    p(ets:file2tab(G)),
    ets:delete(named),
    p(ets:file2tab(G, [{verify, true}])),
    p(ets:tab2list(named)),
    %% An empty one.
    E = file("empty"),
    p(ets:tab2file(ets:new(empty, []), E)),
    {ok, T2} = ets:file2tab(E, [{verify, true}]),
    p(ets:tab2list(T2)),
    %% What is wrong
    p(ets:tab2file(no_such_table, F)),
    p(ets:tab2file(named, F, [nothing])),
    p(ets:tab2file(named, "/no/such/folder/f.tab")),
    p(ets:file2tab("/no/such/file.tab")),
    p(ets:tabfile_info("/no/such/file.tab")),
    p(ets:file2tab(F, [{verify, true}, nothing])),
    ok = file:write_file(F, "something else"),
    p(no_file(F, ets:file2tab(F))),
    p(no_file(F, ets:tabfile_info(F))),
    %% Cut in the middle
    ets:delete(named),
    {ok, Bytes} = file:read_file(G),
    ok = file:write_file(F, binary:part(Bytes, 0, byte_size(Bytes) div 2)),
    p(ets:file2tab(F, [{verify, true}])),
    [ok = file:delete(X) || X <- [E, F, G]].

no_file(F, {error, {read_error, {not_a_log_file, F}}}) -> not_a_log_file.

file(Name) -> "/tmp/ets_files_" ++ os:getpid() ++ "_" ++ Name ++ ".tab".

p(X) -> io:format("~0p~n", [X]).
