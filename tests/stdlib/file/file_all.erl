%% file, filelib: reading, writing, listing, links, kinds, wildcards and the errors.
-module(file_all).
-export([main/0]).
-include_lib("kernel/include/file.hrl").

t(Title, Fun) ->
    Result = try Fun() catch Class:Reason -> {Class, Reason} end,
    io:format("~s: ~p~n", [Title, Result]).

main() ->
    Root = "/tmp/beamlet_file_all_" ++ os:getpid(),
    In = fun(Name) -> filename:join(Root, Name) end,
    t("ensure_dir", fun() -> filelib:ensure_dir(In("x/y/z.txt")) end),
    t("make_dir", fun() -> {file:make_dir(In("d")), file:make_dir(In("d")), file:make_dir(In("no/d"))} end),
    t("write, read", fun() -> {file:write_file(In("a.txt"), ["one", <<" two">>, 10]), file:read_file(In("a.txt"))} end),
    t("append", fun() -> {file:write_file(In("a.txt"), "three", [append]), file:read_file(In("a.txt"))} end),
    t("exclusive", fun() -> {file:write_file(In("a.txt"), "x", [exclusive]), file:write_file(In("b.txt"), "x", [exclusive])} end),
    t("names", fun() -> [file:read_file(N) || N <- [list_to_binary(In("b.txt")), [Root, "/", 'b.txt']]] end),
    t("errors", fun() -> [file:read_file(N) || N <- [In("none"), In("d"), [Root, 0], 17, {a}]] end),
    t("bad data", fun() -> file:write_file(In("c.txt"), [a]) end),
    t("unicode", fun() -> {file:write_file(In([228, 8364]), ""), lists:sort(element(2, file:list_dir(Root)))} end),
    t("copy, rename", fun() -> {file:copy(In("a.txt"), In("c.txt")), file:rename(In("c.txt"), In("d/c.md")), file:read_file(In("d/c.md"))} end),
    t("info", fun() -> info(file:read_file_info(In("a.txt"))) end),
    t("info of a folder", fun() -> info(file:read_file_info(Root)) end),
    t("links", fun() -> [file:make_symlink("a.txt", In("s")), file:read_link(In("s")), info(file:read_link_info(In("s"))),
                         info(file:read_file_info(In("s"))), file:make_link(In("a.txt"), In("h")), file:read_file(In("h"))] end),
    t("mode", fun() -> {file:change_mode(In("a.txt"), 8#640),
                        (element(2, file:read_file_info(In("a.txt"))))#file_info.mode band 8#777} end),
    t("filelib", fun() -> [filelib:is_file(Root), filelib:is_dir(Root), filelib:is_regular(Root), filelib:is_regular(In("a.txt")),
                           filelib:is_dir(In("none")), filelib:file_size(In("a.txt")), filelib:file_size(In("none")), filelib:last_modified(In("none"))] end),
    t("wildcard", fun() -> [filelib:wildcard(W, Root) || W <- ["*", "*.txt", "?.txt", "[bc].txt", "[a-b]*", "{a,b}.txt", "d/*", "*/*", "**", "**/*.md", "x/y", "none*", "d/c.{md,txt}"]] end),
    t("delete", fun() -> [file:delete(In("b.txt")), file:delete(In("b.txt")), file:delete(In("d"))] end),
    t("del_dir", fun() -> [file:del_dir(In("d")), file:del_dir(In("none"))] end),
    t("cwd", fun() -> {file:set_cwd(Root), file:get_cwd() =:= {ok, Root}, file:read_file("a.txt")} end),
    t("del_dir_r", fun() -> {file:set_cwd("/"), file:del_dir_r(Root), filelib:is_file(Root)} end),
    t("format_error", fun() -> [lists:flatten(file:format_error(E)) || E <- [enoent, eacces, eexist, badarg, enotdir, eisdir, eperm, enotempty]] end).

info({ok, #file_info{type = directory}}) -> directory;
info({ok, #file_info{size = Size, type = Type, access = Access, mtime = {{Y, _, _}, _}}}) -> {Size, Type, Access, Y > 2000};
info(Error) -> Error.
