%% erlang: crc32, adler32, md5 and their incremental forms.
-module(checksums).
-export([main/0]).

main() ->
    t(fun() -> erlang:crc32("hello world") end),
    t(fun() -> erlang:crc32(<<>>) end),
    t(fun() -> erlang:crc32([<<"a">>, "b", [$c]]) end),
    t(fun() -> erlang:crc32(erlang:crc32("hello "), "world") =:= erlang:crc32("hello world") end),
    t(fun() -> erlang:crc32_combine(erlang:crc32("ab"), erlang:crc32("cd"), 2) =:= erlang:crc32("abcd") end),
    t(fun() -> erlang:adler32("hello world") end),
    t(fun() -> erlang:adler32(erlang:adler32("hello "), "world") =:= erlang:adler32("hello world") end),
    t(fun() -> erlang:adler32_combine(erlang:adler32("ab"), erlang:adler32("cd"), 2) =:= erlang:adler32("abcd") end),
    t(fun() -> erlang:md5("") end),
    t(fun() -> erlang:md5("hello world") end),
    t(fun() -> erlang:md5([<<"hello">>, " ", "world"]) =:= erlang:md5("hello world") end),
    t(fun() ->
              erlang:md5_final(erlang:md5_update(erlang:md5_update(erlang:md5_init(), "hello "), "world")) =:= erlang:md5("hello world")
      end),
    t(fun() -> erlang:crc32(binary:copy(<<"x">>, 100000)) end),
    t(fun() -> erlang:crc32(a) end),
    t(fun() -> erlang:adler32([a]) end),
    t(fun() -> erlang:md5(1) end),
    ok.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
