%% binary: searching, splitting and converting binaries of 10,000 bytes.
-module(binary_cases).
-export([cases/0]).

cases() ->
    Text = binary:copy(<<"key=value;name=beamlet\n">>, 450),
    Short = <<"key=value">>,
    Compiled = binary:compile_pattern([<<";">>, <<"\n">>]),
    [{"split/3", 50, fun() -> binary:split(Text, <<"\n">>, [global]) end},
     {"split/2 short", 20000, fun() -> binary:split(Short, <<"=">>) end},
     {"split/3 compiled", 50, fun() -> binary:split(Text, Compiled, [global]) end},
     {"match/2", 500, fun() -> binary:match(Text, <<"absent">>) end},
     {"match/2 short", 20000, fun() -> binary:match(Short, <<"=">>) end},
     {"matches/2", 50, fun() -> binary:matches(Text, <<"name">>) end},
     {"replace/4", 50, fun() -> binary:replace(Text, <<"name">>, <<"title">>, [global]) end},
     {"copy/2", 1000, fun() -> binary:copy(Short, 100) end},
     {"part/3", 50000, fun() -> binary:part(Text, 100, 200) end},
     {"bin_to_list/1", 100, fun() -> binary:bin_to_list(Text) end},
     {"list_to_bin/1", 1000, fun() -> binary:list_to_bin([Short, $\n, Short]) end},
     {"encode_unsigned/1", 10000, fun() -> binary:encode_unsigned(1 bsl 100) end},
     {"longest_common_prefix/1", 500, fun() -> binary:longest_common_prefix([Text, Text]) end}].
