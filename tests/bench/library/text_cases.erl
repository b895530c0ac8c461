%% unicode, base64, proplists and calendar.
-module(text_cases).
-export([cases/0]).

cases() ->
    Wide = lists:append(lists:duplicate(100, "gr\x{fc}\x{df} der Erd\x{e4}pfel,")),
    Binary = unicode:characters_to_binary(Wide),
    Encoded = base64:encode(Binary),
    Props = [{list_to_atom("k" ++ integer_to_list(I)), I} || I <- lists:seq(1, 50)],
    [{"unicode:characters_to_binary/1", 200, fun() -> unicode:characters_to_binary(Wide) end},
     {"unicode:characters_to_list/1", 200, fun() -> unicode:characters_to_list(Binary) end},
     {"unicode:characters_to_nfd_list/1", 20, fun() -> unicode:characters_to_nfd_list(Wide) end},
     {"base64:encode/1", 200, fun() -> base64:encode(Binary) end},
     {"base64:decode/1", 200, fun() -> base64:decode(Encoded) end},
     {"proplists:get_value/2", 3000, fun() -> proplists:get_value(k25, Props) end},
     {"calendar:date_to_gregorian_days/1", 20000, fun() -> calendar:date_to_gregorian_days({2024, 2, 29}) end},
     {"calendar:gregorian_seconds_to_datetime/1", 10000, fun() -> calendar:gregorian_seconds_to_datetime(63800000000) end}].
