// literal.hpp - constant terms without a heap: trees of numbered nodes, and their external-format bytes.
//
// Purpose     The compiler builds, compares and folds constants long before a heap exists. A LiteralPool holds them as small
//             nodes; encode() writes one as the external term format that ModuleImage::literals holds.
// Picture     node: kind | a | b | value
//               Int                 value
//               Big                 a = first byte, b = bytes (magnitude, little end first), value = 1 when negative
//               Float               value = bits of the double
//               Atom                a = index into the module's atoms
//               String              a = first byte, b = bytes: the list of these bytes
//               Cons                a = head, b = tail
//               Tuple, Map          a = first child, b = children (map: key, value, key, value, ...)
//               Bits                a = first byte, value = bits (the last byte's unused bits are 0)
//               Export              a = first child: module atom, function atom, arity as plain numbers
//             Map keys need no order; the machine sorts them when it decodes.
// Invariants  L1  nodes never change; an id names its node as long as the pool lives.
//             L2  numbers, atoms and nil are interned: equal ids mean equal terms for these kinds.
//             L3  building and encoding use no recursion.
// Threads     one pool per compilation, one thread at a time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace beamlet {

using LiteralId = uint32_t;

class LiteralPool {
 public:
  enum class Kind : uint8_t { Int, Big, Float, Atom, Nil, String, Cons, Tuple, Map, Bits, Export };
  struct Node {
    Kind kind;
    uint32_t a, b;
    int64_t value;
  };

  LiteralPool();

  [[nodiscard]] LiteralId integer(int64_t value);
  // Any magnitude, little-endian bytes; becomes an Int when it fits 64 bits.
  [[nodiscard]] LiteralId big(bool negative, std::span<const uint8_t> magnitude);
  [[nodiscard]] LiteralId floating(double value);
  [[nodiscard]] LiteralId atom(uint32_t index);
  [[nodiscard]] static LiteralId nil() { return 0; }
  [[nodiscard]] LiteralId string(std::string_view bytes);  // the list of its bytes
  [[nodiscard]] LiteralId cons(LiteralId head, LiteralId tail);
  [[nodiscard]] LiteralId tuple(std::span<const LiteralId> elements);
  [[nodiscard]] LiteralId map(std::span<const LiteralId> keys_and_values);  // distinct keys
  [[nodiscard]] LiteralId bits(std::span<const uint8_t> bytes, uint64_t bit_size);
  [[nodiscard]] LiteralId export_fun(uint32_t module, uint32_t function, uint32_t arity);

  [[nodiscard]] const Node& operator[](LiteralId id) const { return nodes_[id]; }
  [[nodiscard]] std::span<const LiteralId> children(LiteralId id) const;
  [[nodiscard]] std::string_view bytes(LiteralId id) const;  // Big, String, Bits
  [[nodiscard]] double float_value(LiteralId id) const;

  // Exact equality (=:=) of two constants.
  [[nodiscard]] bool equal(LiteralId x, LiteralId y, std::span<const std::string> atoms) const;
  // Version byte and term.
  [[nodiscard]] std::string encode(LiteralId id, std::span<const std::string> atoms) const;

 private:
  [[nodiscard]] LiteralId add(Node node);
  [[nodiscard]] LiteralId intern(Node node);  // Float, Big
  [[nodiscard]] uint32_t add_bytes(std::string_view bytes);
  void encode_list(LiteralId id, std::string& out, std::vector<LiteralId>& pending) const;

  std::vector<Node> nodes_;
  std::vector<uint32_t> children_;
  std::string bytes_;
  std::unordered_map<int64_t, LiteralId> integers_;
  std::unordered_map<std::string, LiteralId> numbers_;  // floats and bignums by their bytes
  std::vector<LiteralId> atoms_;                        // by atom index; 0 = not yet
};

// Reads an unsigned number written in `base`, as little-endian magnitude bytes.
[[nodiscard]] std::vector<uint8_t> parse_magnitude(std::string_view digits, unsigned base);

}  // namespace beamlet
