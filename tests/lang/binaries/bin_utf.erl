%% utf8, utf16 and utf32 segments in construction and matching.
-module(bin_utf).
-export([main/0]).

main() ->
    t(fun() -> <<"aåπ日"/utf8>> end),
    t(fun() -> <<"aåπ日"/utf16>> end),
    t(fun() -> <<"aåπ日"/utf32>> end),
    t(fun() -> <<"aπ"/utf16-little>> end),
    t(fun() -> <<"aπ"/utf32-little>> end),
    t(fun() -> <<(id($a))/utf8, (id(960))/utf8, (id(16#1F600))/utf8>> end),
    t(fun() -> <<(id($a))/utf16, (id(960))/utf16, (id(16#1F600))/utf16>> end),
    t(fun() -> <<(id(16#1F600))/utf16-little>> end),
    t(fun() -> <<(id(16#1F600))/utf32, (id(16#10FFFF))/utf32-little>> end),
    t(fun() -> <<(id(16#D800))/utf8>> end),
    t(fun() -> <<(id(16#DFFF))/utf16>> end),
    t(fun() -> <<(id(16#110000))/utf8>> end),
    t(fun() -> <<(id(16#110000))/utf32>> end),
    t(fun() -> <<(id(-1))/utf8>> end),
    t(fun() -> <<(id(a))/utf8>> end),
    t(fun() ->
              <<(id(127))/utf8, (id(128))/utf8, (id(2047))/utf8, (id(2048))/utf8, (id(65535))/utf8, (id(65536))/utf8>>
      end),
    t(fun() -> begin <<X/utf8, Y/utf8, R/binary>> = id(<<"åπab">>), {X, Y, R} end end),
    t(fun() -> begin <<X/utf8, Y/utf8, R/binary>> = id(<<"åπab"/utf8>>), {X, Y, R} end end),
    t(fun() -> begin <<X/utf16, R/binary>> = id(<<16#D8, 16#3D, 16#DE, 16#00, 1>>), {X, R} end end),
    t(fun() -> begin <<X/utf16-little, R/binary>> = id(<<16#3D, 16#D8, 16#00, 16#DE, 1>>), {X, R} end end),
    t(fun() -> begin <<X/utf32, R/binary>> = id(<<0, 1, 16#F6, 0, 1>>), {X, R} end end),
    t(fun() -> begin <<X/utf8>> = id(<<16#C0, 16#80>>), X end end),
    t(fun() -> begin <<X/utf8>> = id(<<16#ED, 16#A0, 16#80>>), X end end),
    t(fun() -> begin <<X/utf8>> = id(<<16#F4, 16#90, 16#80, 16#80>>), X end end),
    t(fun() -> begin <<X/utf8>> = id(<<16#E2, 16#82>>), X end end),
    t(fun() -> begin <<X/utf16>> = id(<<16#D8, 16#00>>), X end end),
    t(fun() -> begin <<X/utf16>> = id(<<16#DC, 16#00, 0, 0>>), X end end),
    t(fun() -> begin <<X/utf32>> = id(<<0, 16#11, 0, 0>>), X end end),
    t(fun() -> begin <<$å/utf8, R/binary>> = id(<<"åb"/utf8>>), R end end),
    t(fun() -> begin <<"åπ"/utf8, R/binary>> = id(<<"åπ!"/utf8>>), R end end),
    t(fun() -> begin <<_/utf8, R/binary>> = id(<<"π!"/utf8>>), R end end),
    t(fun() -> begin <<_:4, X/utf8, _:4>> = id(<<1:4, "π"/utf8, 1:4>>), X end end),
    t(fun() -> [C || <<C/utf8>> <= <<"aåπ日"/utf8>>] end),
    t(fun() -> [C || <<C/utf16>> <= <<"aåπ日"/utf16>>] end),
    t(fun() -> << <<C/utf16>> || <<C/utf8>> <= <<"aπ"/utf8>> >> end),
    t(fun() -> count(<<"naïve café"/utf8>>, 0) end),
    ok.

count(<<_/utf8, R/binary>>, N) -> count(R, N + 1);
count(<<>>, N) -> N.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
