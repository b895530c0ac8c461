#!/usr/bin/env escript
%% -*- erlang -*-
%%! +fnu
%%
%% Compares the text modules of the library with the modules of the same names in an installed Erlang/OTP.
%%
%%   escript text_diff.escript [Suite | all] [Seed] [Count]
%%
%% The .bl modules are loaded into Erlang under prefixed names (bl_io_lib, ...), with their -doc attributes taken away and
%% calls between them renamed. Functions that are native in Beamlet (their body is `erlang:nif_error(undef)`) call the module
%% of Erlang with the same name. Then random inputs go to both; any difference is printed with the input,
%% and a rerun with the printed seed repeats it.
-mode(compile).

-define(SUITES, [io_lib]).

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
shrink(_, build_text, Args, _, _) -> Args;
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
    Files = filelib:wildcard(filename:join(Folder, "*.bl")),
    Names = [list_to_atom(filename:basename(F, ".bl")) || F <- Files],
    Natives = [M || M <- Names, lists:member(M, [prim_stdio])],
    [load(F, Names -- Natives) || F <- Files].

load(File, Names) ->
    {ok, Source} = file:read_file(File),
    Copy = filename:join("/tmp", "bl_" ++ os:getpid() ++ "_" ++ filename:basename(File, ".bl") ++ ".erl"),
    ok = file:write_file(Copy, strip_docs(Source)),
    {ok, Forms} = epp:parse_file(Copy, [{includes, [filename:dirname(File)]}, {default_encoding, utf8}]),
    file:delete(Copy),
    [{_, _, module, Module}] = [F || {attribute, _, module, _} = F <- Forms],
    case compile:forms(rename(Forms, Module, Names), [binary, return_errors, nowarn_unused_function]) of
        {ok, New, Binary} -> {module, New} = code:load_binary(New, filename:basename(File), Binary);
        {error, Errors, _} ->
            io:format("~ts: ~p~n", [File, Errors]),
            halt(2)
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
    end.

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
