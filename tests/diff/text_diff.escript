#!/usr/bin/env escript
%% -*- erlang -*-
%%! +fnu
%%
%% Compares the text modules of the library with the modules of the same names in an installed Erlang/OTP.
%%
%%   escript text_diff.escript [Suite | all] [Seed] [Count]
%%   escript text_diff.escript compile Folder
%%
%% The .bl modules are loaded into Erlang under prefixed names (bl_io_lib, ...), with their -doc attributes taken away and
%% calls between them renamed. Functions that are native in Beamlet (their body is `erlang:nif_error(undef)`) call the module
%% of Erlang with the same name. Then random inputs go to both; any difference is printed with the input,
%% and a rerun with the printed seed repeats it.
-mode(compile).

-define(SUITES, [io_lib, fread, string, unicode, proplists, base64, calendar, erl_error]).
-define(MODULES, [io, io_lib, io_lib_format, io_lib_fread, io_lib_pretty, string, unicode, unicode_util,
                  proplists, base64, calendar, timer, math, exception_format, erl_error]).

main(["compile", Folder]) ->
    %% Leaves the renamed modules there, to be tried by hand.
    put(folder, Folder),
    load_modules(),
    load_prim_unicode();
main(Args) ->
    io:setopts([{encoding, unicode}]),
    {Suites, Seed, Count} =
        case Args of
            [] -> {?SUITES, os:system_time(), 20000};
            ["all"] -> {?SUITES, os:system_time(), 20000};
            ["all", S] -> {?SUITES, list_to_integer(S), 20000};
            ["all", S, C] -> {?SUITES, list_to_integer(S), list_to_integer(C)};
            [N] -> {[list_to_atom(N)], os:system_time(), 20000};
            [N, S] -> {[list_to_atom(N)], list_to_integer(S), 20000};
            [N, S, C] -> {[list_to_atom(N)], list_to_integer(S), list_to_integer(C)}
        end,
    load_modules(),
    load_prim_unicode(),
    io:format("seed ~w, ~w cases a suite~n", [Seed, Count]),
    put(failures, 0),
    [begin
         rand:seed(exsss, Seed),
         Before = get(failures),
         repeat(Count, fun() -> suite(Suite) end),
         io:format("~p: ~w differences~n", [Suite, get(failures) - Before])
     end || Suite <- Suites],
    halt(case get(failures) of 0 -> 0; _ -> 1 end).

repeat(0, _) -> ok;
repeat(N, F) ->
    case get(failures) of
        Many when Many >= 25 -> ok;
        _ -> F(), repeat(N - 1, F)
    end.

%% Calls Module:Function on both sides.
compare(Module, Function, Args) -> compare(Module, Function, Args, fun(X) -> X end).

compare(Module, Function, Args, Normal) ->
    Theirs = call(Module, Function, Args, Normal),
    Ours = call(prefixed(Module), Function, Args, Normal),
    case Theirs =:= Ours of
        true -> ok;
        false ->
            put(failures, get(failures) + 1),
            report(Module, Function, shrink(Module, Function, Args, Normal, 2000), Normal)
    end.

report(Module, Function, Args, Normal) ->
    Theirs = call(Module, Function, Args, Normal),
    Ours = call(prefixed(Module), Function, Args, Normal),
    io:format("DIFFERENT: ~w:~w(~ts)~n  Erlang: ~ts~n  ours:   ~ts~n",
                      [Module, Function, lists:join(", ", [show(A) || A <- Args]), show(Theirs), show(Ours)]).

%% Smaller arguments that still make a difference.
shrink(Module, Function, Args, _, _) when Module =/= io_lib; Function =:= build_text -> Args;
shrink(Module, Function, Args, Normal, Tries) ->
    case differing(smaller(Args), Module, Function, length(Args), Normal, Tries) of
        {Smaller, Left} -> shrink(Module, Function, Smaller, Normal, Left);
        none -> Args
    end.

differing(_, _, _, _, _, 0) -> none;
differing([], _, _, _, _, _) -> none;
differing([Args | More], Module, Function, Arity, Normal, Tries) ->
    case length(Args) =:= Arity
        andalso call(Module, Function, Args, Normal) =/= call(prefixed(Module), Function, Args, Normal) of
        true -> {Args, Tries - 1};
        false -> differing(More, Module, Function, Arity, Normal, Tries - 1)
    end.

