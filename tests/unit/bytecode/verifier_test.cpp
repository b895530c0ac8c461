// The verifier: good code passes, and every promise it must prove has a program that breaks it.
#include "vm/bytecode/verifier.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "vm/bytecode/operand.hpp"

using namespace beamlet;
using O = Operand;

namespace {

// A module with one function f/1 (entry label 2) whose body the test writes; labels from 3 on are free.
ModuleImage module_with(const std::function<void(CodeWriter&)>& body, uint32_t labels = 8) {
  ModuleImage image;
  image.atoms = {"m", "f", "g"};
  image.imports = {{0, 2, 1}};
  image.exports = {{1, 1, 2}};
  image.literals = {std::string("\x83\x68\x02\x61\x01\x61\x02", 7), std::string("\x83\x6d\0\0\0\x01X", 7)};
  CodeWriter c;
  c.emit(Op::Label, {O::num(1)});
  c.emit(Op::FuncInfo, {O::atom(0), O::atom(1), O::num(1)});
  c.emit(Op::Label, {O::num(2)});
  body(c);
  image.code = c.take();
  image.label_count = labels;
  return image;
}

void accepts(const std::function<void(CodeWriter&)>& body) {
  auto fault = verify_module(module_with(body));
  CHECK_MESSAGE(!fault, fault.value_or(""));
}
void rejects(const char* why, const std::function<void(CodeWriter&)>& body) {
  auto fault = verify_module(module_with(body));
  REQUIRE_MESSAGE(fault, "accepted, though: ", why);
  CHECK_MESSAGE(fault->find(why) != std::string::npos, *fault);
}

void ret(CodeWriter& c) { c.emit(Op::Return, {}); }

}  // namespace

TEST_CASE("code that keeps every promise is accepted") {
  accepts(ret);
  accepts([](CodeWriter& c) {
    c.emit(Op::IsNonemptyList, {O::label(1), O::x(0)});
    c.emit(Op::GetList, {O::x(0), O::x(1), O::x(2)});
    c.emit(Op::TestHeap, {O::num(2), O::num(3)});
    c.emit(Op::PutList, {O::x(2), O::x(1), O::x(0)});
    ret(c);
  });
  accepts([](CodeWriter& c) {
    c.emit(Op::Allocate, {O::num(2), O::num(1)});
    c.emit(Op::Try, {O::y(0), O::label(3)});
    c.emit(Op::CallExt, {O::num(1), O::num(0)});
    c.emit(Op::TryEnd, {O::y(0)});
    c.emit(Op::Deallocate, {O::num(2)});
    ret(c);
    c.emit(Op::Label, {O::num(3)});
    c.emit(Op::TryCase, {O::y(0)});
    c.emit(Op::Move, {O::x(1), O::x(0)});
    c.emit(Op::Deallocate, {O::num(2)});
    ret(c);
  });
}

TEST_CASE("a list that is not [] is a cons cell") {
  accepts([](CodeWriter& c) {
    c.emit(Op::Move, {O::x(0), O::x(1)});
    c.emit(Op::IsList, {O::label(1), O::x(0)});
    c.emit(Op::IsNeExact, {O::label(1), O::x(1), O::nil()});
    c.emit(Op::GetHd, {O::x(0), O::x(0)});
    ret(c);
  });
  accepts([](CodeWriter& c) {
    c.emit(Op::IsList, {O::label(1), O::x(0)});
    c.emit(Op::IsEqExact, {O::label(3), O::x(0), O::nil()});
    ret(c);
    c.emit(Op::Label, {O::num(3)});
    c.emit(Op::GetTl, {O::x(0), O::x(0)});
    ret(c);
  });
}

TEST_CASE("a test of a register holds for its copies") {
  accepts([](CodeWriter& c) {
    c.emit(Op::Move, {O::x(0), O::x(1)});
    c.emit(Op::IsTupleOfArity, {O::label(1), O::x(0), O::num(2)});
    c.emit(Op::GetTupleElement, {O::x(1), O::num(1), O::x(0)});
    ret(c);
  });
}

