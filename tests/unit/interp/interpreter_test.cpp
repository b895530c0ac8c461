// The interpreter on hand-written code.
#include <doctest/doctest.h>

#include <functional>

#include "vm/boot/runtime.hpp"
#include "vm/bytecode/operand.hpp"

using namespace beamlet;
using O = Operand;

namespace {

ModuleImage module_with(uint32_t arity, const std::function<void(CodeWriter&)>& body) {
  ModuleImage image;
  image.atoms = {"m", "f", "a", "b"};
  image.exports = {{1, arity, 2}};
  CodeWriter c;
  c.emit(Op::Label, {O::num(1)});
  c.emit(Op::FuncInfo, {O::atom(0), O::atom(1), O::num(arity)});
  c.emit(Op::Label, {O::num(2)});
  body(c);
  image.code = c.take();
  image.label_count = 10;
  return image;
}

std::string run(const ModuleImage& image, std::vector<Term> args, RuntimeOptions options = {}) {
  Runtime runtime(options);
  REQUIRE(runtime.code().load(image, 0).ok());
  MainResult result = runtime.call("m", "f", args);
  return result.ok ? runtime.last_value() : result.report;
}

void fib(CodeWriter& c) {
  c.emit(Op::IsGe, {O::label(3), O::x(0), O::integer(2)});
  c.emit(Op::Allocate, {O::num(1), O::num(1)});
  c.emit(Op::Move, {O::x(0), O::y(0)});
  c.emit(Op::Sub, {O::label(0), O::x(0), O::integer(1), O::x(0)});
  c.emit(Op::Call, {O::num(1), O::label(2)});
  c.emit(Op::Sub, {O::label(0), O::y(0), O::integer(2), O::x(1)});
  c.emit(Op::Move, {O::x(0), O::y(0)});
  c.emit(Op::Move, {O::x(1), O::x(0)});
  c.emit(Op::Call, {O::num(1), O::label(2)});
  c.emit(Op::Add, {O::label(0), O::y(0), O::x(0), O::x(0)});
  c.emit(Op::Deallocate, {O::num(1)});
  c.emit(Op::Return, {});
  c.emit(Op::Label, {O::num(3)});
  c.emit(Op::Return, {});
}

}  // namespace

TEST_CASE("fib") {
  CHECK(run(module_with(1, fib), {Term::small(20)}) == "6765");
  CHECK(run(module_with(1, fib), {Term::small(20)}, {.gc_stress = true}) == "6765");
  if (const char* n = std::getenv("FIB")) MESSAGE(run(module_with(1, fib), {Term::small(std::atoi(n))}));
}

TEST_CASE("deep recursion grows the stack") {
  // f(0) -> 0; f(N) -> 1 + f(N - 1).
  auto body = [](CodeWriter& c) {
    c.emit(Op::IsNeExact, {O::label(3), O::x(0), O::integer(0)});
    c.emit(Op::Allocate, {O::num(0), O::num(1)});
    c.emit(Op::Sub, {O::label(0), O::x(0), O::integer(1), O::x(0)});
    c.emit(Op::Call, {O::num(1), O::label(2)});
    c.emit(Op::Add, {O::label(0), O::x(0), O::integer(1), O::x(0)});
    c.emit(Op::Deallocate, {O::num(0)});
    c.emit(Op::Return, {});
    c.emit(Op::Label, {O::num(3)});
    c.emit(Op::Return, {});
  };
  CHECK(run(module_with(1, body), {Term::small(1'000'000)}) == "1000000");
  CHECK(run(module_with(1, body), {Term::small(1'000'000)}, {.max_heap_words = 100'000}) ==
        "exception exit: killed");
}

TEST_CASE("lists are built and taken apart, with collections in between") {
  // f(N) -> f(N, []); then the last element.
  auto body = [](CodeWriter& c) {
    c.emit(Op::Move, {O::nil(), O::x(1)});
    c.emit(Op::Jump, {O::label(3)});
    c.emit(Op::Label, {O::num(3)});
    c.emit(Op::IsNeExact, {O::label(4), O::x(0), O::integer(0)});
    c.emit(Op::TestHeap, {O::num(2), O::num(2)});
    c.emit(Op::PutList, {O::x(0), O::x(1), O::x(1)});
    c.emit(Op::Sub, {O::label(0), O::x(0), O::integer(1), O::x(0)});
    c.emit(Op::Jump, {O::label(3)});
    c.emit(Op::Label, {O::num(4)});
    c.emit(Op::GetList, {O::x(1), O::x(0), O::x(1)});
    c.emit(Op::IsNil, {O::label(4), O::x(1)});
    c.emit(Op::Return, {});
  };
  CHECK(run(module_with(1, body), {Term::small(100'000)}) == "100000");
  CHECK(run(module_with(1, body), {Term::small(300)}, {.gc_stress = true}) == "300");
}

TEST_CASE("exceptions: caught, and reported") {
  auto bad = [](CodeWriter& c) { c.emit(Op::Badmatch, {O::x(0)}); };
  CHECK(run(module_with(1, bad), {Term::small(7)}) ==
        "exception error: no match of right hand side value 7\n  in function  m:f/1");
  auto caught = [](CodeWriter& c) {
    c.emit(Op::Allocate, {O::num(1), O::num(1)});
    c.emit(Op::Try, {O::y(0), O::label(3)});
    c.emit(Op::Add, {O::label(0), O::x(0), O::atom(2), O::x(0)});
    c.emit(Op::TryEnd, {O::y(0)});
    c.emit(Op::Deallocate, {O::num(1)});
    c.emit(Op::Return, {});
    c.emit(Op::Label, {O::num(3)});
    c.emit(Op::TryCase, {O::y(0)});
    c.emit(Op::TestHeap, {O::num(3), O::num(3)});
    c.emit(Op::PutTuple, {O::x(0), O::num(2), O::x(0), O::x(1)});
    c.emit(Op::Deallocate, {O::num(1)});
    c.emit(Op::Return, {});
  };
  CHECK(run(module_with(1, caught), {Term::small(7)}) == "{error,badarith}");
}

TEST_CASE("selections") {
  for (int64_t step : {1, 1000}) {
    auto body = [step](CodeWriter& c) {
      c.op(Op::SelectVal);
      c.operand(O::x(0));
      c.operand(O::label(3));
      c.operand(O::num(6));
      for (int64_t i = 0; i < 6; ++i) {
        c.operand(O::integer(i * step));
        c.operand(O::label(static_cast<uint32_t>(4 + i % 2)));
      }
      for (uint32_t label : {3, 4, 5}) {
        c.emit(Op::Label, {O::num(label)});
        c.emit(Op::Move, {O::integer(label), O::x(0)});
        c.emit(Op::Return, {});
      }
    };
    CHECK(run(module_with(1, body), {Term::small(4 * step)}) == "4");
    CHECK(run(module_with(1, body), {Term::small(5 * step)}) == "5");
    CHECK(run(module_with(1, body), {Term::small(6 * step)}) == "3");
    CHECK(run(module_with(1, body), {Term::small(-1)}) == "3");
  }
}
