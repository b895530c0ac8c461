#include <doctest/doctest.h>

#include <thread>

#include "compiler/diag/suggest.hpp"
#include "compiler/sema/behaviours.hpp"
#include "compiler/sema/bit_spec.hpp"
#include "tests/unit/compiler/front_fixture.hpp"

namespace beamlet {
namespace {

using test::Compilation;
using Faults = std::vector<std::string>;

// Diagnostics of a module whose second line on is `text` (so the first function stands in line 2).
Faults in_module(std::string_view text) {
  return test::faults_of("-module(t). -compile([export_all, nowarn_export_all]).\n" + std::string(text) +
                         "\n");
}

TEST_CASE("variables: unbound, unsafe, unused") {
  CHECK(in_module("f() -> X.") == Faults{"2:8 UnboundVariable"});
  CHECK(in_module("f(X) -> ok.") == Faults{"2:3 UnusedVariable"});
  CHECK(in_module("f(_X) -> ok.").empty());
  CHECK(in_module("f(A) -> case A of 1 -> B = 1; _ -> ok end, B.") == Faults{"2:44 UnsafeVariable"});
  CHECK(in_module("f(A) -> case A of 1 -> B = 1; _ -> B = 2 end, B.").empty());
  CHECK(in_module("f(A) -> case A of {x, X} -> X; {y, X} -> ok end.") == Faults{"2:36 UnusedVariable"});
  CHECK(in_module("f(A) -> case A of {x, X} -> ok; {y, X} -> ok end, X.").empty());
  CHECK(in_module("f(A) -> try B = A, B of 1 -> B catch _:_ -> B end.") == Faults{"2:45 UnsafeVariable"});
  CHECK(in_module("f(A) -> (catch B = A), B.") == Faults{"2:24 UnsafeVariable"});
  CHECK(in_module("f(A) -> A andalso (B = 1), B.") == Faults{"2:28 UnsafeVariable"});
  CHECK(in_module("f(A) -> {B = A, B}.") == Faults{"2:10 UnusedVariable", "2:17 UnboundVariable"});
  CHECK(in_module("f(A) -> _ = {B = A, B = A}, B.").empty());
  CHECK(in_module("f() -> maybe {ok, X} ?= g(), X else _ -> X end.\ng() -> ok.") ==
        Faults{"2:42 UnsafeVariable"});
  CHECK(in_module("f(A) -> receive {x, B} -> B after A -> B end.") == Faults{"2:40 UnboundVariable"});
  CHECK(in_module("f() -> _.") == Faults{"2:8 UnboundUnderscore"});
  CHECK(in_module("f() -> fun() -> X = 1, X end, X.") == Faults{"2:8 UnusedTerm", "2:31 UnboundVariable"});
}

TEST_CASE("shadowing") {
  CHECK(in_module("f(A) -> fun(A) -> A end.") == Faults{"2:3 UnusedVariable", "2:13 ShadowedVariable"});
  CHECK(in_module("f(A) -> [A || A <- A].") == Faults{"2:15 ShadowedVariable"});
  CHECK(in_module("f(A) -> {[B || B <- A], [B || B <- A]}.").empty());
  CHECK(in_module("f() -> fun F(0) -> 0; F(N) -> F(N - 1) end.").empty());
}

TEST_CASE("sizes and keys in patterns") {
  CHECK(in_module("f(<<N, B:N/binary>>) -> B.").empty());
  CHECK(in_module("f({N, <<B:N/binary>>}) -> B.") == Faults{"2:11 UnboundVariable"});
  CHECK(in_module("f(N, M) -> #{N := V} = M, V.").empty());
  CHECK(in_module("f(N, #{N := V}) -> V.") == Faults{"2:8 UnboundVariable"});
  CHECK(in_module("f(<<B/binary, C/binary>>) -> {B, C}.") == Faults{"2:5 UnsizedBinaryNotLast"});
  CHECK(in_module("f(<<A/utf8, B:8/utf8>>) -> {A, B}.") == Faults{"2:15 SizeOnUtf"});
  CHECK(in_module("f(<<A/foo>>) -> A.") == Faults{"2:7 UnknownBitModifier"});
  CHECK(in_module("f(L) -> [X || <<X/binary>> <= L].") == Faults{"2:17 UnsizedBinaryInGenerator"});
}

TEST_CASE("patterns and guards") {
  CHECK(in_module("f(g(1)) -> ok.") == Faults{"2:3 IllegalPattern"});
  CHECK(in_module("f(1 + 2) -> ok.").empty());
  CHECK(in_module("f(\"a\" ++ T) -> T.").empty());
  CHECK(in_module("f(T ++ \"a\") -> ok.") == Faults{"2:3 IllegalPattern"});
  CHECK(in_module("f(#{a => X}) -> X.") == Faults{"2:5 MapUpdateInPattern"});
  CHECK(in_module("f(X) when X = 1 -> ok.") == Faults{"2:3 UnusedVariable", "2:11 IllegalGuard"});
  CHECK(in_module("f(X) when g(X) -> ok.\ng(_) -> true.") == Faults{"2:11 IllegalGuardCall"});
  CHECK(in_module("f(X) when integer(X) -> ok.") == Faults{"2:11 ObsoleteGuard"});
  CHECK(in_module("-compile(nowarn_bif_clash).\nf() -> ok.") == Faults{"2:9 NowarnBifClash"});
  CHECK(in_module("f(X) when erlang:is_atom(X), length(X) > 1; X == #{} -> ok.").empty());
  CHECK(in_module("f(X) when lists:member(X, []) -> X.") == Faults{"2:11 IllegalGuard"});
}

TEST_CASE("clauses that cannot match") {
  CHECK(in_module("f(_) -> a;\nf(1) -> b.") == Faults{"3:1 ClauseCannotMatch"});
  CHECK(in_module("f(X) -> case X of _ -> a; b -> c end.") == Faults{"2:27 ClauseCannotMatch"});
  CHECK(in_module("f(X, Y) -> case X of Y -> a; _ -> c end.").empty());
  CHECK(in_module("f(X, X) -> a;\nf(_, _) -> b.").empty());
  CHECK(in_module("f(a) -> 1;\nf(b) -> 2;\nf(a) -> 3.") == Faults{"4:1 ClauseCannotMatch"});
  CHECK(in_module("f({a, _}, _) -> 1;\nf({a, b}, [x]) -> 2;\nf({_, _}, x) -> 3.") ==
        Faults{"3:1 ClauseCannotMatch"});
  CHECK(in_module("f([_ | _]) -> 1;\nf([a]) -> 2;\nf([]) -> 3.") == Faults{"3:1 ClauseCannotMatch"});
  CHECK(in_module("f(X) when is_atom(X) -> 1;\nf(a) -> 2.").empty());
  CHECK(in_module("f({A, B} = C) -> {A, B, C};\nf({_, x} = D) -> D.") == Faults{"3:1 ClauseCannotMatch"});
  CHECK(in_module("f(<<1, X:4>>) -> X;\nf(<<1, Y:4>>) -> Y;\nf(<<1, _:5>>) -> z.") ==
        Faults{"3:1 ClauseCannotMatch"});
  CHECK(in_module("-record(r, {a, b}).\nf(#r{}) -> 1;\nf(#r{a = 1}) -> 2.") ==
        Faults{"4:1 ClauseCannotMatch"});
  // A variable that stands twice compares, wherever it stands.
  CHECK(in_module("-record(r, {a, b}).\nf(X, #r{a = X}) -> 1;\nf(X, #r{b = X}) -> 2;\nf(_, #r{}) -> 3.")
            .empty());
  CHECK(in_module("-record(r, {a, b}).\nf(#r{a = X, b = X}) -> X;\nf(#r{}) -> 2.").empty());
  CHECK(in_module("f(X, [_ | X]) -> 1;\nf(_, [_]) -> 2;\nf(_, [_, _]) -> 3.").empty());
  CHECK(in_module("-record(r, {a, b}).\nf(_, #r{a = _}) -> 1;\nf(_, #r{b = 2}) -> 2.") ==
        Faults{"4:1 ClauseCannotMatch"});
  CHECK(in_module("f(X) -> case {a, X} of {b, _} -> 1; {a, 1} -> 2; [_] -> 3; Y -> Y end.") ==
        Faults{"2:24 NeverMatches", "2:50 NeverMatches"});
  CHECK(in_module("f(_) when false -> 1;\nf(_) -> 2.") == Faults{"2:1 GuardFalse"});
  CHECK(in_module("f(X) -> if false -> 1; X -> 2; true -> 3; is_atom(X) -> 4 end.") ==
        Faults{"2:12 GuardFalse", "2:43 ClauseCannotMatch"});
}

TEST_CASE("records: what erl_lint refuses") {
  CHECK(in_module("-record(r, {a}).\nf(#r{a = 1, _ = X}) -> X.") == Faults{"3:13 UselessWildcardField"});
  CHECK(in_module("-record(r, {a}).\nf(X) -> #r{a = 1, _ = X}.").empty());
  CHECK(in_module("-record(r, {a = begin X = 1, X end}).\nf() -> #r{}.") ==
        Faults{"2:23 VariableInRecordDefault"});
  CHECK(in_module("-record(r, {a = fun(X) -> Y = X, Y end}).\nf() -> #r{}.").empty());
  CHECK(in_module("-record(r, {a :: #s{}}).\n-record(s, {b}).\nf() -> {#r{}, #s{}}.") ==
        Faults{"2:18 UndefinedRecord"});
  CHECK(in_module("-record(r, {a :: #r{}}).\nf() -> #r{}.").empty());
  CHECK(in_module("-record(r, {a :: X}).\nf() -> #r{}.") == Faults{"2:18 SingletonTypeVariable"});
  CHECK(in_module("-record(r, {a}).\n-spec f(#r{b :: 1, a :: 2, a :: 3}) -> 1.\nf(_) -> 1.") ==
        Faults{"3:12 UndefinedField", "3:28 DuplicateField"});
  CHECK(in_module("f(X) -> erlang:is_record(X, foo).") == Faults{"2:29 UndefinedRecord"});
  CHECK(in_module("f(X, Y) when is_record(X, Y) -> 1.") == Faults{"2:14 IllegalGuard"});
  CHECK(in_module("f(X, Y) when is_record(X, foo, Y) -> 1.") == Faults{"2:14 IllegalGuard"});
  CHECK(in_module("f(X) when is_record(X, foo, 2) -> 1.").empty());
  CHECK(in_module("-record(r, {a}).\nf(X) when X == record_info(size, r) -> 1.") ==
        Faults{"3:16 IllegalGuard"});
  CHECK(in_module("record_info(_, _) -> 1.") == Faults{"2:1 RedefinedBuiltinFunction"});
}

TEST_CASE("where attributes may stand") {
  CHECK(in_module("f() -> 1.\n-compile(inline).").empty());
  CHECK(in_module("f() -> 1.\n-type t() :: 1.\n-export_type([t/0]).") ==
        Faults{"4:1 AttributeAfterFunctions"});
  CHECK(in_module("f() -> 1.\n-callback g() -> 1.\n-optional_callbacks([g/0]).") ==
        Faults{"3:1 AttributeAfterFunctions", "4:1 AttributeAfterFunctions"});
  CHECK(in_module("f() -> 1.\n-deprecated({f, 0}).") == Faults{"3:1 AttributeAfterFunctions"});
  CHECK(in_module("f() -> 1.\n-module(u).") == Faults{"3:1 AttributeAfterFunctions"});
  CHECK(in_module("-feature(maybe_expr, enable).\nf() -> 1.") == Faults{"2:1 FeatureTooLate"});
  CHECK(test::faults_of("-module(t).\n-define(A, 1).\n-feature(maybe_expr, enable).\n-export([f/0]).\n"
                        "f() -> ?A.\n")
            .empty());
  CHECK(in_module("-deprecated({'_', '_'}).\nf() -> 1.").empty());
  CHECK(in_module("-dialyzer(nowarn_function).\nf() -> 1.") == Faults{"2:10 BadToolAttribute"});
  CHECK(in_module("-compile({inline, foo}).\nf() -> 1.") == Faults{"2:19 BadInline"});
  CHECK(in_module("-if().\n-endif.\nf() -> 1.") == Faults{"2:1 BadDirective"});
}

TEST_CASE("imports and the auto-imported functions") {
  CHECK(in_module("-import(foo, [max/2]).\nf(X) -> max(X, X).") == Faults{"2:15 ImportOverridesNewer"});
  CHECK(in_module("-import(foo, [abs/1]).\nf(X) -> abs(X).") == Faults{"2:15 ImportOverridesAutoImport"});
  CHECK(in_module("-import(erlang, [abs/1]).\nf(X) -> abs(X).") == Faults{"2:18 ImportOverridesAutoImport"});
  CHECK(in_module("-import(lists, [map/2, map/2]).\nf(X) -> map(X, X).").empty());
  CHECK(in_module("-import(lists, [map/2]).\n-import(lists, [map/2]).\nf(X) -> map(X, X).") ==
        Faults{"3:17 DuplicateImport"});
  CHECK(in_module("-compile({nowarn_bif_clash, {abs, 1}}).\nf() -> 1.") == Faults{"2:9 NowarnBifClash"});
  CHECK(in_module("-compile({nowarn_bif_clash, [{abs, 1}]}).\nabs(X) -> X.\nf() -> abs(1).").empty());
}

TEST_CASE("stack traces and timeouts") {
  CHECK(in_module("f() -> try g() catch C:R:S when S == [] -> {C, R, S} end.\ng() -> 1.") ==
        Faults{"2:33 StacktraceInGuard"});
  CHECK(in_module("f() -> receive X -> X after (Y = 10) -> Y end.") ==
        Faults{"2:30 UnusedVariable", "2:41 UnboundVariable"});
}

TEST_CASE("guards that are constant") {
  const auto guard = [](std::string_view test) {
    return in_module("f(X) when " + std::string(test) + " -> X;\nf(X) -> X.");
  };
  const Faults never{"2:1 GuardFalse"};
  const Faults always{"3:1 ClauseCannotMatch"};
  for (const std::string_view test :
       {"false", "1 > 2", "a == b", "not true", "false andalso X", "false; 1 > 2", "tuple_size({a}) == 2",
        "is_atom(1)", "1.0 =:= 1", "length([a, b]) < 2", "1 bsl 3 =/= 8", "b < a", "is_list({X})"})
    CHECK(guard(test) == never);
  for (const std::string_view test : {"2 > 1", "true orelse X", "element(1, {a}) == a", "1 == 1.0",
                                      "is_tuple({X})", "hd([1, X]) =:= 1", "7 div 2 =:= 3"})
    CHECK(guard(test) == always);
  for (const std::string_view test : {"X > 1", "is_atom(X), is_integer(X)", "X == X", "true, X > 1",
                                      "element(1, {X}) == a", "X andalso false"})
    CHECK(guard(test).empty());
  CHECK(guard("a + 1 == 2") == Faults{"2:13 WillFail"});
  CHECK(guard("length(a) == 2") == Faults{"2:11 WillFail"});
  CHECK(guard("element(2, {a}) == a") == Faults{"2:11 WillFail"});
  CHECK(guard("1 div 0 == 1") == Faults{"2:13 WillFail"});
  CHECK(in_module("f() -> X = 1, if X > 2 -> 1; true -> 2 end.") == Faults{"2:18 GuardFalse"});
  CHECK(in_module("f(Y) -> X = {Y}, fun(Y) when element(1, X) =:= Y -> Y end.") ==
        Faults{"2:22 ShadowedVariable"});
  CHECK(in_module("f(X) when false -> X.") == Faults{"2:1 GuardFalse", "2:1 NoClauseEver"});
  CHECK(in_module("f() -> if false -> 1 end.") == Faults{"2:8 NoClauseEver", "2:11 GuardFalse"});
  // the tests' old names
  CHECK(guard("atom(X); integer(X), X > 1") == Faults{"2:11 ObsoleteGuard", "2:20 ObsoleteGuard"});
  CHECK(guard("not atom(X)") == Faults{"2:15 IllegalGuardCall"});
  CHECK(in_module("-compile(nowarn_obsolete_guard).\nf(X) when float(X) -> 1.").empty());
}

TEST_CASE("patterns that no value fits") {
  CHECK(in_module("f(X) -> case X > 1 of a -> 2; true -> 1; false -> 2; _ -> 3 end.") ==
        Faults{"2:23 NeverMatches", "2:54 ClauseCannotMatch"});
  CHECK(in_module("f(X) -> case is_atom(X) of true when X == a -> 1; false -> 2; _ -> 3 end.").empty());
  CHECK(in_module("f(X) -> case {X, a} of {_} -> 1; {_, b} -> 2 end.") ==
        Faults{"2:9 NoClauseEver", "2:24 NeverMatches", "2:34 NeverMatches"});
  CHECK(in_module("f() -> case a of b -> 1; c -> 2 end.") == Faults{"2:8 NoClauseEver"});
  CHECK(in_module("f() -> case a of b -> 1; a -> 2 end.").empty());
  CHECK(in_module("f(X) -> [_, _] = [X].") == Faults{"2:9 NoClauseMatches"});
  CHECK(in_module("-record(r, {a}).\nf() -> {x, _} = #r{a = 1}.") == Faults{"3:8 NoClauseMatches"});
  CHECK(in_module("-record(r, {a}).\nf() -> {r, _} = #r{a = 1}.").empty());
  CHECK(in_module("f() -> X = 1, 2 = X.") == Faults{"2:15 NoClauseMatches"});
  CHECK(in_module("f(X) -> {a, _} = {b, _} = X.") == Faults{"2:9 PatternNeverMatches"});
  CHECK(in_module("f({a, _} = [_]) -> 1;\nf(_) -> 2.") == Faults{"2:3 PatternNeverMatches"});
  CHECK(in_module("f(1 div 0) -> 1.") == Faults{"2:3 IllegalPattern"});
  CHECK(in_module("f(#{a := 1}) -> 1;\nf(#{a := 1, b := 2}) -> 2;\nf(#{a := _}) -> 3.") ==
        Faults{"3:1 ClauseCannotMatch"});
}

TEST_CASE("variables that begin with an underscore and are no `_`") {
  CHECK(in_module("f(_X, _X) -> 1.") == Faults{"2:3 UnderscoreRepeated", "2:7 UnderscoreRepeated"});
  CHECK(in_module("f(_X) -> case a of _X -> 1; _ -> 2 end.") == Faults{"2:20 UnderscoreRebound"});
  CHECK(in_module("f(A) -> {_X = A, _X = A}.") ==
        Faults{"2:10 UnderscoreRepeated", "2:18 UnderscoreRepeated"});
  CHECK(in_module("f(X, X) -> 1.").empty());
}

TEST_CASE("segments that cannot be") {
  CHECK(in_module("f(X) -> <<X:7/float>>.") == Faults{"2:11 BadFloatSize"});
  CHECK(in_module("f(<<X:3/float-unit:8>>) -> X.") == Faults{"2:5 BadFloatSize"});
  CHECK(in_module("f(X, N) -> <<X:N/float, X:16/float, X:2/float-unit:16, X/float>>.").empty());
  CHECK(in_module("f() -> <<1.5:8>>.") == Faults{"2:10 BinaryWillFail"});
  CHECK(in_module("f() -> <<\"abc\"/binary>>.") == Faults{"2:10 BinaryWillFail"});
  CHECK(in_module("f(X) -> <<X:(-1)>>.") == Faults{"2:11 BinaryWillFail"});
  CHECK(in_module("f(X) -> <<X:a>>.") == Faults{"2:11 BinaryWillFail"});
  CHECK(in_module("f() -> <<16#D800/utf8>>.") == Faults{"2:10 BinaryWillFail"});
  CHECK(in_module("f() -> <<300:8, \"abc\", \"abc\":16, 1/float, $a/utf8>>.").empty());
  CHECK(in_module("f(X) -> << 1 || _ <- X >>.") == Faults{"2:12 BinaryWillFail"});
  for (const std::string_view segment : {"300:8", "-1:8", "200:8/signed", "a:8", "1.5:8", "1/binary", "X:a"})
    CHECK(in_module("f(<<" + std::string(segment) + ">>) -> 1;\nf(_) -> 2.")[0] == "2:5 SegmentNeverMatches");
  CHECK(in_module("f(<<255, -128:8/signed, 1/float, 16#10FFFF/utf8>>) -> 1;\nf(_) -> 2.").empty());
}

TEST_CASE("types that only unused types name are unused") {
  CHECK(test::faults_of("-module(t).\n-export([f/0]).\n-type a() :: b().\n-type b() :: {b()}.\n"
                        "-type c() :: 1.\n-spec f() -> c().\nf() -> 1.\n") ==
        Faults{"3:7 UnusedType", "4:7 UnusedType"});
  CHECK(in_module("-type t() :: {A, A}.\n-export_type([t/0]).\nf() -> 1.").empty());
  CHECK(in_module("-type t() :: A.\n-export_type([t/0, t/0]).\nf() -> 1.") ==
        Faults{"2:14 UnboundTypeVariable", "3:20 DuplicateTypeExport"});
  CHECK(in_module("-type t() :: a + 1 | -a | a..1 | <<_:a>>.\n-export_type([t/0]).\nf() -> 1.") ==
        Faults{"2:14 BadIntegerType", "2:23 BadIntegerType", "2:27 BadIntegerType", "2:38 BadIntegerType"});
  CHECK(in_module("-opaque t() :: term().\n-export_type([t/0]).\nf() -> 1.") == Faults{"2:9 OpaqueAny"});
  CHECK(in_module("-callback a:f() -> 1.\n-optional_callbacks([f/0, f/0]).\ng() -> 1.") ==
        Faults{"2:13 CallbackOfModule", "3:27 DuplicateOptionalCallback"});
}

TEST_CASE("funs that are match specifications") {
  CHECK(in_module("f(L) -> ets:fun2ms(fun({A, _B}) when A > L -> A end).").empty());
  CHECK(in_module("f() -> ets:fun2ms(fun({A, B}) -> A end).").empty());
  CHECK(in_module("-import(ets, [fun2ms/1]).\nf() -> fun2ms(fun({A, B}) -> A end).").empty());
  CHECK(in_module("-import(ets, [fun2ms/1]).\nf() -> fun2ms(fun(A, _) -> A end).") ==
        Faults{"3:18 MatchFunParameter"});
  CHECK(in_module("f(A) -> {A, ets:fun2ms(fun({A}) -> A end)}.") == Faults{"2:29 ShadowedVariable"});
  CHECK(in_module("f() -> ets:fun2ms(fun({_}) -> A end).") == Faults{"2:31 UnboundVariable"});
  CHECK(in_module("f() -> ets:fun2ms(fun([A]) -> A end).") == Faults{"2:22 MatchFunParameter"});
  CHECK(in_module("f() -> dbg:fun2ms(fun([A]) -> A end).").empty());
  CHECK(in_module("f() -> dbg:fun2ms(fun({A}) -> A end).") == Faults{"2:22 MatchFunParameter"});
  CHECK(in_module("f() -> ets:fun2ms(fun(A, _) -> A end).") == Faults{"2:22 MatchFunParameter"});
  CHECK(in_module("f() -> ets:fun2ms(fun({A = {_}}) -> A end).") == Faults{"2:26 MatchFunAlias"});
  CHECK(in_module("f() -> ets:fun2ms(fun({'$1'}) -> ok end).") == Faults{"2:24 MatchFunReservedAtom"});
  CHECK(in_module("f() -> ets:fun2ms(fun({A}) -> g(A) end).") == Faults{"2:31 MatchFunCall"});
  CHECK(in_module("f() -> ets:fun2ms(fun({A}) -> lists:sum(A) end).") == Faults{"2:31 MatchFunCall"});
  CHECK(in_module("f() -> ets:fun2ms(fun({A}) when display(A) -> A end).") == Faults{"2:33 MatchFunCall"});
  CHECK(in_module("f() -> ets:fun2ms(fun({A}) -> case A of 1 -> 2 end end).") ==
        Faults{"2:31 MatchFunConstruct"});
  CHECK(in_module("f() -> ets:fun2ms(fun({A}) -> <<A>> end).") == Faults{"2:33 MatchFunBits"});
  CHECK(in_module("f() -> ets:fun2ms(fun(#r{}) -> 1 end).") == Faults{"2:24 UndefinedRecord"});
  CHECK(in_module("-record(r, {a}).\nf() -> ets:fun2ms(fun(#r{b = B}) -> B end).") ==
        Faults{"3:26 UndefinedField"});
  CHECK(in_module("f(F) -> ets:fun2ms(F).").empty());
  CHECK(in_module("-compile({parse_transform, ms_transform}).\nf(F) -> ets:fun2ms(F).") ==
        Faults{"3:9 MatchFunNotLiteral"});
}

TEST_CASE("values nobody looks at") {
  CHECK(in_module("f(X) -> {a, X}, [X], #{a => X}, <<X>>, fun() -> X end, \"s\", 1, ok.").size() == 7);
  CHECK(in_module("f(X) -> a, X, [], \"\", _ = {X}, ok.").empty());
  CHECK(in_module("f(X) -> X + 1, X == 1, -X, ok.") ==
        Faults{"2:11 UnusedResult", "2:18 NoEffect", "2:24 UnusedResult"});
  CHECK(in_module("f(X) -> self(), length(X), lists:reverse(X), maps:get(a, X), put(a, X), ok.") ==
        Faults{"2:9 NoEffect", "2:17 UnusedResult", "2:46 UnusedResult"});
  CHECK(in_module("f(X) -> case X of 1 -> {X}; _ -> ok end, begin X, {X} end, X.") ==
        Faults{"2:24 UnusedTerm", "2:51 UnusedTerm"});
  CHECK(in_module("f(X) -> X andalso {X}, ok.") == Faults{"2:19 UnusedTerm"});
  CHECK(in_module("-compile(nowarn_ignored).\nf(X) -> {X}, ok.").empty());
  CHECK(in_module("-compile([nowarn_opportunistic]).\nf(X) -> {X}, 1 + a.").empty());
}

TEST_CASE("what must fail") {
  CHECK(in_module("f(X) -> X + a.").empty());
  CHECK(in_module("f() -> 1 + a.") == Faults{"2:10 WillFail"});
  CHECK(in_module("f() -> 1 div 0.") == Faults{"2:10 WillFail"});
  CHECK(in_module("f() -> {hd([]), length(a), element(1, a), -x, not 1, true and 1, a#{b => 1}}.").size() ==
        7);
  CHECK(in_module("f() -> 1:f().") == Faults{"2:8 InvalidRemoteCall"});
  CHECK(in_module("f() -> 1 = 2.") == Faults{"2:8 NoClauseMatches"});
  CHECK(in_module("f(X) -> {a, B} = {b, X}, B.") == Faults{"2:9 NoClauseMatches"});
  CHECK(in_module("f(X) -> #{a => X, b => 1, a => 2}.") == Faults{"2:11 KeyOverridden"});
  CHECK(in_module("-define(M, #{a => 1, b => 2}).\nf() -> ?M.").empty());
}

TEST_CASE("formats and their arguments") {
  CHECK(in_module("f(X) -> io:format(\"~p ~p~n\", [X]).") == Faults{"2:30 FormatArguments"});
  CHECK(in_module("f(X) -> io:format(\"~-10.3.*s~*c~W~~~n\", [$a, X, 2, $b, X, 3]).").empty());
  CHECK(in_module("f(X) -> io:format(X, \"~p ~tp\", [X, X | [X]]).") == Faults{"2:32 FormatArguments"});
  CHECK(in_module("f(X) -> io:format(\"~p~n\", X), io:format(\"~n\").").empty());
  CHECK(in_module("f() -> io:format(\"~q\", [1]), io:format(\"a~\").") ==
        Faults{"2:18 FormatInvalid", "2:40 FormatInvalid"});
  CHECK(in_module("f() -> io_lib:format(\"~p\", a).") == Faults{"2:28 FormatNoList"});
  CHECK(in_module("f() -> io:format(a, b, c, d).") == Faults{"2:8 FormatArity"});
  CHECK(in_module("-compile(nowarn_format).\nf() -> io:format(\"~p\").").empty());
}

TEST_CASE("deprecated functions") {
  CHECK(in_module("f() -> erlang:now().") == Faults{"2:8 DeprecatedFunction"});
  CHECK(in_module("f() -> erlang:get_stacktrace().") == Faults{"2:8 RemovedFunction"});
  CHECK(
      in_module("-compile({nowarn_deprecated_function, [{erlang, now, 0}]}).\nf() -> erlang:now().").empty());
}

TEST_CASE("functions") {
  CHECK(in_module("f() -> g(1).") == Faults{"2:8 UndefinedFunction"});
  CHECK(in_module("f() -> fun g/1.") == Faults{"2:8 UndefinedFunction"});
  CHECK(test::faults_of("-module(t).\n-export([a/0]).\na() -> ok.\nb() -> c().\nc() -> b().\n") ==
        Faults{"4:1 UnusedFunction", "5:1 UnusedFunction"});
  CHECK(test::faults_of("-module(t).\n-export([a/0, a/0, b/0]).\na() -> ok.\n") ==
        Faults{"2:15 DuplicateExport", "2:20 ExportUndefined"});
  CHECK(in_module("f() -> ok.\nf() -> ok.") == Faults{"3:1 DuplicateFunction"});
  CHECK(in_module("f(1) -> ok;\nf(1, 2) -> ok.") == Faults{"3:1 HeadMismatch"});
  CHECK(in_module("length(X) -> X.\nf() -> length([]).") == Faults{"3:8 AmbiguousCall"});
  CHECK(in_module("max(X, _) -> X.\nf() -> max(1, 2).") == Faults{"3:8 OverriddenAutoImport"});
  CHECK(test::faults_of(
            "-module(t).\n-compile({no_auto_import, [length/1]}).\n-export([f/0]).\nlength(X) -> X.\nf() -> "
            "length([]).\n")
            .empty());
  CHECK(test::faults_of(
            "-module(t).\n-import(lists, [map/2, foldl/3]).\n-export([f/0]).\nf() -> map(a, b).\n") ==
        Faults{"2:24 UnusedImport"});
}

TEST_CASE("records") {
  CHECK(in_module("f(X) -> X#q.a.") == Faults{"2:11 UndefinedRecord"});
  CHECK(in_module("-record(r, {abc}).\nf(X) -> X#r.abd.") == Faults{"3:13 UndefinedField"});
  CHECK(in_module("-record(r, {a}).\nf() -> #r{a = 1, a = 2}.") == Faults{"3:18 DuplicateField"});
  CHECK(in_module("-record(r, {a, a}).\nf() -> #r{}.") == Faults{"2:16 DuplicateRecordField"});
  CHECK(in_module("-record(r, {a}).\nf() -> ok.") == Faults{"2:9 UnusedRecord"});
  CHECK(in_module("-record(r, {a, b}).\nf() -> {record_info(fields, r), record_info(size, r)}.").empty());
  CHECK(in_module("-record(r, {a = X}).\nf() -> #r{}.") == Faults{"2:17 UnboundVariable"});
}

TEST_CASE("declarations") {
  CHECK(test::faults_of(
            "-module(t).\n-behaviour(gen_server).\n-export([init/1, handle_call/3]).\ninit(X) -> X.\n"
            "handle_call(A, B, C) -> {A, B, C}.\n") == Faults{"2:1 UndefinedCallback"});
  CHECK(in_module("-on_load(f/0).\nf() -> ok.") == Faults{"2:1 OnLoadUnsupported"});
  CHECK(in_module("-compile({parse_transform, x}).\nf() -> ok.") == Faults{"2:9 ParseTransformUnsupported"});
  CHECK(in_module("-spec g() -> ok.\nf() -> ok.") == Faults{"2:7 SpecForUndefined"});
  CHECK(in_module("-spec f(A) -> ok.\nf(_) -> ok.") == Faults{"2:9 SingletonTypeVariable"});
  CHECK(in_module("-type t() :: foo().\n-export_type([t/0]).\nf() -> ok.") == Faults{"2:14 UndefinedType"});
}

TEST_CASE("scripts are named after their file and export all") {
  Compilation c("main() -> helper().\nhelper() -> ok.\n", "dir/hello.bl");
  c.check();
  CHECK(c.faults().empty());
  CHECK(c.checked.env.is_script);
  CHECK(c.symbols.text(c.checked.env.module) == "hello");
  CHECK(c.checked.env.exports.size() == 2);
}

// One behaviour whose callbacks are known, one that is only there.
class TestBehaviours : public BehaviourResolver {
 public:
  std::optional<Found> find(std::string_view module) override {
    if (module == "plain") return Found{true, {}};
    if (module == "compiled") return Found{};
    if (module != "shape") return std::nullopt;
    return Found{true, callbacks_of_text("shape.erl",
                                         "-module(shape).\n-callback area(term()) -> number().\n"
                                         "-callback name() -> atom().\n-callback init(term()) -> term().\n"
                                         "-optional_callbacks([name/0]).\n",
                                         {})};
  }
};
Faults with_behaviours(std::string_view text) {
  Compilation c("-module(t).\n" + std::string(text) + "\n");
  c.parse();
  TestBehaviours behaviours;
  c.checked = check_module(*c.parsed.ast, c.sink, sym::kEmpty, &behaviours);
  return c.faults();
}

TEST_CASE("behaviours of other modules") {
  CHECK(with_behaviours("-behaviour(shape).\n-export([area/1, init/1]).\narea(X) -> X.\ninit(X) -> X.")
            .empty());
  CHECK(with_behaviours("-behavior(shape).\n-export([init/1]).\ninit(X) -> X.") ==
        Faults{"2:1 UndefinedCallback"});
  CHECK(with_behaviours("-behaviour(nowhere).") == Faults{"2:1 UndefinedBehaviour"});
  CHECK(with_behaviours("-behaviour(plain).") == Faults{"2:1 BehaviourWithoutCallbacks"});
  CHECK(with_behaviours("-behaviour(compiled).").empty());
  CHECK(with_behaviours(
            "-behaviour(shape).\n-behaviour(supervisor).\n-export([area/1, init/1]).\narea(X) -> X.\n"
            "init(X) -> X.") == Faults{"3:1 ConflictingBehaviours"});
}

TEST_CASE("attributes that speak of functions") {
  CHECK(in_module("-deprecated([{f, 0}, {f, '_'}, {f, 0, \"why\"}, {f, 0, eventually}, module]).\nf() -> ok.")
            .empty());
  CHECK(in_module("-deprecated({g, 0}).\nf() -> ok.") == Faults{"2:1 AttributeOfUndefined"});
  CHECK(in_module("-deprecated([foo, {f, x}, {f, 0, soon}]).\nf() -> ok.").size() == 3);
  CHECK(in_module("-removed([{f, 0}, {g, 1, \"use f\"}]).\nf() -> ok.") ==
        Faults{"2:1 RemovedStillExported"});
  CHECK(in_module("-dialyzer({nowarn_function, g/0}).\nf() -> ok.") == Faults{"2:29 OptionForUndefined"});
  CHECK(in_module("-dialyzer([no_match, foo]).\nf() -> ok.") == Faults{"2:22 BadToolAttribute"});
  CHECK(in_module("-compile({nowarn_unused_function, [g/1]}).\nf() -> ok.") ==
        Faults{"2:36 OptionForUndefined"});
  CHECK(in_module("-callback c() -> ok.\nbehaviour_info(X) -> X.") ==
        Faults{"2:11 BehaviourInfoAndCallback"});
  CHECK(in_module("-spec m:f() -> ok.\nf() -> ok.") == Faults{"2:9 SpecForOtherModule"});
  CHECK(in_module("-export_type([t/0]).\n-type t() :: 3..1 | -1..1.\nf() -> ok.") ==
        Faults{"3:14 BadRangeType"});
  CHECK(in_module("-opaque t() :: x.\n-spec f() -> t().\nf() -> x.") == Faults{"2:9 OpaqueNotExported"});
  CHECK(in_module("f() -> #r{}.\n-record(r, {a}).") == Faults{"2:9 UndefinedRecord"});
  CHECK(test::faults_of("-module(t).\n-compile(export_all).\nf() -> ok.\n") ==
        Faults{"2:9 ExportAllEnabled"});
  CHECK(in_module("-compile(warnings_as_errors).\nf(X) -> ok.").size() == 2);
  CHECK(in_module("-compile(warn_export_vars).\nf(X) -> case X of 1 -> Y = 1; _ -> Y = 2 end, Y.") ==
        Faults{"3:47 ExportedVariable"});
}

TEST_CASE("a flood of warnings is counted, not shown") {
  std::string text = "-module(t).\n-export([f0/1]).\n";
  for (int i = 0; i < 150; ++i) text += "f" + std::to_string(i) + "(X) -> 1.\n";
  Compilation c(text);
  c.check();
  CHECK(c.sink.warning_count() == 150 + 149);
  const std::string shown = render_text(c.sink, c.sources);
  CHECK(shown.ends_with("\n199 more warnings\n"));
  CHECK(render_text(c.sink, c.sources, {.max_warnings = 1000}).find("more warnings") == std::string::npos);
}

TEST_CASE("suggestions") {
  const auto suggestion = [](std::string_view text) {
    Compilation c("-module(t). -compile([export_all, nowarn_export_all]).\n" + std::string(text));
    c.check();
    return c.sink.diagnostics().empty() ? std::string("nothing") : c.sink.diagnostics()[0].suggestion;
  };
  CHECK(suggestion("f() -> revers(1).\nreverse(X) -> X.\n") == "did you mean `reverse/1`?");
  CHECK(suggestion("f() -> reverse(1, 2).\nreverse(X) -> X.\n") == "did you mean `reverse/1`?");
  CHECK(suggestion("f() -> lenght([]).\n") == "did you mean `length/1`?");
  CHECK(suggestion("f(Count) -> Cuont.\n") == "");
  CHECK(edit_distance("kitten", "sitting", 5) == 3);
  CHECK(edit_distance("ab", "ba", 5) == 1);
  CHECK(edit_distance("abcdefgh", "x", 2) == 3);
}

TEST_CASE("a prompt's expressions") {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  const FileId file = *sources.add("shell", "Y = X + 1, {Z, _} = {Y, length([])}.");
  const auto parsed = parse_expressions(sources, file, symbols, {}, sink);
  const ModuleEnv env = empty_module_env(symbols);
  const Symbol before[] = {symbols.intern("X")};
  const auto checked = check_expressions(parsed.ast->items[0].expressions, before, env, symbols, sink);
  CHECK(checked.ok);
  CHECK(checked.bound_after == std::vector<Symbol>{symbols.intern("Y"), symbols.intern("Z")});
  CHECK_FALSE(check_expressions(parsed.ast->items[0].expressions, {}, env, symbols, sink).ok);
}

TEST_CASE("compilations on several threads do not know of one another") {
  std::string text = "-module(t).\n-export([f0/1]).\n-define(M(X), {X, ?LINE}).\n";
  for (int i = 0; i < 200; ++i) {
    text += "f" + std::to_string(i) + "(X) -> ?M(f" + std::to_string(i + 1) + "(X)), Unbound" +
            std::to_string(i) + ".\n";
  }
  text += "f200(X) -> X.\n";
  std::vector<std::string> results(8);
  std::vector<std::thread> threads;
  for (std::string& result : results) {
    threads.emplace_back([&result, &text] {
      Compilation c(text);
      c.check();
      result = c.printed() + render_text(c.sink, c.sources, {.max_errors = 1000});
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(results[0].find("Unbound199") != std::string::npos);
  for (const std::string& result : results) CHECK(result == results[0]);
}

TEST_CASE("an expression may not see a record default's variables, nor a clause another's") {
  CHECK(in_module("f(1) -> A = 1, A;\nf(_) -> A.") == Faults{"3:9 UnboundVariable"});
}

}  // namespace
}  // namespace beamlet
