#include "vm/bytecode/operand.hpp"

#include "vm/bytecode/varint.hpp"

namespace beamlet {

namespace {

constexpr unsigned kKindBits = 3;
// A list longer than this cannot come from a compiler: literals hold the big data.
constexpr uint64_t kMaxListItems = 1u << 24;

uint64_t zigzag(int64_t v) { return (static_cast<uint64_t>(v) << 1) ^ static_cast<uint64_t>(v >> 63); }
int64_t unzigzag(uint64_t v) { return static_cast<int64_t>(v >> 1) ^ -static_cast<int64_t>(v & 1); }

// Which kinds may stand where a letter of operand_kinds.def stands.
bool letter_allows(char letter, Operand::Kind kind) {
  using K = Operand::Kind;
  switch (letter) {
    case 's':
      return kind != K::Label && kind != K::Num;
    case 'r':
    case 'd':
      return kind == K::X || kind == K::Y;
    case 'y':
      return kind == K::Y;
    case 'f':
    case 'j':
      return kind == K::Label;
    case 't':
    case 'e':
    case 'u':
      return kind == K::Num;
    case 'c':
      return kind == K::Int || kind == K::Atom || kind == K::Nil || kind == K::Lit;
    case 'a':
      return kind == K::Atom;
    default:
      return false;
  }
}

}  // namespace

void CodeWriter::operand(Operand o) {
  uint64_t value = o.kind == Operand::Kind::Int ? zigzag(o.value) : static_cast<uint64_t>(o.value);
  put_varint(bytes_, value << kKindBits | static_cast<uint64_t>(o.kind));
}

bool CodeReader::operand(char letter, Operand& out) {
  uint64_t v = 0;
  if (!get_varint(bytes_, pos_, v))
    return fail("the code ends inside an operand, or an operand is larger than 64 bits");
  out.kind = static_cast<Operand::Kind>(v & ((1u << kKindBits) - 1));
  v >>= kKindBits;
  out.value = out.kind == Operand::Kind::Int ? unzigzag(v) : static_cast<int64_t>(v);
  if (!letter_allows(letter, out.kind)) return fail("an operand's kind does not fit its instruction");
  if (letter == 'j' && out.value == 0) return fail("a branch without a target");
  return true;
}

bool CodeReader::next(Instruction& out) {
  out.offset = static_cast<uint32_t>(pos_);
  out.operands.clear();
  if (at_end()) return fail("the code ends before its last instruction");
  auto number = static_cast<uint8_t>(bytes_[pos_++]);
  if (number == 0 || number > kLastOpcode) return fail("unknown opcode");
  out.op = static_cast<Op>(number);
  std::string_view letters = op_info(out.op).operands;
  out.list_begin = out.list_end = 0;
  for (size_t i = 0; i < letters.size(); ++i) {
    Operand o{};
    if (letters[i] != '[') {
      if (!operand(letters[i], o)) return false;
      out.operands.push_back(o);
      continue;
    }
    size_t close = letters.find(']', i);
    std::string_view item = letters.substr(i + 1, close - i - 1);
    if (!operand('t', o)) return false;
    auto count = static_cast<uint64_t>(o.value);
    if (count > kMaxListItems || count > bytes_.size() - pos_) return fail("a list longer than the code");
    out.list_begin = static_cast<uint32_t>(out.operands.size());
    for (uint64_t n = 0; n < count; ++n)
      for (char letter : item) {
        if (!operand(letter, o)) return false;
        out.operands.push_back(o);
      }
    out.list_end = static_cast<uint32_t>(out.operands.size());
    i = close;
  }
  return true;
}

}  // namespace beamlet
