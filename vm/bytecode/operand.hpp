// operand.hpp - how instructions are written down: the only encoder and decoder of the code stream.
//
// Purpose     The code chunk is a byte stream. An instruction is its opcode byte followed by its operands; every operand is one
//             varint of (value << 3 | kind), so a stream can be walked without knowing the table, and the verifier can
//             compare what it finds with what opcodes.def promises.
//
//             varint: 7 bits a byte, least significant first, top bit set on all but the last; at most 10 bytes.
//
//             kind   value                                 written by letter
//             X      register number                       s r d
//             Y      slot number                           s r d y
//             Int    small integer, zigzag, |v| < 2^59     s c
//             Atom   index into the atom table             s c a
//             Nil    0                                     s c
//             Lit    index into the literal table          s c
//             Label  label number; 0 = none                f j
//             Num    unsigned number                       t e u, and the count in front of a "[...]" list
//
// Invariants  O1  encode(decode(bytes)) == bytes for every stream the encoder makes.
//             O2  the reader never reads past its span and reports malformed input by returning false.
// Threads     [any] values only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "vm/bytecode/opcode.hpp"

namespace beamlet {

struct Operand {
  enum class Kind : uint8_t { X, Y, Int, Atom, Nil, Lit, Label, Num };
  Kind kind;
  int64_t value;

  static constexpr Operand x(uint32_t n) { return {Kind::X, n}; }
  static constexpr Operand y(uint32_t n) { return {Kind::Y, n}; }
  static constexpr Operand integer(int64_t v) { return {Kind::Int, v}; }
  static constexpr Operand atom(uint32_t index) { return {Kind::Atom, index}; }
  static constexpr Operand nil() { return {Kind::Nil, 0}; }
  static constexpr Operand literal(uint32_t index) { return {Kind::Lit, index}; }
  static constexpr Operand label(uint32_t n) { return {Kind::Label, n}; }
  static constexpr Operand num(uint64_t n) { return {Kind::Num, static_cast<int64_t>(n)}; }

  [[nodiscard]] constexpr bool is_register() const { return kind == Kind::X || kind == Kind::Y; }
  friend constexpr bool operator==(const Operand&, const Operand&) = default;
};

// Integers outside this range are literals.
inline constexpr int64_t kMaxIntOperand = (int64_t{1} << 59) - 1;

// Appends instructions to a byte stream.
class CodeWriter {
 public:
  void op(Op op) { bytes_.push_back(static_cast<char>(op)); }
  void operand(Operand o);
  void emit(Op o, std::initializer_list<Operand> operands) {
    op(o);
    for (const Operand& x : operands) operand(x);
  }
  [[nodiscard]] size_t size() const { return bytes_.size(); }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// One decoded instruction. For a signature with a list, operands holds the fixed ones, then Num(count of repetitions is NOT
// kept): `list_begin` is the index of the first list operand, and `list_end` one past the last.
struct Instruction {
  Op op{};
  uint32_t offset = 0;  // of the opcode byte in the stream
  uint32_t list_begin = 0;
  uint32_t list_end = 0;
  std::vector<Operand> operands;  // reused between calls of CodeReader::next

  [[nodiscard]] std::span<const Operand> list() const {
    return std::span(operands).subspan(list_begin, list_end - list_begin);
  }
};

// Walks a code stream, checking shape and operand kinds against the table (not ranges: that is the verifier's part).
class CodeReader {
 public:
  explicit CodeReader(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] bool at_end() const { return pos_ == bytes_.size(); }
  // Decodes the next instruction; false when the stream is malformed there (error() tells how).
  [[nodiscard]] bool next(Instruction& out);
  [[nodiscard]] const char* error() const { return error_; }
  [[nodiscard]] size_t position() const { return pos_; }

 private:
  [[nodiscard]] bool operand(char letter, Operand& out);
  [[nodiscard]] bool fail(const char* why) {
    error_ = why;
    return false;
  }

  std::string_view bytes_;
  size_t pos_ = 0;
  const char* error_ = nullptr;
};

}  // namespace beamlet
