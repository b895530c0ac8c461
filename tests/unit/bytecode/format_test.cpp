// The module file: what is written can be read, and damage is noticed.
#include "vm/bytecode/format.hpp"

#include <doctest/doctest.h>

#include "vm/bytecode/module_archive.hpp"
#include "vm/bytecode/operand.hpp"

using namespace beamlet;

namespace {

ModuleImage sample() {
  ModuleImage image;
  image.atoms = {"sample", "main", "erlang", "+"};
  image.imports = {{2, 3, 2}};
  image.exports = {{1, 0, 2}};
  image.lambdas = {{1, 1, 2, 3}};
  image.literals = {std::string("\x83\x6a", 2)};
  image.files = {"sample.bl"};
  image.lines = {{0, 7}};
  CodeWriter code;
  code.emit(Op::Label, {Operand::num(1)});
  code.emit(Op::Line, {Operand::num(0)});
  code.emit(Op::FuncInfo, {Operand::atom(0), Operand::atom(1), Operand::num(0)});
  code.emit(Op::Label, {Operand::num(2)});
  code.emit(Op::Move, {Operand::integer(-5), Operand::x(0)});
  code.emit(Op::Return, {});
  image.code = code.take();
  image.label_count = 2;
  return image;
}

}  // namespace

TEST_CASE("a module file holds what was written") {
  ModuleImage image = sample();
  std::string bytes = write_module(image);
  auto read = read_module(bytes);
  REQUIRE(read.ok());
  CHECK(read->atoms == image.atoms);
  CHECK(read->imports == image.imports);
  CHECK(read->code == image.code);
  CHECK(read->label_count == 2);
  CHECK(write_module(*read) == bytes);
}

TEST_CASE("the MD5 digest is of what a module does") {
  ModuleImage image = sample();
  const std::string digest = module_md5(image);
  CHECK(digest.size() == 16);
  image.md5 = digest;
  CHECK(read_module(write_module(image))->md5 == digest);
  image.lines = {{0, 8}};
  image.attributes = "others";
  image.docs = "others";
  CHECK(module_md5(image) == digest);
  image.exports[0].arity = 1;
  CHECK(module_md5(image) != digest);
  image.md5 = "short";
  CHECK(!read_module(write_module(image)));
}

TEST_CASE("every damaged byte and every cut is noticed") {
  std::string bytes = write_module(sample());
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x41);
    CHECK_FALSE(read_module(damaged).ok());
    CHECK_FALSE(read_module(std::string_view(bytes).substr(0, i)).ok());
  }
}

TEST_CASE("operands survive their encoding") {
  const Operand operands[] = {Operand::x(0),        Operand::x(1023),
                              Operand::y(32767),    Operand::integer(0),
                              Operand::integer(-1), Operand::integer(kMaxIntOperand),
                              Operand::nil(),       Operand::integer(-kMaxIntOperand),
                              Operand::atom(70000), Operand::literal(123456)};
  for (Operand o : operands) {
    CodeWriter code;
    code.emit(Op::Move, {o, Operand::x(3)});
    std::string bytes = code.take();
    CodeReader reader(bytes);
    Instruction instruction;
    REQUIRE(reader.next(instruction));
    CHECK(instruction.op == Op::Move);
    CHECK(instruction.operands[0] == o);
    CHECK(reader.at_end());
  }
}

TEST_CASE("a list of operands keeps its bounds") {
  CodeWriter code;
  code.emit(Op::PutTuple,
            {Operand::x(1), Operand::num(3), Operand::x(0), Operand::nil(), Operand::integer(9)});
  std::string bytes = code.take();
  CodeReader reader(bytes);
  Instruction instruction;
  REQUIRE(reader.next(instruction));
  CHECK(instruction.list().size() == 3);
  CHECK(instruction.list()[2] == Operand::integer(9));
}

TEST_CASE("an archive finds its modules by name") {
  std::string bytes = pack_archive({{"lists", "L"}, {"a", "AA"}, {"zz", ""}, {"io", "IO"}});
  ModuleArchive archive(bytes);
  CHECK(archive.size() == 4);
  CHECK(archive.find("lists") == "L");
  CHECK(archive.find("a") == "AA");
  CHECK(archive.find("io") == "IO");
  CHECK(archive.find("nope").empty());
  CHECK(archive.name(0) == "a");
}
