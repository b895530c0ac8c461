#include <doctest/doctest.h>

#include "tests/unit/compiler/front_fixture.hpp"

namespace beamlet {
namespace {

using test::Compilation;
using Faults = std::vector<std::string>;

// The forms behind -module, printed.
std::string expanded(std::string_view text) {
  Compilation c("-module(t).\n" + std::string(text));
  c.includes.headers["h.hrl"] = "-define(FROM_HEADER, 42).\nh() -> ?FROM_HEADER.\n";
  c.includes.headers["self.hrl"] = "-include(\"self.hrl\").\n";
  c.parse();
  if (c.sink.has_errors()) return "error: " + c.sink.diagnostics()[0].message;
  const std::string out = c.printed();
  return out.substr(out.find('\n') + 1);
}

TEST_CASE("macros") {
  CHECK(expanded("-define(A, 1).\nf() -> ?A.\n") == "\nf() ->\n    1.\n");
  CHECK(expanded("-define(ADD(X, Y), X + Y).\nf() -> ?ADD(?ADD(1, 2), {3, 4}).\n") ==
        "\nf() ->\n    1 + 2 + {3, 4}.\n");
  CHECK(expanded("-define(A, 1).\n-define(A(X), {X}).\n-define(A(X, Y), {X, Y}).\nf() -> {?A, ?A(1), ?A(1, "
                 "2)}.\n") == "\nf() ->\n    {1, {1}, {1, 2}}.\n");
  CHECK(expanded("-define(A(), none).\nf() -> ?A().\n") == "\nf() ->\n    none.\n");
  CHECK(expanded("-define(S(X), {??X, X}).\nf() -> ?S(foo(1, \"x\")).\n") ==
        "\nf() ->\n    {\"foo ( 1 , \\\"x\\\" )\", foo(1, \"x\")}.\n");
  CHECK(expanded("-define(F, ?G).\n-define(G(X), [X]).\nf() -> ?F(1).\n") == "\nf() ->\n    [1].\n");
  CHECK(expanded("-define(M(X), case X of a -> b end).\nf() -> ?M(fun() -> 1, 2 end).\n").find("fun") !=
        std::string::npos);
}

TEST_CASE("predefined macros") {
  CHECK(expanded(
            "f(A, {B, C}) -> {?FUNCTION_NAME, ?FUNCTION_ARITY, ?MODULE, ?MODULE_STRING, ?LINE, ?FILE}.\n") ==
        "\nf(A, {B, C}) ->\n    {f, 2, t, \"t\", 2, \"t.bl\"}.\n");
  CHECK(expanded("f() -> {?MACHINE, ?OTP_RELEASE, ?BEAMLET}.\n") == "\nf() ->\n    {'BEAMLET', 27, true}.\n");
  CHECK(expanded("-file(\"gram.yrl\", 100).\nf() -> {?FILE, ?LINE}.\n") ==
        "-file(\"gram.yrl\", 100).\n\nf() ->\n    {\"gram.yrl\", 100}.\n");
}

TEST_CASE("conditionals") {
  CHECK(expanded("-ifdef(X).\nf() -> a.\n-else.\nf() -> b.\n-endif.\n") == "\nf() ->\n    b.\n");
  CHECK(expanded("-define(X, 1).\n-ifdef(X).\nf() -> a.\n-else.\nf() -> b.\n-endif.\n") ==
        "\nf() ->\n    a.\n");
  CHECK(expanded("-ifndef(X).\nf() -> a.\n-endif.\n") == "\nf() ->\n    a.\n");
  CHECK(expanded("-if(?OTP_RELEASE >= 26).\nf() -> new.\n-elif(true).\nf() -> other.\n-else.\nf() -> "
                 "old.\n-endif.\n") == "\nf() ->\n    new.\n");
  CHECK(expanded("-if(defined(X)).\nf() -> a.\n-elif(not defined(X)).\nf() -> b.\n-endif.\n") ==
        "\nf() ->\n    b.\n");
  CHECK(expanded(
            "-ifdef(X).\n-ifdef(Y).\n-else.\nf() -> a.\n-endif.\n-error(\"no\").\n\"skipped' text\n-endif.\n")
            .empty() == false);
  CHECK(expanded("-ifdef(X).\nf( -> .\n-endif.\ng() -> ok.\n") == "\ng() ->\n    ok.\n");
}

TEST_CASE("includes") {
  CHECK(expanded("-include(\"h.hrl\").\nf() -> ?FROM_HEADER.\n") == "\nh() ->\n    42.\n\nf() ->\n    42.\n");
  CHECK(expanded("-include(\"nope.hrl\").\n") == "error: cannot find the include file \"nope.hrl\"");
  CHECK(expanded("-include(\"self.hrl\").\n") == "error: include files are nested more than 100 deep");
}

TEST_CASE("errors of the preprocessor") {
  using test::faults_of;
  CHECK(faults_of("-define(A, ?B).\n-define(B, ?A).\nf() -> ?A.\n") == Faults{"3:8 CircularMacro"});
  // Used inside of its own argument by another macro: no circle.
  CHECK(faults_of("-define(A(X), X + 1).\n-define(B(X), ?A(X)).\nf() -> ?A(?B(2)).\n") == Faults{});
  CHECK(faults_of("f() -> ?NOPE.\n") == Faults{"1:8 UndefinedMacro"});
  CHECK(faults_of("-define(A(X), X).\nf() -> ?A(1, 2).\n") == Faults{"2:8 MacroArgumentMismatch"});
  CHECK(faults_of("-define(A, 1).\n-define(A, 2).\n") == Faults{"2:9 RedefiningMacro"});
  CHECK(faults_of("-define(LINE, 1).\n") == Faults{"1:9 RedefiningPredefinedMacro"});
  CHECK(faults_of("-endif.\n") == Faults{"1:1 UnbalancedConditional"});
  CHECK(faults_of("-ifdef(A).\n") == Faults{"1:1 UnterminatedConditional"});
  CHECK(faults_of("-error(\"boom\").\n-warning(x).\n") ==
        Faults{"1:8 ErrorDirective", "2:10 WarningDirective"});
  CHECK(faults_of("-define(A(X, X), 1).\n") == Faults{"1:14 BadDirective"});
  // A bomb: 2^60 expansions without one token of output.
  std::string bomb = "-define(A0, ).\n";
  for (int i = 1; i <= 60; ++i) {
    bomb += "-define(A" + std::to_string(i) + ", ?A" + std::to_string(i - 1) + " ?A" + std::to_string(i - 1) +
            ").\n";
  }
  CHECK(faults_of(bomb + "f() -> ?A60.\n") == Faults{"62:8 ExpansionTooLarge"});
}

TEST_CASE("spans of expanded tokens") {
  Compilation c("-module(t).\n-export([f/0]).\n-define(BAD(X), {X, Unbound}).\nf() ->\n  ?BAD(Also).\n");
  c.check();
  CHECK(c.faults() == Faults{"5:3 UnboundVariable", "5:8 UnboundVariable"});
  CHECK(render_text(c.sink, c.sources).find("it comes from macro `?BAD`") != std::string::npos);
}

}  // namespace
}  // namespace beamlet
