#include <doctest/doctest.h>

#include "tests/unit/compiler/front_fixture.hpp"

namespace beamlet {
namespace {

using test::Compilation;
using test::structure_of;
using Faults = std::vector<std::string>;

TEST_CASE("operators bind as in Erlang") {
  CHECK(structure_of("1 + 2 * 3 - 4") == "((1 + (2 * 3)) - 4)");
  CHECK(structure_of("A = B = C") == "A = (B = C)");
  CHECK(structure_of("A ++ B -- C ++ D") == "(A ++ (B -- (C ++ D)))");
  CHECK(structure_of("not A andalso B orelse C") == "(((not A) andalso B) orelse C)");
  CHECK(structure_of("A ! B ! C") == "(A ! (B ! C))");
  CHECK(structure_of("- A#r.b") == "(-A#r.b)");
  CHECK(structure_of("catch A = B") == "catch A = B");
  CHECK(structure_of("A = catch B + 1") == "A = (catch (B + 1))");
  CHECK(structure_of("A band B bsl 1 == C") == "(((A band B) bsl 1) == C)");
  CHECK(structure_of("A == B == C").starts_with("error"));
  CHECK(structure_of("A#{b := 1}#{c => 2}") == "A#{b := 1}#{c => 2}");
  CHECK(structure_of("A#r{b = 1}#r.b") == "A#r{b = 1}#r.b");
  CHECK(structure_of("(f())(1)") == "(f())(1)");
  CHECK(structure_of("M:F(A):g(B)").starts_with("error"));
  CHECK(structure_of("\"a\" \"b\" \"c\"") == "\"abc\"");
  CHECK(structure_of("~\"x\"") == "<<\"x\"/utf8>>");
}

TEST_CASE("comprehensions") {
  CHECK(structure_of("[X || X <- L, X > 1, <<Y>> <= B, K := V <- M]") ==
        "[X || X <- L, (X > 1), <<Y>> <= B, K := V <- M]");
  CHECK(structure_of("#{K => V || K := V <- M}") == "#{K => V || K := V <- M}");
  CHECK(structure_of("<< <<X>> || X <- L >>") == "<<<<X>> || X <- L>>");
  CHECK(structure_of("[{X, Y} || X <:- A && <<Y>> <:= B && K := V <:- M]") ==
        "[{X, Y} || X <:- A && <<Y>> <:= B && K := V <:- M]");
}

TEST_CASE("bit syntax") {
  CHECK(structure_of("<<A:8/little-signed-integer-unit:2, B/binary, -1:4>>") ==
        "<<A:8/little-signed-integer-unit:2, B/binary, (-1):4>>");
  CHECK(structure_of("<<\"abc\"/utf8, (A + 1):N>>") == "<<\"abc\"/utf8, (A + 1):N>>");
}

TEST_CASE("long chains and lists need no nesting") {
  std::string list = "[0";
  for (int i = 1; i < 200'000; ++i) list += ",1";
  std::string append = "[]";
  for (int i = 0; i < 100'000; ++i) append += " ++ A";
  std::string sum = "1";
  for (int i = 0; i < 100'000; ++i) sum += " + 1";
  std::string conses = std::string();
  for (int i = 0; i < 50'000; ++i) conses += "[1 | ";
  conses += "[]" + std::string(50'000, ']');
  Compilation c("-module(t).\n-compile(nowarn_ignored).\n-export([f/1]).\nf(A) -> " + list + "], " + append +
                ", " + sum + ", " + conses + ".\n");
  c.check();
  CHECK(c.faults().empty());
  CHECK(c.parsed.ast->max_height < 10);
  CHECK(c.printed().size() > 500'000);
}

TEST_CASE("nesting has a limit, and below it everything works") {
  const auto nested = [](size_t depth) {
    return "-module(t).\n-export([f/0]).\nf() -> " + std::string(depth, '{') + std::string(depth, '}') +
           ".\n";
  };
  Compilation fine(nested(9'000));
  fine.check();
  CHECK(fine.faults().empty());
  CHECK(fine.printed().find(std::string(9'000, '{')) != std::string::npos);
  Compilation deep(nested(20'000));
  deep.check();
  CHECK(deep.faults() == Faults{"3:10007 NestingTooDeep"});
}

TEST_CASE("several syntax errors in one go") {
  Compilation c(
      "-module(t).\n"
      "-export([a/0, b/0, c/0, d/0]).\n"
      "a() -> foo(1, , 2), {x y}, ok.\n"
      "b() ->\n"
      "    case x of\n"
      "        1 -> )\n"
      "    end.\n"
      "c() -> ok\n"
      "d() -> [1, 2.\n");
  c.check();
  CHECK(c.faults() == Faults{"3:15 SyntaxError", "3:24 SyntaxError", "6:14 SyntaxError", "9:1 SyntaxError",
                             "9:13 SyntaxError"});
}

TEST_CASE("words of syntax errors") {
  const auto label = [](std::string_view text) {
    Compilation c(text);
    c.check();
    return c.sink.diagnostics().empty() ? std::string() : c.sink.diagnostics()[0].label;
  };
  CHECK(label("f() -> {1, 2 3}.\n") == "expected `}` or `,`");
  CHECK(label("f() -> foo(.\n") == "expected an expression or `)`");
  CHECK(label("f(X) X.\n") == "expected `->` or `when`");
  CHECK(label("f() -> case X of 1 -> 2.\n") == "expected `,`, `;` or `end`");
}

TEST_CASE("expressions for the shell") {
  const auto state = [](std::string_view text, bool add_stop) {
    SourceManager sources;
    Interner symbols;
    DiagnosticSink sink;
    const FileId file = *sources.add("shell", text);
    ExpressionOptions options;
    options.add_final_stop = add_stop;
    const auto result = parse_expressions(sources, file, symbols, options, sink);
    return std::pair(result.state, result.ast->items.size());
  };
  CHECK(state("1 + 2", true) == std::pair(InputState::Complete, size_t{1}));
  CHECK(state("X = 1, Y = 2. X + Y.", true) == std::pair(InputState::Complete, size_t{2}));
  CHECK(state("1 + 2", false) == std::pair(InputState::Incomplete, size_t{0}));
  CHECK(state("foo(1,\n", false) == std::pair(InputState::Incomplete, size_t{0}));
  CHECK(state("\"abc", false).first == InputState::Incomplete);
  CHECK(state("1 + .", false).first == InputState::Wrong);
  CHECK(state("f(X) when X > 1 -> X * 2. f(3).", false) == std::pair(InputState::Complete, size_t{2}));
  CHECK(state("-1.", false) == std::pair(InputState::Complete, size_t{1}));
  CHECK(state("-record(r, {a}). #r{}.", false) == std::pair(InputState::Complete, size_t{2}));
}

TEST_CASE("attributes") {
  Compilation c(
      "-module(t).\n-export([f/1]).\n-import(lists, [map/2]).\n-behaviour(x).\n-vsn(1).\n-foo({a, [f/1]}).\n"
      "-doc #{a => 1}.\n-doc \"text\".\n-type t(A) :: [A] | {ok, X :: a..b} | fun((...) -> t(A)) | <<_:8, "
      "_:_*4>>.\n"
      "-spec f(A) -> B when A :: integer(), B :: t(A); (x) -> y.\n"
      "-record(r, {a = 1 :: integer(), b, c :: #{a := b, c => d}}).\n-compile([inline, {inline, [f/1]}]).\n");
  c.parse();
  CHECK_FALSE(c.sink.has_errors());
  CHECK(c.printed() ==
        "-module(t).\n-export([f/1]).\n-import(lists, [map/2]).\n-behaviour(x).\n-vsn(1).\n-foo({a, [{f, "
        "1}]}).\n"
        "-doc(#{a => 1}).\n-doc(\"text\").\n"
        "-type t(A) :: [A] | {ok, X :: a..b} | fun((...) -> t(A)) | <<_:8, _:_*4>>.\n\n"
        "-spec f(A) -> B when A :: integer(), B :: t(A);\n    (x) -> y.\n"
        "-record(r, {a = 1 :: integer(), b, c :: #{a := b, c => d}}).\n-compile([inline, {inline, [{f, "
        "1}]}]).\n");
}

}  // namespace
}  // namespace beamlet
