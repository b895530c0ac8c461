#include "vm/bytecode/literal.hpp"

#include <gmp.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace beamlet {

namespace {

// Tags of the external term format.
constexpr char kVersion = static_cast<char>(131);
constexpr char kNewFloat = 70;
constexpr char kBitBinary = 77;
constexpr char kSmallInteger = 97;
constexpr char kInteger = 98;
constexpr char kSmallTuple = 104;
constexpr char kLargeTuple = 105;
constexpr char kNilTag = 106;
constexpr char kStringTag = 107;
constexpr char kList = 108;
constexpr char kBinary = 109;
constexpr char kSmallBig = 110;
constexpr char kLargeBig = 111;
constexpr char kExport = 113;
constexpr char kMap = 116;
constexpr char kAtomUtf8 = 118;
constexpr char kSmallAtomUtf8 = 119;
constexpr size_t kMaxStringTag = 65535;

void put32(std::string& out, uint64_t v) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(v >> shift));
}
void put16(std::string& out, uint64_t v) {
  out.push_back(static_cast<char>(v >> 8));
  out.push_back(static_cast<char>(v));
}

void put_atom(std::string& out, std::string_view text) {
  if (text.size() < 256) {
    out.push_back(kSmallAtomUtf8);
    out.push_back(static_cast<char>(text.size()));
  } else {
    out.push_back(kAtomUtf8);
    put16(out, text.size());
  }
  out.append(text);
}

void put_big(std::string& out, bool negative, std::string_view magnitude) {
  if (magnitude.size() < 256) {
    out.push_back(kSmallBig);
    out.push_back(static_cast<char>(magnitude.size()));
  } else {
    out.push_back(kLargeBig);
    put32(out, magnitude.size());
  }
  out.push_back(negative ? 1 : 0);
  out.append(magnitude);
}

void put_integer(std::string& out, int64_t v) {
  if (v >= 0 && v < 256) {
    out.push_back(kSmallInteger);
    out.push_back(static_cast<char>(v));
  } else if (v >= INT32_MIN && v <= INT32_MAX) {
    out.push_back(kInteger);
    put32(out, static_cast<uint32_t>(v));
  } else {
    uint64_t magnitude = v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
    std::string bytes;
    for (; magnitude != 0; magnitude >>= 8) bytes.push_back(static_cast<char>(magnitude));
    put_big(out, v < 0, bytes);
  }
}

void put_string(std::string& out, std::string_view bytes) {
  if (bytes.empty()) {
    out.push_back(kNilTag);
  } else if (bytes.size() <= kMaxStringTag) {
    out.push_back(kStringTag);
    put16(out, bytes.size());
    out.append(bytes);
  } else {
    out.push_back(kList);
    put32(out, bytes.size());
    for (char c : bytes) put_integer(out, static_cast<uint8_t>(c));
    out.push_back(kNilTag);
  }
}

}  // namespace

LiteralPool::LiteralPool() { nodes_.push_back({Kind::Nil, 0, 0, 0}); }

LiteralId LiteralPool::add(Node node) {
  nodes_.push_back(node);
  return static_cast<LiteralId>(nodes_.size() - 1);
}

LiteralId LiteralPool::intern(Node node) {
  std::string key(1, static_cast<char>(node.kind));
  key.append(reinterpret_cast<const char*>(&node.value), sizeof node.value);
  if (node.kind == Kind::Big) key.append(bytes_, node.a, node.b);
  auto [it, fresh] = numbers_.try_emplace(std::move(key), 0);
  if (fresh) it->second = add(node);
  return it->second;
}

uint32_t LiteralPool::add_bytes(std::string_view bytes) {
  auto at = static_cast<uint32_t>(bytes_.size());
  bytes_.append(bytes);
  return at;
}

LiteralId LiteralPool::integer(int64_t value) {
  auto [it, fresh] = integers_.try_emplace(value, 0);
  if (fresh) it->second = add({Kind::Int, 0, 0, value});
  return it->second;
}

