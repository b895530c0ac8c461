// What good code must look like, and that hostile sources neither crash nor stall the compiler.

#include <chrono>

#include "tests/unit/codegen/codegen_fixture.hpp"

namespace beamlet {
namespace {

using test::bytecode;

// How often a word stands in the text between two others (the whole text when they are empty).
size_t count(std::string_view text, std::string_view word) {
  size_t n = 0;
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++n;
  return n;
}
std::string_view function(std::string_view code, std::string_view name) {
  size_t begin = code.find("FuncInfo 't', '" + std::string(name) + "'");
  REQUIRE(begin != std::string_view::npos);
  size_t end = code.find("FuncInfo", begin + 1);
  return code.substr(begin, end - begin);
}

TEST_CASE("a leaf path makes no frame, and the recursive one moves nothing twice") {
  const std::string code =
      bytecode("-module(t). -export([fib/1]).\nfib(N) when N < 2 -> N;\nfib(N) -> fib(N-1) + fib(N-2).");
  const auto f = function(code, "fib");
  CHECK(f.find("Return") < f.find("Allocate"));
  CHECK(count(f, "Allocate") == 1);
  CHECK(count(f, "Move") == 2);
}

TEST_CASE("each thing is tested once") {
  const std::string code = bytecode(
      "-module(t). -export([f/1]).\n"
      "f({ok, {A, B}}) when is_integer(A), is_integer(B) -> A + B;\n"
      "f({ok, {A, _}}) when is_atom(A) -> A;\n"
      "f({error, R}) -> R.");
  const auto f = function(code, "f");
  CHECK(count(f, "IsTupleOfArity") == 2);
  CHECK(count(f, "SelectVal") == 1);
}

TEST_CASE("a record test is one instruction") {
  const std::string code = bytecode("-module(t). -export([f/1]).\n-record(r, {a, b}).\nf(#r{b = B}) -> B.");
  const auto f = function(code, "f");
  CHECK(count(f, "IsTaggedTuple") == 1);
  CHECK(count(f, "GetTupleElement") == 1);
}

TEST_CASE("matching on through a binary makes no sub-binaries") {
  const std::string code = bytecode(
      "-module(t). -export([sum/2]).\nsum(<<X, Rest/binary>>, Acc) -> sum(Rest, Acc + X);\nsum(<<>>, Acc) -> "
      "Acc.");
  const auto f = function(code, "sum");
  CHECK(f.find("CallOnly") < f.find("BsGetTail"));  // made for function_clause alone
  CHECK(count(f, "BsGetTail") == 1);
}

TEST_CASE("a condition makes no boolean") {
  const std::string code = bytecode(
      "-module(t). -export([f/2]).\nf(A, B) -> case A < B andalso not is_atom(A) of true -> 1; false -> 2 "
      "end.");
  CHECK(count(function(code, "f"), "'true'") == 0);
}

TEST_CASE("constants are literals") {
  const std::string code =
      bytecode("-module(t). -export([f/0]).\nf() -> {a, [1, 2 + 3, \"x\"], #{k => <<1:4>>}}.");
  const auto f = function(code, "f");
  CHECK(count(f, "Put") == 0);
  CHECK(count(f, "Move literal") == 1);
}

TEST_CASE("tail calls everywhere but in protected parts") {
  const std::string code = bytecode(
      "-module(t). -export([f/1, g/1]).\n"
      "f(X) -> case X of 1 -> g(X); _ -> if X > 2 -> g(1); true -> begin g(2) end end end.\n"
      "g(X) -> try f(X) of Y -> f(Y) catch _:_ -> f(0) end.");
  CHECK(count(function(code, "f"), "CallOnly") == 3);
  CHECK(count(function(code, "g"), "CallLast") == 2);
}

// Milliseconds to compile and verify nothing but the compiler's part.
double milliseconds(const std::string& text) {
  auto begin = std::chrono::steady_clock::now();
  const test::Built b = test::build(text);
  auto end = std::chrono::steady_clock::now();
  REQUIRE_MESSAGE(b.result.image, b.diagnostics);
  const auto fault = verify_module(*b.result.image);
  CHECK_MESSAGE(!fault, fault.value_or(""));
  return std::chrono::duration<double, std::milli>(end - begin).count();
}
constexpr double kGenerous = 20'000;  // a quadratic pass would take minutes

TEST_CASE("ten thousand clauses") {
  std::string text = "-module(t). -export([f/1, g/2]).\n";
  for (int i = 0; i < 10'000; ++i) text += "f(" + std::to_string(i) + ") -> " + std::to_string(i * 2) + ";\n";
  text += "f(_) -> none.\n";
  for (int i = 0; i < 10'000; ++i)
    text += "g({a" + std::to_string(i) + ", X}, Y) when X > Y -> " + std::to_string(i) + ";\n";
  text += "g(_, _) -> none.\n";
  CHECK(milliseconds(text) < kGenerous);
}

TEST_CASE("a literal list of a million elements") {
  std::string text = "-module(t). -export([f/0]).\nf() -> [";
  for (int i = 0; i < 1'000'000; ++i) text += std::to_string(i) + ",";
  text += "end_of_list].\n";
  CHECK(milliseconds(text) < kGenerous);
}

TEST_CASE("five thousand variables live at once, with and without calls") {
  std::string text = "-module(t). -export([f/1, g/1]).\nf(X) -> ";
  std::string all;
  for (int i = 0; i < 5000; ++i) all += (i == 0 ? "V" : ", V") + std::to_string(i);
  for (int i = 0; i < 5000; ++i) text += "V" + std::to_string(i) + " = g(X),\n";
  text += "{" + all + "}.\ng({" + all + "}) -> [" + all + "].\n";
  CHECK(milliseconds(text) < kGenerous);
}

TEST_CASE("deep nesting") {
  std::string tuples, close, cases, ends;
  for (int i = 0; i < 3000; ++i) {
    tuples += "{a, ";
    close += "}";
  }
  for (int i = 0; i < 1000; ++i) {
    cases += "case X of a -> ";
    ends += "; _ -> b end";
  }
  std::string afters = "X:done()";
  for (int i = 0; i < 60; ++i) afters = "try X:f() after " + afters + " end";
  std::string tries = "X:f()", caught;
  for (int i = 0; i < 4500; ++i) {
    tries.insert(0, "try ");
    caught += " catch _:_ -> X end";
  }
  CHECK(milliseconds("-module(t). -export([f/1]).\nf(X) -> " + tries + caught + ".\n") < kGenerous);
  std::string text = "-module(t). -export([f/1, g/1, h/1]).\nf(X) -> " + tuples + "X" + close +
                     ".\ng(X) -> " + cases + "X" + ends + ".\nh(X) -> " + afters + ".\n";
  CHECK(milliseconds(text) < kGenerous);
}

}  // namespace
}  // namespace beamlet
