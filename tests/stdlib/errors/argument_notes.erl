-module(argument_notes).
-export([main/0]).

%% What an uncaught error of a library function tells about its arguments: the reason, the call it blames and the notes.

main() ->
    [show(M, F, Args) || {M, F, Argss} <- cases(), Args <- Argss],
    ok.

show(M, F, Args) ->
    io:format("~w:~w(~ts): ~ts~n", [M, F, lists:join(", ", [argument(A) || A <- Args]), told(M, F, Args)]).

argument(Fun) when is_function(Fun) ->
    {arity, Arity} = erlang:fun_info(Fun, arity),
    io_lib:format("fun/~w", [Arity]);
argument(X) -> io_lib:format("~0p", [X]).

told(M, F, Args) ->
    try apply(M, F, Args) of
        _ -> "fine"
    catch
        Class:Reason:Stack ->
            [{M1, F1, Args1, Info} | _] = Stack,
            Blamed = case is_list(Args1) andalso M1 =/= M of
                         true -> io_lib:format("~w:~w/~w", [M1, F1, length(Args1)]);
                         false when is_list(Args1) -> io_lib:format("~w/~w", [F1, length(Args1)]);
                         false -> "elsewhere"
                     end,
            io_lib:format("~w:~0p in ~ts ~ts", [Class, Reason, Blamed, notes(Reason, Stack, Info)])
    end.

notes(Reason, Stack, Info) ->
    case lists:keyfind(error_info, 1, Info) of
        false -> "unexplained";
        {_, Map} ->
            Module = maps:get(module, Map, element(1, hd(Stack))),
            Function = maps:get(function, Map, format_error),
            case lists:sort(maps:to_list(Module:Function(Reason, Stack))) of
                [] -> "unexplained";
                Notes -> io_lib:format("~0p", [[{N, unicode:characters_to_list(T)} || {N, T} <- Notes]])
            end
    end.