LiteralId LiteralPool::big(bool negative, std::span<const uint8_t> magnitude) {
  while (!magnitude.empty() && magnitude.back() == 0) magnitude = magnitude.first(magnitude.size() - 1);
  if (magnitude.size() <= 8) {
    uint64_t v = 0;
    for (size_t i = magnitude.size(); i-- > 0;) v = v << 8 | magnitude[i];
    if (!negative && v <= INT64_MAX) return integer(static_cast<int64_t>(v));
    if (negative && v <= uint64_t{1} << 63) return integer(static_cast<int64_t>(0 - v));
  }
  uint32_t at = add_bytes({reinterpret_cast<const char*>(magnitude.data()), magnitude.size()});
  return intern({Kind::Big, at, static_cast<uint32_t>(magnitude.size()), negative ? 1 : 0});
}

LiteralId LiteralPool::floating(double value) {
  return intern({Kind::Float, 0, 0, std::bit_cast<int64_t>(value)});
}

LiteralId LiteralPool::atom(uint32_t index) {
  if (index >= atoms_.size()) atoms_.resize(index + 1, 0);
  if (atoms_[index] == 0) atoms_[index] = add({Kind::Atom, index, 0, 0});
  return atoms_[index];
}

LiteralId LiteralPool::string(std::string_view bytes) {
  if (bytes.empty()) return nil();
  uint32_t at = add_bytes(bytes);
  return add({Kind::String, at, static_cast<uint32_t>(bytes.size()), 0});
}

LiteralId LiteralPool::cons(LiteralId head, LiteralId tail) { return add({Kind::Cons, head, tail, 0}); }

LiteralId LiteralPool::tuple(std::span<const LiteralId> elements) {
  auto at = static_cast<uint32_t>(children_.size());
  children_.insert(children_.end(), elements.begin(), elements.end());
  return add({Kind::Tuple, at, static_cast<uint32_t>(elements.size()), 0});
}

LiteralId LiteralPool::map(std::span<const LiteralId> keys_and_values) {
  auto at = static_cast<uint32_t>(children_.size());
  children_.insert(children_.end(), keys_and_values.begin(), keys_and_values.end());
  return add({Kind::Map, at, static_cast<uint32_t>(keys_and_values.size()), 0});
}

LiteralId LiteralPool::bits(std::span<const uint8_t> bytes, uint64_t bit_size) {
  uint32_t at = add_bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  return add({Kind::Bits, at, static_cast<uint32_t>(bytes.size()), static_cast<int64_t>(bit_size)});
}

LiteralId LiteralPool::export_fun(uint32_t module, uint32_t function, uint32_t arity) {
  auto at = static_cast<uint32_t>(children_.size());
  children_.insert(children_.end(), {module, function, arity});
  return add({Kind::Export, at, 3, 0});
}

std::span<const LiteralId> LiteralPool::children(LiteralId id) const {
  const Node& n = nodes_[id];
  return std::span(children_).subspan(n.a, n.b);
}

std::string_view LiteralPool::bytes(LiteralId id) const {
  const Node& n = nodes_[id];
  return std::string_view(bytes_).substr(n.a, n.b);
}

double LiteralPool::float_value(LiteralId id) const { return std::bit_cast<double>(nodes_[id].value); }

bool LiteralPool::equal(LiteralId x, LiteralId y, std::span<const std::string> atoms) const {
  if (x == y) return true;
  const Node& a = nodes_[x];
  const Node& b = nodes_[y];
  bool lists =
      (a.kind == Kind::Cons || a.kind == Kind::String) && (b.kind == Kind::Cons || b.kind == Kind::String);
  if (a.kind != b.kind && !lists) return false;
  if (a.kind == Kind::Int || a.kind == Kind::Atom) return false;  // interned
  return encode(x, atoms) == encode(y, atoms);
}