smaller([H | T]) -> [T || true] ++ [[H1 | T] || H1 <- smaller(H)] ++ [[H | T1] || T1 <- smaller(T)];
smaller(T) when is_tuple(T), T =/= {} -> [x | [list_to_tuple(L) || L <- smaller(tuple_to_list(T))]];
smaller(M) when is_map(M), map_size(M) > 0 ->
    [x | [maps:remove(K, M) || K <- maps:keys(M)]]
        ++ [M#{K => V1} || {K, V} <- maps:to_list(M), V1 <- smaller(V)]
        ++ [maps:put(K1, V, maps:remove(K, M)) || {K, V} <- maps:to_list(M), K1 <- smaller(K)];
smaller(B) when is_binary(B), B =/= <<>> -> [x, binary:part(B, 0, byte_size(B) - 1)];
smaller(I) when is_integer(I), I > 300 -> [I div 2];
smaller(_) -> [].

call(Module, Function, Args, Normal) ->
    try apply(Module, Function, Args) of
        Value -> {ok, Normal(Value)}
    catch
        error:{badmatch, _} -> badmatch;
        Class:Reason -> {Class, Reason}
    end.

show({ok, Text}) -> show(Text);
show(Term) ->
    case io_lib:printable_unicode_list(Term) of
        true -> io_lib:format("~n~ts$", [Term]);
        false -> io_lib:format("~tw", [Term])
    end.

%% ---------------------------------------------------------------------------------------------
%% Loading

load_modules() ->
    Folder = filename:join([filename:dirname(filename:absname(escript:script_name())), "..", "..", "stdlib"]),
    [load(filename:join(Folder, atom_to_list(M) ++ ".bl"), ?MODULES) || M <- ?MODULES].

load(File, Names) ->
    {ok, Source} = file:read_file(File),
    Copy = filename:join("/tmp", "bl_" ++ os:getpid() ++ "_" ++ filename:basename(File, ".bl") ++ ".erl"),
    ok = file:write_file(Copy, strip_docs(Source)),
    {ok, Forms} = epp:parse_file(Copy, [{includes, [filename:dirname(File)]}, {default_encoding, utf8}]),
    file:delete(Copy),
    [{_, _, module, Module}] = [F || {attribute, _, module, _} = F <- Forms],
    case compile:forms(rename(Forms, Module, Names), [binary, return_errors, nowarn_unused_function]) of
        {ok, New, Binary} ->
            keep(New, Binary),
            {module, New} = code:load_binary(New, filename:basename(File), Binary);
        {error, Errors, _} ->
            io:format("~ts: ~p~n", [File, Errors]),
            halt(2)
    end.

keep(Module, Binary) ->
    case get(folder) of
        undefined -> ok;
        Folder -> ok = file:write_file(filename:join(Folder, atom_to_list(Module) ++ ".beam"), Binary)
    end.

%% Doc attributes become blank lines: Erlang/OTP 25 has neither them nor triple-quoted strings.
strip_docs(Source) ->
    iolist_to_binary(strip_lines(binary:split(Source, <<"\n">>, [global]))).

strip_lines([<<"-moduledoc", _/binary>> = L | Ls]) -> strip_doc(L, Ls);
strip_lines([<<"-doc", _/binary>> = L | Ls]) -> strip_doc(L, Ls);
strip_lines([L | Ls]) -> [L, $\n | strip_lines(Ls)];
strip_lines([]) -> [].

strip_doc(Line, Lines) ->
    case binary:match(Line, <<"\"\"\"">>) of
        nomatch -> [$\n | strip_lines(Lines)];
        _ -> [$\n | strip_rest(Lines)]
    end.

strip_rest([<<"\"\"\".">> | Ls]) -> [$\n | strip_lines(Ls)];
strip_rest([_ | Ls]) -> [$\n | strip_rest(Ls)].

prefixed(Module) -> list_to_atom("bl_" ++ atom_to_list(Module)).

rename(Forms, Module, Names) ->
    [rename_form(F, Module, Names) || F <- Forms].

rename_form({attribute, A, module, M}, _, _) -> {attribute, A, module, prefixed(M)};
rename_form({attribute, _, _, _} = F, _, _) -> F;
rename_form({function, A, Name, Arity,
             [{clause, C, _, _, [{call, _, {remote, _, {atom, _, erlang}, {atom, _, nif_error}}, _}]}]}, Module, _) ->
    Vars = [{var, A, list_to_atom("A" ++ integer_to_list(I))} || I <- lists:seq(1, Arity)],
    {function, A, Name, Arity,
     [{clause, C, Vars, [], [{call, A, {remote, A, {atom, A, Module}, {atom, A, Name}}, Vars}]}]};
rename_form(Form, _, Names) -> rename_calls(Form, Names).

rename_calls({remote, A, {atom, B, M}, F}, Names) ->
    case lists:member(M, Names) of
        true -> {remote, A, {atom, B, prefixed(M)}, F};
        false -> {remote, A, {atom, B, M}, F}
    end;
rename_calls({'fun', A, {function, {atom, B, M}, F, N}}, Names) ->
    case lists:member(M, Names) of
        true -> {'fun', A, {function, {atom, B, prefixed(M)}, F, N}};
        false -> {'fun', A, {function, {atom, B, M}, F, N}}
    end;
rename_calls(T, Names) when is_tuple(T) -> list_to_tuple(rename_calls(tuple_to_list(T), Names));
rename_calls([H | T], Names) -> [rename_calls(H, Names) | rename_calls(T, Names)];
rename_calls(X, _) -> X.

%% ---------------------------------------------------------------------------------------------
%% Random terms

any(List) -> lists:nth(rand:uniform(length(List)), List).
upto(N) -> rand:uniform(N + 1) - 1.
list_of(N, F) -> [F() || _ <- lists:seq(1, N)].

term(Size) when Size =< 0 -> simple();
term(Size) ->
    case rand:uniform(12) of
        N when N =< 3 -> simple();
        N when N =< 6 -> list_of(upto(8), fun() -> term(Size - 1 - upto(2)) end);
        7 -> list_of(1 + upto(4), fun() -> term(Size - 2) end) ++ term(Size - 3);
        N when N =< 9 -> list_to_tuple([atom() | list_of(upto(6), fun() -> term(Size - 1 - upto(2)) end)]);
        10 -> list_to_tuple(list_of(upto(6), fun() -> term(Size - 1 - upto(2)) end));
        _ -> maps:from_list(list_of(upto(7), fun() -> {term(Size - 2 - upto(2)), term(Size - 1 - upto(2))} end))
    end.

simple() ->
    case rand:uniform(12) of
        1 -> string(upto(60));
        2 -> string(upto(10));
        3 -> list_to_binary(list_of(upto(30), fun() -> upto(255) end));
        4 -> iolist_to_binary(latin1_string(upto(50)));
        5 -> unicode:characters_to_binary(string(upto(20)));
        6 -> B = upto(15), <<(upto(1 bsl B)):B>>;
        7 -> float();
        8 -> upto(1 bsl (upto(80))) - any([0, 1000, 1 bsl 65]);
        9 -> upto(20);
        _ -> atom()
    end.

atom() ->
    any([a, b, ok, error, value, list_to_atom(list_of(1 + upto(25), fun() -> $a + upto(25) end)), list_to_atom(string(upto(8))),
         'after', 'fun', undefined, true, gen_server, 'Elixir.Foo', foo@bar, aB1_, 'ÿa', éa, 'é a', 'Жa', 'aЖ']).

float() ->
    any([0.0, -0.0, 1.0, 0.1, 0.5, 1.5, 2.5, 100.0, 1.0e22, 1.0e23, 123456.789, 1.0e-5, 5.0e-324,
         rand:uniform(), -rand:uniform() * 1000, rand:uniform() * 1.0e10, math:pow(10, upto(600) - 300) * rand:uniform(),
         upto(1000) / 8, upto(100000) / 1000, 9.9999999, 0.99999, 999.9999]).

string(N) ->
    case rand:uniform(8) of
        1 -> list_of(N, fun() -> upto(16#24f) end);
        2 -> list_of(N, fun() -> upto(16#ff) end);
        3 -> list_of(N, fun() -> any("ab \n\r\t\e\b\f\v\d\\\"'\0äЖ€") end);
        4 -> list_of(N, fun() -> any(" !a~ÿ ") end);
        _ -> list_of(N, fun() -> any("abcdefghijklmnopqrstuvwxyz     ABC{},") end)
    end.

latin1_string(N) -> [C || C <- string(N), C =< 255].

%% ---------------------------------------------------------------------------------------------
%% io_lib

suite(io_lib) ->
    case rand:uniform(10) of
        N when N =< 3 ->
            compare(io_lib, format, [directive("pP"), [term(upto(6))] ++ depth()], fun lists:flatten/1);
        4 ->
            T = term(upto(5)),
            Width = 1 + upto(100),
            compare(io_lib, format, ["~" ++ integer_to_list(Width) ++ any(["p", "tp", "lp"]), [T]], fun lists:flatten/1);
        5 ->
            T = term(upto(7)),
            compare(io_lib, format, [any(["~p", "~tp", "abc ~p", "~n\t~p", "abc ~p def"]), [T]], fun lists:flatten/1);
        6 ->
            {Fs, Args} = lists:unzip(list_of(1 + upto(4), fun anything/0)),
            compare(io_lib, format, [lists:append(lists:join(any(["", " ", "\n"]), Fs)), lists:append(Args)], fun lists:flatten/1);
        7 ->
            T = term(upto(5)),
            compare(io_lib, any([write, print]), [T], fun lists:flatten/1),
            compare(io_lib, write, [T, upto(12) - 1], fun lists:flatten/1),
            compare(io_lib, write, [T, [{depth, upto(12) - 1}, {encoding, any([latin1, utf8, unicode])}]], fun lists:flatten/1),
            compare(io_lib, print, [T, 1 + upto(30), 10 + upto(90), upto(20) - 1], fun lists:flatten/1);
        8 ->
            S = any([string(upto(12)), [string(3), string(2)], term(2)]),
            [compare(io_lib, F, [S]) || F <- [char_list, latin1_char_list, deep_char_list, deep_latin1_char_list,
                                              printable_list, printable_latin1_list, printable_unicode_list]],
            A = atom(),
            [compare(io_lib, F, [A], fun lists:flatten/1) || F <- [write_atom, write_atom_as_latin1]],
            C = upto(any([255, 127, 16#10ffff])),
            [compare(io_lib, F, [C], fun lists:flatten/1) || F <- [write_char, write_char_as_latin1]],
            Str = string(upto(12)),
            [compare(io_lib, F, [Str], fun lists:flatten/1) || F <- [write_string, write_string_as_latin1]];
        9 ->
            {F, A} = anything(),
            try io_lib:scan_format(F, A) of
                Scanned ->
                    compare(io_lib, scan_format, [F, A]),
                    compare(io_lib, unscan_format, [Scanned]),
                    compare(io_lib, build_text, [Scanned], fun lists:flatten/1)
            catch error:_ -> compare(io_lib, scan_format, [F, A])
            end;
        10 ->
            %% any format at all
            F = list_of(1 + upto(6), fun() -> any("~~~~.0123-ctlwpsWPfgebBxX#+in~aé") end),
            A = list_of(upto(4), fun simple/0),
            compare(io_lib, format, [F, A], fun lists:flatten/1)
    end;

suite(fread) ->
    F = lists:append(list_of(1 + upto(3), fun() -> any(["~d", "~u", "~s", "~ts", "~a", "~c", "~f", "~#", "~-", "~l", "~~", "~3d", "~2s", "~3c", "~16u", "~*d", "~*s", "~4f", "~5#", " ", ",", "x", "~q"]) end)),
    I = lists:append(list_of(upto(5), fun() -> any(["12", "-7", "+3", " ", "  ", ",", "x", "abc", "1.5", "2.5e3", "16#ff", "2#101", "2#3", "~", "\t", "Ж", "a b", "9.e", "7"]) end)),
    compare(io_lib, fread, [F, I]),
    %% the same in parts
    L = I ++ any(["\n", "\nrest", " \n", ""]) ++ any(["", "4\n", "a,b 2.5\n\n"]),
    {A, B} = lists:split(upto(length(L)), L),
    Read = fun(M) ->
                   case M:fread([], A, F) of
                       {more, C} ->
                           case M:fread(C, B, F) of
                               {more, C1} -> M:fread(C1, eof, F);
                               Done -> Done
                           end;
                       Done -> Done
                   end
           end,
    case {Read(io_lib), Read(bl_io_lib)} of
        {Same, Same} -> ok;
        {X, Y} ->
            put(failures, get(failures) + 1),
            io:format("DIFFERENT: fread ~p ~p ~p~n ~p~n ~p~n", [F, A, B, X, Y])
    end;

%% ---------------------------------------------------------------------------------------------
%% string, unicode

suite(string) ->
    S = chardata(),
    T = chardata(),
    P = pattern(),
    Seps = any([unicode_util:whitespace(), " ", "a", "ab", " ,", [[$\r, $\n], $\n], [[$e, 769], $b], "\r", "\n", "\n\r", lists:seq($a, $z), lists:seq($0, $9)]),
    N = upto(8),
    Dir = any([leading, trailing]),
    {F, Args} =
        any([{is_empty, [S]}, {length, [S]}, {to_graphemes, [S]}, {equal, [S, T]}, {equal, [S, S]}, {equal, [S, T, true]},
             {equal, [S, any([S, T]), any([true, false]), any([none, nfc, nfd, nfkc, nfkd])]}, {reverse, [S]}, {slice, [S, N]}, {slice, [S, N, upto(8)]},
             {pad, [S, N]}, {pad, [S, N, any([leading, trailing, both])]}, {pad, [S, N, any([leading, trailing, both]), any([$x, [$e, 769]])]},
             {trim, [S]}, {trim, [S, any([leading, trailing, both])]}, {trim, [S, any([leading, trailing, both]), Seps]}, {chomp, [S]},
             {take, [S, Seps]}, {take, [S, Seps, any([true, false])]}, {take, [S, Seps, any([true, false]), Dir]},
             {uppercase, [S]}, {lowercase, [S]}, {titlecase, [S]}, {casefold, [S]}, {to_integer, [number()]}, {to_float, [number()]},
             {prefix, [S, P]}, {lexemes, [S, Seps]}, {nth_lexeme, [S, 1 + upto(3), Seps]}, {split, [S, P]}, {split, [S, P, any([leading, trailing, all])]},
             {replace, [S, P, T, any([leading, trailing, all])]}, {find, [S, P]}, {find, [S, P, Dir]}, {next_codepoint, [S]}, {next_grapheme, [S]}]),
    Plain = lists:all(fun is_plain/1, [S, T, P]),
    %% Of strings made of lists and binaries both, Erlang's own functions do not
    %% take all, or find other separators.
    Plain orelse lists:member(F, [lexemes, nth_lexeme, take, chomp]) orelse call(string, F, Args, fun(R) -> R end) =:= {error, {case_clause, []}} orelse
        compare(string, F, Args, fun(R) -> flatten(F, R) end),
    Plain andalso compare(string, F, Args, fun(R) when F =:= slice; F =:= to_integer; F =:= to_float -> flatten(F, R); (R) -> R end),
    L = latin1_string(upto(12)),
    L2 = latin1_string(upto(3)),
    C = any(" abc,"),
    D = any([left, right, both]),
    {F2, Args2} =
        any([{len, [L]}, {concat, [L, L2]}, {chr, [L, C]}, {rchr, [L, C]}, {str, [L, L2]}, {rstr, [L, L2]}, {span, [L, L2]}, {cspan, [L, L2]},
             {substr, [L, N]}, {substr, [L, N, upto(5)]}, {tokens, [L, any([" ", "ab ", "", L2])]}, {chars, [C, N]}, {chars, [C, N, L]}, {copies, [L, N]},
             {words, [L]}, {words, [L, C]}, {sub_word, [L, N]}, {sub_word, [L, N, C]}, {strip, [L]}, {strip, [L, D]}, {strip, [L, D, C]},
             {left, [L, N]}, {left, [L, N, C]}, {right, [L, N]}, {right, [L, N, C]}, {centre, [L, N]}, {centre, [L, N, C]},
             {sub_string, [L, N]}, {sub_string, [L, N, upto(9)]}, {to_lower, [L]}, {to_upper, [L]}, {to_lower, [C]}, {join, [list_of(upto(4), fun() -> latin1_string(2) end), L2]}]),
    compare(string, F2, Args2);
suite(unicode) ->
    S = chardata(),
    compare(unicode_util, any([cp, gc]), [S], fun flatten_rest/1),
    compare(unicode_util, any([uppercase, lowercase, titlecase, casefold, nfc, nfd, nfkc, nfkd]), [S], fun flatten_rest/1),
    compare(unicode, any([characters_to_nfc_list, characters_to_nfc_binary, characters_to_nfd_list, characters_to_nfd_binary,
                          characters_to_nfkc_list, characters_to_nfkc_binary, characters_to_nfkd_list, characters_to_nfkd_binary]), [S]),
    compare(unicode, bom_to_encoding, [any([<<16#EF, 16#BB, 16#BF, 1>>, <<0, 0, 16#FE, 16#FF>>, <<16#FF, 16#FE, 0, 0>>, <<16#FE, 16#FF>>, <<16#FF, 16#FE>>, <<>>, <<1, 2, 3>>])]),
    compare(unicode, encoding_to_bom, [any([latin1, unicode, utf8, utf16, utf32, {utf16, big}, {utf16, little}, {utf32, big}, {utf32, little}])]);

%% ---------------------------------------------------------------------------------------------
%% proplists, base64, calendar

suite(proplists) ->
    L = properties(upto(8)),
    K = property_key(),
    {F, Args} =
        any([{lookup, [K, L]}, {lookup_all, [K, L]}, {is_defined, [K, L]}, {get_value, [K, L]}, {get_value, [K, L, other]}, {get_all_values, [K, L]},
             {append_values, [K, L]}, {get_bool, [K, L]}, {get_keys, [L]}, {delete, [K, L]}, {substitute_aliases, [key_pairs(), L]},
             {substitute_negations, [key_pairs(), L]}, {expand, [expansions(), L]}, {split, [L, list_of(upto(3), fun property_key/0)]}, {to_map, [L]},
             {normalize, [L, stages()]}, {to_map, [L, stages()]}, {compact, [L]}, {unfold, [L]}, {property, [any([{K, true}, {K, 1}, {1, true}])]},
             {property, [any([K, 1]), any([true, 1])]}, {from_map, [#{a => 1, b => true}]}]),
    compare(proplists, F, Args, fun(R) when F =:= get_keys -> lists:sort([term_to_binary(K1) || K1 <- R]); (R) -> R end);
suite(base64) ->
    B = list_to_binary(list_of(upto(40), fun() -> upto(255) end)),
    compare(base64, any([encode, encode_to_string]), [any([B, binary_to_list(B)])]),
    Text = spoil(base64:encode_to_string(B)),
    %% The errors have got better reasons since Erlang/OTP 25.
    Ok = fun({ok, _} = V) -> V; (_) -> error end,
    [begin
         Arg = any([Text, list_to_binary(Text)]),
         case {Ok(call(base64, F, [Arg], fun(X) -> X end)), Ok(call(bl_base64, F, [Arg], fun(X) -> X end))} of
             {Same, Same} -> ok;
             _ -> compare(base64, F, [Arg])
         end
     end || F <- [decode, decode_to_string, mime_decode, mime_decode_to_string]];
suite(calendar) ->
    Date = {any([upto(3000), upto(5), 2000, 1900]), upto(13), upto(32)},
    Valid = {Y, Mo, D} = calendar:gregorian_days_to_date(upto(1100000)),
    Time = {upto(23), upto(59), upto(59)},
    Seconds = upto(100000000000),
    Errors = fun(F, Args) ->
                     case {call(calendar, F, Args, fun(X) -> X end), call(bl_calendar, F, Args, fun(X) -> X end)} of
                         {Same, Same} -> ok;
                         {{error, _}, {error, _}} -> ok;
                         _ -> compare(calendar, F, Args)
                     end
             end,
    Unit = any([second, millisecond, microsecond, nanosecond]),
    Factor = erlang:convert_time_unit(1, second, Unit),
    System = upto(3000000000 * Factor),
    Text = calendar:system_time_to_rfc3339(System, [{unit, Unit}, {offset, any(["Z", "+01:30", "-11:00"])}]),
    {F, Args} =
        any([{date_to_gregorian_days, [Date]}, {date_to_gregorian_days, [Y, Mo, D]}, {gregorian_days_to_date, [upto(1100000)]}, {gregorian_days_to_date, [upto(1000)]},
             {datetime_to_gregorian_seconds, [{Valid, Time}]}, {gregorian_seconds_to_datetime, [Seconds]}, {is_leap_year, [Y]}, {last_day_of_the_month, [Y, upto(13)]},
             {valid_date, [Date]}, {day_of_the_week, [Valid]}, {day_of_the_week, [Y, Mo, D]}, {iso_week_number, [{max(1, Y), Mo, any([D, D, 1, 28])}]}, {seconds_to_time, [upto(90000)]},
             {seconds_to_daystime, [upto(1000000) - 500000]}, {time_to_seconds, [Time]}, {time_difference, [{Valid, Time}, {{2000, 2, 2}, {2, 2, 2}}]},
             {now_to_datetime, [{upto(2000), upto(999999), 0}]}, {system_time_to_universal_time, [System, Unit]}, {system_time_to_local_time, [System, Unit]},
             {local_time_to_universal_time_dst, [calendar:system_time_to_universal_time(System, Unit)]},
             {system_time_to_rfc3339, [System, [{unit, Unit}, {offset, any(["Z", "z", "+01:30", "-11:00", "", 3600 * Factor, -5400 * Factor])}, {time_designator, any("T t")}]]},
             {rfc3339_to_system_time, [Text]}, {rfc3339_to_system_time, [Text, [{unit, any([second, millisecond, microsecond, nanosecond])}]]}]),
    Errors(F, Args);

%% ---------------------------------------------------------------------------------------------
%% The text of exceptions

suite(erl_error) ->
    T = term(upto(4)),
    Reason = any([T, badarg, {badarg, T}, badarith, {badarity, {fun lists:map/2, any([[], [1], [1, 2, 3]])}}, {badfun, T}, {badmatch, T}, {case_clause, T},
                  function_clause, function_clause, undef, {try_clause, T}, if_clause, {badkey, T}, {badmap, T}, {unbound, 'V'}, noproc, notalive, system_limit,
                  timeout_value, {bad_generator, T}, {bad_filter, T}, {noproc, T}, timeout]),
    Stack = list_of(upto(3), fun frame/0),
    compare(erl_error, format_exception, [any([error, error, error, exit, throw]), Reason, Stack, #{column => any([1, 1, 1 + upto(10)])}], fun unicode:characters_to_list/1).

frame() ->
    {M, F, As} = any([{m, f, [term(upto(3)), term(upto(3))]}, {m, 'foo bar', []}, {erlang, '+', [term(2), term(2)]}, {erlang, 'not', [term(2)]},
                      {erlang, length, [term(3)]}, {erlang, send_after, [1, 2, 3]}, {'Mod', '-f/1-fun-0-', [97, 98]}]),
    Arity = any([As, length(As)]),
    {M, F, Arity, any([[], [{file, "m.erl"}], [{file, "m.erl"}, {line, upto(300)}]])}.

property_key() -> any([a, b, c, no_a, 1, 1.0]).
properties(N) ->
    list_of(N, fun() -> any([property_key(), {property_key(), any([true, false, 1, [1, 2], []])}, {property_key()}, {property_key(), 1, 2}, {}, "x"]) end).
key_pairs() -> list_of(upto(3), fun() -> {property_key(), any([a, b, d, yes])} end).
expansions() -> list_of(upto(3), fun() -> {any([a, b, {a, true}, {b, false}, {c, 1}, {no_a, []}]), properties(upto(3))} end).
stages() -> list_of(upto(3), fun() -> any([{aliases, key_pairs()}, {negations, key_pairs()}, {expand, expansions()}]) end).

spoil(Text) ->
    case rand:uniform(4) of
        1 -> lists:append([[C | any(["", "", "", " ", "\n", "\t"])] || C <- Text]);
        2 -> lists:append([any([[C], [C], [C], [C], [C], "", "*", "="]) || C <- Text]);
        _ -> Text
    end.

chardata() ->
    case rand:uniform(10) of
        N when N =< 4 -> text(upto(14));
        N when N =< 8 -> unicode:characters_to_binary(text(upto(14)));
        _ -> list_of(upto(4), fun chardata/0)
    end.

text(N) ->
    case rand:uniform(5) of
        1 -> list_of(N, fun() -> any("ab\r\ne\x{301}\x{308} ") end);
        2 -> list_of(N, fun() -> any([$a, $\s, 16#1F468, 16#200D, 16#1F469, 16#1F466, 16#1F3FD, 16#1F1E8, 16#1F1ED, 16#FE0F, 16#1100, 16#1161, 16#11A8, 16#AC00]) end);
        3 -> list_of(N, fun() -> any("aAßzÅåé\x{130}ǰΣσΩİıﬁẞᾳᾼŉΐ ") end);
        _ -> list_of(N, fun() -> any("abcABC012  ,\t\n\r") end)
    end.

pattern() -> any([text(upto(14)), text(1), text(2), "a", "b", " ", "\n", "ab", <<"a">>, <<"\n">>]).

number() ->
    T = list_of(upto(9), fun() -> any("0123456789+-.,eE x") end),
    any([T, list_to_binary(T), [T, list_to_binary(T)], "1.5" ++ T, "12" ++ T, "-1.0e" ++ T, a, [a], <<255>>, "1" ++ [a]]).

is_plain(L) when is_list(L) -> lists:all(fun is_integer/1, L);
is_plain(_) -> true.

%% Of deep data, only the characters are compared.
flatten(F, R) when F =:= lexemes; F =:= split -> [unicode:characters_to_list(X) || X <- R];
flatten(take, {A, B}) -> {unicode:characters_to_list(A), unicode:characters_to_list(B)};
flatten(F, R) when F =:= next_codepoint; F =:= next_grapheme -> flatten_rest(R);
flatten(F, {A, B}) when F =:= to_integer, is_integer(A); F =:= to_float, is_float(A) ->
    {A, try unicode:characters_to_list(B) catch error:_ -> B end};
flatten(_, R) when is_list(R); is_binary(R) -> unicode:characters_to_list(R);
flatten(_, R) -> R.

flatten_rest([[A] | B]) -> flatten_rest([A | B]);
flatten_rest([A | B]) -> [A | unicode:characters_to_list(B)];
flatten_rest(R) -> R.

depth() -> [].

directive(Cs) ->
    case any(Cs) of
        $P -> put(depth, true), "~" ++ field() ++ any(["", "", "t", "l"]) ++ [$p];
        C -> "~" ++ field() ++ any(["", "", "t", "l", "tl"]) ++ [C]
    end.

field() ->
    case rand:uniform(6) of
        1 -> integer_to_list(upto(100));
        2 -> integer_to_list(upto(40)) ++ "." ++ integer_to_list(upto(40));
        3 -> "." ++ integer_to_list(upto(30));
        _ -> ""
    end.

anything() ->
    Width = any(["", "", "", integer_to_list(upto(12)), "-" ++ integer_to_list(upto(12))]),
    Precision = any(["", "", "", "." ++ integer_to_list(upto(12))]),
    Pad = case Precision of
              "" -> any(["", "", "..0", "..x"]);
              _ -> any(["", "", ".0", ".*" ])
          end,
    Field = Width ++ Precision ++ Pad,
    Star = case Pad of ".*" -> [$_]; _ -> [] end,
    Mod = any(["", "", "t", "l", "tl"]),
    case any("wWpPscfegbBxX#+~ni") of
        C when C =:= $w; C =:= $p -> {"~" ++ Field ++ Mod ++ [C], Star ++ [term(upto(4))]};
        C when C =:= $W; C =:= $P -> {"~" ++ Field ++ Mod ++ [C], Star ++ [term(upto(5)), upto(12) - 1]};
        $s -> {"~" ++ Field ++ Mod ++ "s", Star ++ [any([latin1_string(upto(12)), string(upto(12)), unicode:characters_to_binary(string(upto(12))), atom(), simple(),
                                                      [string(3), <<"abc">>, [string(2)]]])]};
        $c -> {"~" ++ Field ++ Mod ++ "c", Star ++ [upto(any([127, 255, 1024]))]};
        C when C =:= $f; C =:= $e; C =:= $g -> {"~" ++ Field ++ [C], Star ++ [any([float(), float(), float(), 3])]};
        C when C =:= $b; C =:= $B; C =:= $#; C =:= $+ -> {"~" ++ Field ++ [C], Star ++ [upto(1 bsl upto(70)) - any([0, 1000])]};
        C when C =:= $x; C =:= $X -> {"~" ++ Field ++ [C], Star ++ [upto(1 bsl upto(70)) - any([0, 1000]), any(["0x", 'pre', "", term(1)])]};
        C when C =:= $~; C =:= $n -> {"~" ++ Field ++ [C], Star};
        $i -> {"~" ++ Field ++ "i", Star ++ [simple()]}
    end.

%% What prim_unicode does in Beamlet, taken from Erlang's unicode_util.
load_prim_unicode() ->
    Source = [
        "-module(prim_unicode).",
        "-export([grapheme_break/3, to_upper/1, to_lower/1, to_title/1, casefold/1, normalize/2]).",
        "grapheme_break(0, A, B) -> grapheme_break([A], A, B);"
        "grapheme_break(Cs, _, B) -> New = Cs ++ [B], case unicode_util:gc(New) of [New] -> New; _ -> -1 end.",
        "to_upper(C) -> simple(unicode_util:uppercase([C]), C).",
        "to_lower(C) -> simple(unicode_util:lowercase([C]), C).",
        "to_title(C) -> simple(unicode_util:titlecase([C]), C).",
        "simple([R], _) when is_integer(R) -> R; simple(_, C) -> C.",
        "casefold(C) -> case unicode_util:casefold([C]) of [R] when is_list(R) -> R; R -> R end.",
        "normalize(B, nfc) -> unicode:characters_to_nfc_binary(B); normalize(B, nfd) -> unicode:characters_to_nfd_binary(B);"
        "normalize(B, nfkc) -> unicode:characters_to_nfkc_binary(B); normalize(B, nfkd) -> unicode:characters_to_nfkd_binary(B)."],
    Forms = [begin {ok, Ts, _} = erl_scan:string(S), {ok, F} = erl_parse:parse_form(Ts), F end || S <- Source],
    {ok, M, Bin} = compile:forms(Forms),
    keep(M, Bin),
    code:load_binary(M, "prim_unicode", Bin).
