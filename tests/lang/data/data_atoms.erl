%% Atoms: quoting rules when printed, escapes, unicode, length limits.
-module(data_atoms).
-export([main/0]).

main() ->
    t(fun() -> [abc, 'abc', 'Abc', 'a b', 'a-b', a@b, a_b, '_a', '1a', '', 'a.b', aB1] end),
    t(fun() ->
              ['div', 'rem', 'and', 'or', 'if', 'case', 'end', 'fun', 'when', 'receive', 'after', 'begin', 'try', 'catch', 'of']
      end),
    t(fun() ->
              ['not', 'let', 'query', 'cond', 'andalso', 'orelse', 'band', 'bor', 'bxor', 'bnot', 'bsl', 'bsr', 'xor']
      end),
    t(fun() -> ['new\nline', 'tab\t', 'quote\'d', 'back\\slash', 'bell\a', 'nul\0x', 'esc\e', 'del\d'] end),
    t(fun() -> ['\x{e9}t\x{e9}', '\x{c9}', 'ß', 'ÿ', '÷'] end),
    t(fun() -> list_to_atom("hello world") end),
    t(fun() -> list_to_atom([]) end),
    t(fun() -> atom_to_list('x y') end),
    t(fun() -> length(atom_to_list(list_to_atom(lists:duplicate(255, $a)))) end),
    t(fun() -> list_to_atom(lists:duplicate(256, $a)) end),
    t(fun() -> list_to_atom([1000, 1001]) =:= '\x{3e8}\x{3e9}' end),
    t(fun() -> atom_to_list('\x{3e8}') end),
    t(fun() -> list_to_atom([-1]) end),
    t(fun() -> list_to_atom(foo) end),
    t(fun() -> list_to_atom([a]) end),
    t(fun() -> is_atom(id('')), is_atom(id("a")) end),
    t(fun() -> list_to_existing_atom("main") end),
    t(fun() -> list_to_existing_atom("surely this atom does not exist yet 1") end),
    t(fun() -> id(true) =:= 'true' end),
    t(fun() -> abc < abd end),
    t(fun() -> 'Z' < a end),
    t(fun() -> '' < a end),
    ok.

%% Hides a value from the compiler.
id(X) -> X.

t(F) ->
    io:format("~p~n", [try F() catch C:R -> {C, R} end]).