cases() ->
    [
     {lists, reverse, [[a], [[a|b]], [a, b], [[a|b], c]]},
     {lists, member, [[a, b], [a, [b|c]], [a, #{}]]},
     {lists, keyfind, [[a, 1, b], [a, 0, []], [a, x, y], [a, 1, [{b}|c]], [a, -1, [{b}]], [a, 1.5, []]]},
     {lists, keymember, [[a, 1, b], [a, 0, []], [a, x, y], [a, 1, [{b}|c]]]},
     {lists, keysearch, [[a, 1, b], [a, 0, []], [a, x, y], [a, 1, [{b}|c]]]},
     {maps, get, [[a, #{}], [a, b], [b, #{a => 1}]]},
     {maps, find, [[a, b], [a, []]]},
     {maps, is_key, [[a, b]]},
     {maps, put, [[a, b, c]]},
     %% OTP explains the missing key with "not a map": not asked.
     {maps, update, [[a, b, c]]},
     {maps, remove, [[a, b]]},
     {maps, take, [[a, b]]},
     {maps, keys, [[a], [1]]},
     {maps, values, [[a], [1]]},
     {maps, from_list, [[a], [[a]], [[{a, b}|c]], [[{a, b}, {c}]]]},
     {maps, from_keys, [[a, b], [[a|b], c]]},
     {maps, merge, [[a, b], [#{}, b], [a, #{}]]},
     {maps, merge_with, [[a, b, c], [fun(X) -> X end, #{}, #{}], [fun(_, _, _) -> x end, #{}, 1], [fun(_, _, _) -> x end, 1, #{}], [fun(_, _, _) -> x end, 1, 2], [a, #{}, #{}]]},
     {maps, to_list, [[a], [[]]]},
     {maps, size, [[a]]},
     {maps, iterator, [[a]]},
     {maps, next, [[a], [[b|c]]]},
     {maps, map, [[a, b], [a, #{}], [fun(A) -> A end, #{}], [fun(_, B) -> B end, b], [a, [1]]]},
     {maps, fold, [[a, b, c], [a, b, #{}], [fun(_, _, C) -> C end, b, c]]},
     {maps, foreach, [[a, b], [a, #{}], [fun(_, _) -> ok end, c]]},
     {maps, filter, [[a, b], [a, #{}], [fun(_, _) -> true end, c]]},
     {maps, filtermap, [[a, b], [a, #{}], [fun(_, _) -> true end, c]]},
     {maps, with, [[a, b], [[a], b], [a, #{}], [[a|b], #{}], [[a|b], 1]]},
     {maps, without, [[a, b], [[a], b], [a, #{}], [[a|b], #{}], [[a|b], 1]]},
     {maps, update_with, [[a, b, c], [a, fun(X) -> X end, #{}], [a, b, #{}], [a, fun(X) -> X end, c], [a, b, #{a => 1}]]},
     {maps, update_with, [[a, b, c, d], [a, b, c, #{}], [a, fun(X) -> X end, c, d]]},
     {maps, intersect, [[a, b], [#{}, b], [a, #{}]]},
     {maps, intersect_with, [[a, b, c], [fun(_, _, _) -> x end, #{}, b], [fun(_, _, _) -> x end, a, #{}], [fun(X) -> X end, #{}, #{}], [a, #{}, #{}]]},
     {maps, groups_from_list, [[a, b], [a, [1]], [fun(X) -> X end, b], [fun(X) -> X end, [a|b]]]},
     {maps, groups_from_list, [[a, b, c], [a, fun(X) -> X end, [1]], [fun(X) -> X end, a, [1]], [fun(X) -> X end, fun(X) -> X end, b]]},
     {binary, at, [[a, b], [<<>>, 0], [<<1>>, -1], [<<1>>, a], [<<1:3>>, 0], [a, 0], [a, -1]]},
     {binary, first, [[a], [<<>>], [<<1:4>>]]},
     {binary, last, [[a], [<<>>], [<<1:4>>]]},
     {binary, bin_to_list, [[a], [<<1:4>>], [a, b], [<<1>>, {0, 2}], [<<1>>, {a, b}], [<<1>>, a], [a, {0, 1}], [<<1>>, 2, 3], [a, 0, 0], [<<1>>, a, b], [<<1>>, 0, 2], [<<1>>, -1, 1]]},
     {binary, part, [[a, b], [<<1>>, {0, 2}], [<<1>>, {a, b}], [<<1>>, a], [a, {0, 1}], [<<1>>, 2, 3], [a, 0, 0], [<<1>>, a, b], [<<1>>, 0, 2], [<<1>>, 1, -2], [<<1>>, 0, a], [<<1>>, -1, 1], [a, a, a]]},
     {binary, copy, [[a], [<<1:3>>], [a, 1], [<<1>>, -1], [<<1>>, a], [a, b]]},
     {binary, decode_unsigned, [[a], [<<1:3>>], [a, big], [<<1>>, huge], [a, huge], [<<1:3>>, little]]},
     {binary, encode_unsigned, [[a], [-1], [1.0], [a, big], [1, huge], [-1, huge]]},
     {binary, list_to_bin, [[a], [[a]], [[256]], [[1|2]], [[<<1:3>>]]]},
     {binary, longest_common_prefix, [[a], [[]], [[a]], [[<<1>>|a]], [[<<1:3>>]]]},
     {binary, longest_common_suffix, [[a], [[]], [[a]], [[<<1>>|a]], [[<<1:3>>]]]},
     {binary, referenced_byte_size, [[a], [<<1:3>>]]},
     {binary, compile_pattern, [[a], [<<>>], [[]], [[a]], [[<<>>]], [<<1:3>>]]},
     {binary, match, [[a, b], [<<1>>, b], [<<1>>, <<>>], [<<1>>, []], [a, <<1>>], [<<1:3>>, <<1>>], [<<1>>, [a]], [<<1>>, {bm, x}]]},
     {binary, match, [[a, b, c], [<<1>>, <<1>>, c], [<<1>>, <<1>>, [c]], [<<1>>, <<1>>, [{scope, {0, 2}}]], [<<1>>, <<1>>, [{scope, a}]], [a, b, []], [<<1>>, <<1>>, [a|b]]]},
     {binary, matches, [[a, b], [<<1>>, b], [<<1>>, <<>>], [<<1>>, []], [a, <<1>>]]},
     {binary, matches, [[a, b, c], [<<1>>, <<1>>, c], [<<1>>, <<1>>, [c]], [<<1>>, <<1>>, [{scope, {0, 2}}]]]},
     {binary, split, [[a, b], [<<1>>, b], [<<1>>, <<>>], [<<1>>, []], [a, <<1>>]]},
     {binary, split, [[a, b, c], [<<1>>, <<1>>, c], [<<1>>, <<1>>, [c]], [<<1>>, <<1>>, [{scope, {0, 2}}]], [a, b, []], [a, <<1>>, c]]},
     {binary, replace, [[a, b, c], [<<1>>, b, <<>>], [<<1>>, <<1>>, c], [<<1>>, <<>>, <<2>>], [a, <<1>>, <<2>>]]},
     {binary, replace, [[a, b, c, d], [<<1>>, <<1>>, <<2>>, d], [<<1>>, <<1>>, <<2>>, [d]], [<<1>>, <<1>>, <<2>>, [{insert_replaced, 5}]], [<<1>>, <<1>>, <<2>>, [{insert_replaced, a}]],
                        [<<1>>, <<1>>, a, []], [<<1>>, <<1>>, <<2>>, [{scope, {3, 4}}]]]},
     {binary, encode_hex, [[a], [<<1:3>>]]},
     {binary, decode_hex, [[a], [<<"1">>], [<<1:3>>]]},
     {unicode, characters_to_binary, [[a], [[a]], [[-1]], [<<1:3>>], [a, b], ["a", b], ["a", utf8, c], [a, utf8, c], [a, utf8], [[a], utf8, utf8], ["a", b, c], [[<<1:3>>], utf8]]},
     {unicode, characters_to_list, [[a], [[a]], [[-1]], [<<1:3>>], [a, b], ["a", b], [a, utf8], [[a], utf8]]},
     {unicode, bom_to_encoding, [[a]]},
     {unicode, encoding_to_bom, [[a]]},
     {unicode, characters_to_nfc_list, [[a], [[a]]]},
     {unicode, characters_to_nfd_binary, [[a], [[a]]]},
     {math, acos, [[a], [2]]}, {math, acosh, [[a], [0]]}, {math, asin, [[a], [2]]}, {math, asinh, [[a]]}, {math, atan, [[a]]},
     {math, atan2, [[a, b], [1, b], [a, 1]]}, {math, atanh, [[a], [2]]}, {math, ceil, [[a]]}, {math, cos, [[a]]}, {math, cosh, [[a], [1000]]},
     {math, erf, [[a]]}, {math, erfc, [[a]]}, {math, exp, [[a], [1000]]}, {math, floor, [[a]]}, {math, fmod, [[a, b], [1, b], [1, 0], [1.0, 0.0], [a, 1], [a, 0]]},
     {math, log, [[a], [-1], [0], [0.0]]}, {math, log10, [[a], [-1]]}, {math, log2, [[a], [-1], [0]]}, {math, pow, [[a, b], [1, b], [a, 1], [-1, 0.5], [1.0e200, 2], [0, -1]]},
     {math, sin, [[a]]}, {math, sinh, [[a]]}, {math, sqrt, [[a], [-1], [1 bsl 1100]]}, {math, tan, [[a]]}, {math, tanh, [[a]]},
     {io, format, [["~p"], ["~p", a], ["~p", []], ["~p", [a, b]], [a, [b]], [[a], []], ["~y", [1]], ["~", []], ["~d", [a]], ["~s", [a]], ["~s", [1]], [1], [<<"~p">>, []], ["~ts", [[-1]]], ["~s", [[1000]]],
                   ["~b", [a]], ["~c", [a]], ["~f", [a]], ["~.1p", [a]], ["~*p", [a, b]], ["~i", []], ["~p ~p", [1]], ["~p~s", [1, 2]], ["~w~c~t", [1]]]},
     {io, format, [[no_such_device, "~p", []], [nodev, "ok", []], [user, "~p", a], [user, "~p", []], [user, 1, []]]},
     {io, fwrite, [["~p"], ["~p", a], ["~p", []], [user, "~p", []]]},
     {io, put_chars, [[a], [[a]], [[1|2]], [-1], [nodev, "x"], [user, a], [user, [a]]]},
     {io, write, [[nodev, x]]},
     {io, nl, [[nodev]]},
     {io, columns, [[nodev]]},
     {io, getopts, [[nodev]]},
     {io, setopts, [[nodev, []], [a], [[a]], [user, [a]]]},
     {io, get_line, [[nodev, ""], [user, {a}]]},
     {io, get_chars, [[nodev, "", 1], ["", a], ["", -1]]},
     {io, fread, [[nodev, "", "~d"]]},
     {io, requests, [[nodev, []]]},
     {io, read, [[nodev, ""]]},
     {io_lib, format, [["~p", []], ["~p", a], ["~y", [1]], [a, []]]},
     {io_lib, build_text, [[[a]]]}
    ].