TEST_CASE("literals bring their kind") {
  accepts([](CodeWriter& c) {
    c.emit(Op::Move, {O::literal(0), O::x(0)});
    c.emit(Op::GetTupleElement, {O::x(0), O::num(1), O::x(0)});
    ret(c);
  });
}

TEST_CASE("registers are read only after they are written") {
  rejects("may hold no term", [](CodeWriter& c) {
    c.emit(Op::Move, {O::x(5), O::x(0)});
    ret(c);
  });
  rejects("may hold no term", [](CodeWriter& c) {
    c.emit(Op::IsAtom, {O::label(3), O::x(0)});
    c.emit(Op::Move, {O::nil(), O::x(1)});
    c.emit(Op::Label, {O::num(3)});
    c.emit(Op::Move, {O::x(1), O::x(0)});
    ret(c);
  });
}

TEST_CASE("what a value is must be known") {
  rejects("cons cell", [](CodeWriter& c) {
    c.emit(Op::GetHd, {O::x(0), O::x(0)});
    ret(c);
  });
  rejects("cons cell", [](CodeWriter& c) {
    c.emit(Op::IsList, {O::label(1), O::x(0)});
    c.emit(Op::GetHd, {O::x(0), O::x(0)});
    ret(c);
  });
  rejects("cons cell", [](CodeWriter& c) {
    c.emit(Op::IsNeExact, {O::label(1), O::x(0), O::nil()});
    c.emit(Op::GetHd, {O::x(0), O::x(0)});
    ret(c);
  });
  rejects("cons cell", [](CodeWriter& c) {
    c.emit(Op::IsList, {O::label(1), O::x(0)});
    c.emit(Op::IsEqExact, {O::label(1), O::x(0), O::nil()});
    c.emit(Op::GetHd, {O::x(0), O::x(0)});
    ret(c);
  });
  rejects("tuple of that size", [](CodeWriter& c) {
    c.emit(Op::IsTupleOfArity, {O::label(1), O::x(0), O::num(2)});
    c.emit(Op::GetTupleElement, {O::x(0), O::num(2), O::x(0)});
    ret(c);
  });
  rejects("hold a map", [](CodeWriter& c) {
    c.op(Op::GetMapElements);
    for (O o : {O::label(1), O::x(0), O::num(1), O::nil(), O::x(0)}) c.operand(o);
    ret(c);
  });
  rejects("match context", [](CodeWriter& c) {
    c.emit(Op::BsSkip, {O::label(1), O::x(0), O::integer(8), O::num(1)});
    ret(c);
  });
}

TEST_CASE("contexts stay inside") {
  rejects("match context used as a term", [](CodeWriter& c) {
    c.emit(Op::BsStartMatch, {O::label(1), O::x(0), O::num(1), O::x(1)});
    c.emit(Op::Move, {O::x(1), O::x(0)});
    ret(c);
  });
  // A context passed to a local function reaches the callee's rules.
  auto calls_itself_with_a_context = [](CodeWriter& c) {
    c.emit(Op::BsStartMatch, {O::label(3), O::x(0), O::num(1), O::x(0)});
    c.emit(Op::CallOnly, {O::num(1), O::label(2)});
    c.emit(Op::Label, {O::num(3)});
    ret(c);
  };
  rejects("match context used as a term", [&](CodeWriter& c) {
    c.emit(Op::IsEqExact, {O::label(3), O::x(0), O::integer(1)});
    calls_itself_with_a_context(c);
  });
  // Where start_match fails there is no context.
  accepts(calls_itself_with_a_context);
}

TEST_CASE("labels of selections lie within the table") {
  rejects("label outside", [](CodeWriter& c) {
    c.op(Op::SelectVal);
    for (O o : {O::x(0), O::label(1), O::num(1), O::integer(1), O::label(1000)}) c.operand(o);
  });
  rejects("label outside",
          [](CodeWriter& c) { c.emit(Op::Jump, {O{O::Kind::Label, (int64_t{1} << 40) | 1}}); });
}

