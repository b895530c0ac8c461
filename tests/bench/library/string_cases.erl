%% string: lists and binaries of 2,000 characters, plain ASCII and with wider ones.
-module(string_cases).
-export([cases/0]).

cases() ->
    List = lists:append(lists:duplicate(100, "the quick brown, fox")),
    Binary = list_to_binary(List),
    Wide = lists:append(lists:duplicate(100, "gr\x{fc}\x{df} der Erd\x{e4}pfel,")),
    WideBinary = unicode:characters_to_binary(Wide),
    Short = "  some words  ",
    lists:append([both(Name, N, F, List, Binary)
                  || {Name, N, F} <- [{"split/3", 50, fun(S) -> string:split(S, ",", all) end},
                                      {"split/2", 3000, fun(S) -> string:split(S, ",") end},
                                      {"find/2", 100, fun(S) -> string:find(S, "fix") end},
                                      {"length/1", 200, fun string:length/1},
                                      {"slice/3", 200, fun(S) -> string:slice(S, 900, 100) end},
                                      {"uppercase/1", 100, fun string:uppercase/1},
                                      {"lexemes/2", 50, fun(S) -> string:lexemes(S, ", ") end},
                                      {"replace/4", 50, fun(S) -> string:replace(S, "fox", "cat", all) end},
                                      {"reverse/1", 100, fun string:reverse/1},
                                      {"equal/2", 1000, fun(S) -> string:equal(S, List) end},
                                      {"to_graphemes/1", 100, fun string:to_graphemes/1},
                                      {"casefold/1", 100, fun string:casefold/1}]])
        ++ both("trim/1", 20000, fun string:trim/1, Short, list_to_binary(Short))
        ++ both("pad/2", 10000, fun(S) -> string:pad(S, 20) end, Short, list_to_binary(Short))
        ++ both("prefix/2", 20000, fun(S) -> string:prefix(S, "the") end, List, Binary)
        ++ both("to_integer/1", 20000, fun string:to_integer/1, "1234 rest", <<"1234 rest">>)
        ++ both("length/1 wide", 50, fun string:length/1, Wide, WideBinary)
        ++ both("uppercase/1 wide", 50, fun string:uppercase/1, Wide, WideBinary).

both(Name, N, F, List, Binary) -> [{Name ++ " list", N, fun() -> F(List) end}, {Name ++ " binary", N, fun() -> F(Binary) end}].