void LiteralPool::encode_list(LiteralId id, std::string& out, std::vector<LiteralId>& pending) const {
  // Long lists of small numbers are strings in the format.
  std::string text;
  LiteralId at = id;
  size_t count = 0;
  bool all_bytes = true;
  size_t first = pending.size();
  for (; nodes_[at].kind == Kind::Cons; at = nodes_[at].b, ++count) {
    const Node& head = nodes_[nodes_[at].a];
    if (all_bytes && head.kind == Kind::Int && head.value >= 0 && head.value < 256) {
      text.push_back(static_cast<char>(head.value));
    } else {
      all_bytes = false;
    }
    pending.push_back(nodes_[at].a);
  }
  bool ends_in_text = nodes_[at].kind == Kind::String;
  if (all_bytes && (ends_in_text || nodes_[at].kind == Kind::Nil)) {
    if (ends_in_text) text.append(bytes(at));
    pending.resize(first);
    put_string(out, text);
    return;
  }
  // encode() writes the elements from `pending`; a string as the tail goes on as single elements, so that equal
  // lists have equal bytes.
  out.push_back(kList);
  put32(out, count + (ends_in_text ? bytes(at).size() : 0));
  pending.push_back(at);
  std::reverse(pending.begin() + static_cast<ptrdiff_t>(first), pending.end());
}

std::string LiteralPool::encode(LiteralId id, std::span<const std::string> atoms) const {
  // An entry with the top bit set is a string that continues a list: its bytes as elements, then nil.
  std::string out(1, kVersion);
  std::vector<LiteralId> pending{id};
  constexpr LiteralId kContinue = 1u << 31;
  while (!pending.empty()) {
    LiteralId at = pending.back();
    pending.pop_back();
    if ((at & kContinue) != 0) {
      for (char c : bytes(at & ~kContinue)) put_integer(out, static_cast<uint8_t>(c));
      out.push_back(kNilTag);
      continue;
    }
    const Node& n = nodes_[at];
    switch (n.kind) {
      case Kind::Int:
        put_integer(out, n.value);
        break;
      case Kind::Big:
        put_big(out, n.value != 0, bytes(at));
        break;
      case Kind::Float:
        out.push_back(kNewFloat);
        for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(n.value >> shift));
        break;
      case Kind::Atom:
        put_atom(out, atoms[n.a]);
        break;
      case Kind::Nil:
        out.push_back(kNilTag);
        break;
      case Kind::String:
        put_string(out, bytes(at));
        break;
      case Kind::Cons: {
        size_t before = pending.size();
        encode_list(at, out, pending);
        if (pending.size() > before && nodes_[pending[before]].kind == Kind::String)
          pending[before] |= kContinue;
        break;
      }
      case Kind::Tuple:
        if (n.b < 256) {
          out.push_back(kSmallTuple);
          out.push_back(static_cast<char>(n.b));
        } else {
          out.push_back(kLargeTuple);
          put32(out, n.b);
        }
        pending.insert(pending.end(), children(at).rbegin(), children(at).rend());
        break;
      case Kind::Map:
        out.push_back(kMap);
        put32(out, n.b / 2);
        pending.insert(pending.end(), children(at).rbegin(), children(at).rend());
        break;
      case Kind::Bits: {
        auto bit_count = static_cast<uint64_t>(n.value);
        out.push_back(bit_count % 8 == 0 ? kBinary : kBitBinary);
        put32(out, (bit_count + 7) / 8);
        if (bit_count % 8 != 0) out.push_back(static_cast<char>(bit_count % 8));
        out.append(bytes(at));
        break;
      }
      case Kind::Export:
        out.push_back(kExport);
        put_atom(out, atoms[children_[n.a]]);
        put_atom(out, atoms[children_[n.a + 1]]);
        put_integer(out, children_[n.a + 2]);
        break;
    }
  }
  return out;
}

std::vector<uint8_t> parse_magnitude(std::string_view digits, unsigned base) {
  std::vector<uint8_t> values;
  values.reserve(digits.size());
  for (char c : digits) {
    unsigned v =
        c >= '0' && c <= '9' ? static_cast<unsigned>(c - '0') : static_cast<unsigned>((c | 0x20) - 'a') + 10;
    values.push_back(static_cast<uint8_t>(v));
  }
  // 6 bits hold any digit up to base 36.
  std::vector<mp_limb_t> limbs(values.size() * 6 / 64 + 2);
  mp_size_t used = mpn_set_str(limbs.data(), values.data(), values.size(), static_cast<int>(base));
  std::vector<uint8_t> out(static_cast<size_t>(used) * sizeof(mp_limb_t));
  std::memcpy(out.data(), limbs.data(), out.size());
  while (!out.empty() && out.back() == 0) out.pop_back();
  return out;
}

}  // namespace beamlet