TEST_CASE("a fault has a text: calls of funs and applies with too many arguments") {
  for (Op op : {Op::CallFunOnly, Op::ApplyOnly})
    rejects("too many arguments", [op](CodeWriter& c) { c.emit(op, {O::num(100000)}); });
}

TEST_CASE("what no path reaches is refused: the loader would translate it") {
  rejects("no path reaches", [](CodeWriter& c) {
    ret(c);
    c.emit(Op::Move, {O::literal(99), O::x(0)});
    ret(c);
  });
  rejects("line outside", [](CodeWriter& c) {
    ret(c);
    c.emit(Op::Line, {O::num(7)});
  });
}

TEST_CASE("heap words are reserved first") {
  rejects("than were reserved", [](CodeWriter& c) {
    c.emit(Op::TestHeap, {O::num(2), O::num(1)});
    c.emit(Op::PutList, {O::nil(), O::nil(), O::x(0)});
    c.emit(Op::PutList, {O::nil(), O::nil(), O::x(0)});
    ret(c);
  });
  rejects("than were reserved", [](CodeWriter& c) {
    c.emit(Op::TestHeap, {O::num(2), O::num(1)});
    c.emit(Op::Add, {O::label(0), O::x(0), O::integer(1), O::x(0)});
    c.emit(Op::PutList, {O::x(0), O::nil(), O::x(0)});
    ret(c);
  });
}

TEST_CASE("frames balance") {
  rejects("without a frame", [](CodeWriter& c) {
    c.emit(Op::CallExt, {O::num(1), O::num(0)});
    ret(c);
  });
  rejects("another size", [](CodeWriter& c) {
    c.emit(Op::Allocate, {O::num(1), O::num(1)});
    c.emit(Op::Deallocate, {O::num(2)});
    ret(c);
  });
  rejects("outside the frame", [](CodeWriter& c) {
    c.emit(Op::Allocate, {O::num(1), O::num(1)});
    c.emit(Op::Move, {O::x(0), O::y(1)});
    c.emit(Op::Deallocate, {O::num(1)});
    ret(c);
  });
  rejects("not dropped", [](CodeWriter& c) {
    c.emit(Op::Allocate, {O::num(1), O::num(1)});
    ret(c);
  });
}

TEST_CASE("catches end where they began") {
  rejects("catch in force", [](CodeWriter& c) {
    c.emit(Op::Allocate, {O::num(1), O::num(1)});
    c.emit(Op::Catch, {O::y(0), O::label(3)});
    c.emit(Op::Deallocate, {O::num(1)});
    ret(c);
    c.emit(Op::Label, {O::num(3)});
    c.emit(Op::CatchEnd, {O::y(0)});
    c.emit(Op::Deallocate, {O::num(1)});
    ret(c);
  });
  rejects("does not lead to its end", [](CodeWriter& c) {
    c.emit(Op::Allocate, {O::num(1), O::num(1)});
    c.emit(Op::Catch, {O::y(0), O::label(1)});
    c.emit(Op::Deallocate, {O::num(1)});
    ret(c);
  });
}

TEST_CASE("nothing happens between taking a message and deciding on it") {
  rejects("while a message is being matched", [](CodeWriter& c) {
    c.emit(Op::Label, {O::num(3)});
    c.emit(Op::LoopRec, {O::label(4), O::x(0)});
    c.emit(Op::CallExtOnly, {O::num(1), O::num(0)});
    c.emit(Op::Label, {O::num(4)});
    c.emit(Op::Wait, {O::label(3)});
  });
}

TEST_CASE("control stays in its function") {
  rejects("runs off", [](CodeWriter& c) { c.emit(Op::Move, {O::nil(), O::x(0)}); });
  rejects("outside its function", [](CodeWriter& c) { c.emit(Op::Jump, {O::label(7)}); });
  rejects("no function of this arity", [](CodeWriter& c) { c.emit(Op::CallOnly, {O::num(0), O::label(2)}); });
}
