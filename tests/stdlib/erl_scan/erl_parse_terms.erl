%% erl_parse:parse_term/1: constants, expressions that are none, and syntax errors at the token that is wrong.
-module(erl_parse_terms).
-export([main/0]).

main() ->
    [begin
         {ok, Tokens, _} = erl_scan:string(Text, At),
         io:format("~ts   ~0w~n", [Text, erl_parse:parse_term(Tokens)])
     end || Text <- texts(), At <- [1, {1, 1}]],
    {ok, Tokens, _} = erl_scan:string("a 16#ff.", {1, 1}, [text]),
    io:format("~0w~n", [erl_parse:parse_term(Tokens)]),
    {ok, Open, _} = erl_scan:string("[abc", {1, 1}, [text]),
    io:format("~0w~n", [erl_parse:parse_term(Open)]).

texts() ->
    [
     "a.", "a", "", "a b.", "foo(1).", "X.",
     "1+2.", "-1.", "- -1.", "+1.", "-1.5.", "+a.",
     "-a.", "-$a.", "\"a\" \"b\".", "[1,2|3].", "[1|2|3].", "[1,].",
     "{}.", "{a,}.", "#{a=>1,b=>#{}}.", "#{a:=1}.", "#{a=>1,}.", "#{a=>1,a=>2}.",
     "<<1,2>>.", "<<\"ab\">>.", "<<\"ab\"/utf8>>.", "<<1:3>>.", "<<3:4,1:4>>.", "<<1.5>>.",
     "<<1.5/float>>.", "<<a>>.", "<<-1>>.", "<<(1)>>.", "<<<<1>>/binary>>.", "<<300>>.",
     "<<1:2/unit:8>>.", "<<1:16/little>>.", "<<1/unknown>>.", "<<1/little-big>>.", "fun a:b/1.", "fun foo/1.",
     "fun() -> ok end.", "fun a:b/x.", "fun A:b/1.", "(1).", "(a).", "({a,1}).",
     "a:b.", "#r{}.", "#r.a.", "[X || X <- [1]].", "begin 1 end.", "catch 1.",
     "a,b.", "a. b.", "1 2.", ")", "case.", "end.",
     "if true -> 1 end.", "$a.", "#{1 => (2)}.", "not true.", "\"a\" b.", "a ! b.",
     "[a b].", "{a b}.", "[1,2", "{1", "#{a=>", "\"a\"++\"b\".",
     "1.0 .", "-(1).", "-1+2.", "[a,b|[c]].", "[-1,+2].", "fun a:b/-1.",
     "fun a:b/300.", "fun 'A b':c/0.", "<<>>.", "<<1:0>>.", "<<1:X>>.", "<<\"a\":16>>.",
     "<<\"abc\":16/little>>.", "<<1/binary>>.", "<<$a>>.", "<<1,a>>.", "try 1 catch _ -> ok end.", "?X.",
     "a = b.", "#{}#{a=>1}.", "X#r{a=1}.", "a:b(c).", "..", "...",
     ".", ". .", "a ->.", "[a|b|.", "- .", "1 = ",
     "#", "#{", "#1", "f(", "|.", "#{a}.",
     "fun.", "fun a.", "fun a:b.", "fun a:1/2.", "foo:bar/2.", "<<1",
     "<<1:", "<<1/.", "+\"a\".", "-1.0e3.", "- 1 .", "+ + 1.",
     "{-a}.", "#{-1 => +2}.", "[1|-2].", "<<-1:8,+2>>.", "<<-a>>.", "bnot 1.",
     "'a':'b'.", "_ .", "#{_=>1}.", "begin a; b end.", "case X of a -> b end.", "[[[[]]]].",
     "{a,\"x\" \"y\",z}.", "#{1.0=>a,1=>b}.", "a;b.", "a :: b.", "-export([a]).", "f() -> ok.",
     "a when b.", "a <- b.",
     "<<\"\\x{400}\">>.", "<<\"\\x{400}\"/utf8>>.", "a \"s\\n\".", "a $\\n.", "a 'x y'.", "a 1.50.", "{a,\n\n b c}.", "a; b(1) -> c.", "a; b(1)."].
