%% erl_scan: every kind of token, every kind of error, with places, texts, white space and comments; whole and a character at a time.
-module(erl_scan_tokens).
-export([main/0]).

main() ->
    [begin
         io:format("~0w~n", [Text]),
         io:format("  ~0w~n", [erl_scan:string(Text, {1, 1}, [return])]),
         io:format("  ~0w~n", [erl_scan:string(Text, 5, [text])]),
         io:format("  ~0w~n", [pieces(Text, [])])
     end || Text <- texts()],
    [io:format("~0w ~s~n", [E, erl_scan:format_error(E)])
     || E <- [{string, $", "ab"}, {string, $', "a\n"}, {illegal, integer}, {illegal, character}, char, {base, 37}, foo]],
    {ok, Tokens, _} = erl_scan:string("foo 'x' \"s\" 1 2.0 $a X -> if .", {1, 1}, [text]),
    [parts(Token) || Token <- Tokens],
    {ok, Plain, _} = erl_scan:string("foo ->."),
    [parts(Token) || Token <- Plain],
    io:format("~0w~n", [erl_scan:string("a if \"x\" %foo", 1, [return, {text_fun, fun(Category, Text) -> Category =:= atom orelse Text =:= " " end}])]),
    io:format("~0w~n", [erl_scan:string("a if", 1, [{reserved_word_fun, fun(Atom) -> Atom =:= a end}, return_comments, return_white_spaces])]),
    io:format("~0w~n", [[erl_scan:reserved_word(Word) || Word <- ['if', foo, 'cond', 'let', 'of', 'xor']]]),
    {done, First, Rest} = erl_scan:tokens([], "a. %x\n {b,\n c}.\n", 1),
    {done, Second, Rest1} = erl_scan:tokens([], Rest, 3, return),
    io:format("~0w~n~0w~n", [{First, Rest}, {Second, Rest1}]).

parts(Token) ->
    io:format("~0w~n", [[erl_scan:category(Token), erl_scan:symbol(Token), erl_scan:location(Token), erl_scan:line(Token),
                         erl_scan:column(Token), erl_scan:text(Token), erl_scan:end_location(Token)]]).

pieces([], Continuation) ->
    case erl_scan:tokens(Continuation, eof, {1, 1}) of
        {done, Result, _} -> [Result]
    end;
pieces([Char | Chars], Continuation) ->
    case erl_scan:tokens(Continuation, [Char], {1, 1}) of
        {more, Continuation1} -> pieces(Chars, Continuation1);
        {done, Result, eof} -> [Result, end_of_input];
        {done, {error, _, _} = Error, _} -> [Error];
        {done, Result, Rest} -> [Result | pieces(Rest ++ Chars, [])]
    end.

texts() ->
    ["a \n  b", "a\n\n\n b\t\t c", "a.\n b", "a. %c\n b", "a.%c", "a.", "a.b", " % x\n\n", "\r\n a", "  \t a", "\n\t\t x", "...", "..", "a..b", "1..2",
     "1.2.", "1.e3", "1.0e", "1.0e+", "1.0e+5 2", "1.2e999", "16#ffg", "1_000", "1__0", "1_", "16#f_f", "37#1", "1#1", "0#1", "36#z_", "1_6#ab", "2#2",
     "16#", "$\\^a$\\x{41}$\\x41$\\101 $\\n $a", "$", "$\\", "$\\x", "$\\x{zz}", "\"a\\\nb\"", "\"ab", "'ab", "'a\nb", "\"a\\x{110000}b\"",
     "\"a\\xzz\"", "\"abc\\", "@", "`", "#!", "^", [1024, $a], "_a _ A@_b1", "a@b.c", [$a, $b, 233], [201, $A, $\s, 215], [$', 1024, $'],
     "\"a\\^@b\"", "$\n a", "$ a", "$%a", "\"\\400\\8\\08\"", "::=:: := :=: =:= =< <= => == /= =/= =<= ->> <- <<- || ||| | ++ +++ -- --- - ->",
     "? ! ; , # ?= . ", "<=<", "<<<", "=:", [$a, 8203], [0], [128], "a/**/", "#{}", "&&", "\"\\s\\d\\e\\b\\f\\v\\t\\r\\0\\12\\123\\1234\"",
     [$", 16#D800, $"], "00.1", "1.1_1", "1.5E-3", "if begin 'of' end", "\"abcdefghijklmnopqrstuvwxyz", "$a$", lists:duplicate(20, $\s) ++ "x",
     "\n" ++ lists:duplicate(20, $\s) ++ "\t x", "'' \"\"", ">>= >= >", "1.0e1_0", "", "'a b'(1, \"two\" \"three\", $4) -> {5.0, [X|_]}."].
