// verify_state.hpp - what the verifier knows about the registers at one point of a function.
//
// Picture     kinds, from most to least known:
//
//                 Cons
//                   |
//                 List   Tuple(at least n)   Map      Context            CatchTag(label)
//                    \        |              /           |                     |
//                            Any                         |              (never merges with anything else)
//                               \                        |
//                                 AnyOrContext ----------+
//                                      |
//                                    Unset
//
// Invariants  S1  merge() only loses knowledge, and each register can lose it a bounded number of times: the analysis ends.
//             S2  two registers with the same `id` hold the same value, so what a test learns of one holds for the other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace beamlet::verify {

struct Value {
  // List: a cons cell or [].
  enum class Kind : uint8_t { Unset, Any, AnyOrContext, Context, Cons, List, Tuple, Map, CatchTag };
  Kind kind = Kind::Unset;
  uint32_t detail = 0;  // Tuple: least size. CatchTag: label.
  uint64_t id = 0;

  [[nodiscard]] bool is_term() const {
    return kind == Kind::Any || is_list() || kind == Kind::Tuple || kind == Kind::Map;
  }
  [[nodiscard]] bool is_list() const { return kind == Kind::Cons || kind == Kind::List; }
  [[nodiscard]] bool may_be_context() const { return kind == Kind::Context || kind == Kind::AnyOrContext; }
  [[nodiscard]] bool is_catch() const { return kind == Kind::CatchTag; }
  friend bool operator==(const Value&, const Value&) = default;
};

// What holds on both paths; `id` is the identity for a value that differs between them.
[[nodiscard]] inline Value merge(const Value& a, const Value& b, uint64_t id) {
  using K = Value::Kind;
  Value out = a;
  // Literals have no identity (0): what may be one or the other gets one, so that a test can tell.
  if (a.id != b.id || a.id == 0) out.id = id;
  if (a.kind == K::Unset || b.kind == K::Unset || a.is_catch() != b.is_catch()) return Value{};
  if (a.is_catch()) return a.detail == b.detail ? out : Value{};
  if (a.kind == K::Tuple && b.kind == K::Tuple)
    out.detail = std::min(a.detail, b.detail);
  else if (a.is_list() && b.is_list()) {
    if (a.kind != b.kind) out.kind = K::List;
  } else if (a.kind != b.kind) {
    out.detail = 0;
    out.kind = a.may_be_context() || b.may_be_context() ? K::AnyOrContext : K::Any;
  }
  return out;
}

struct State {
  std::vector<Value> x;
  std::vector<Value> y;
  bool has_frame = false;
  bool in_message = false;  // between LoopRec and RemoveMessage
  uint64_t reserved = 0;    // heap words promised by TestHeap

  [[nodiscard]] const Value& x_at(size_t n) const {
    static constexpr Value kUnset;
    return n < x.size() ? x[n] : kUnset;
  }
  void kill_x_from(size_t n) {
    if (x.size() > n) x.resize(n);
  }
  // The catch tag an exception would find first, or -1.
  [[nodiscard]] int innermost_catch() const {
    for (size_t i = 0; i < y.size(); ++i)
      if (y[i].is_catch()) return static_cast<int>(i);
    return -1;
  }
};

enum class Merge : uint8_t { Same, Changed, Conflict };

// Weakens `into` to what holds in `from` as well. Conflict: different frames, or a catch tag or a message in hand on one path only.
[[nodiscard]] inline Merge merge_into(State& into, const State& from, uint32_t label) {
  if (into.has_frame != from.has_frame || into.y.size() != from.y.size() ||
      into.in_message != from.in_message)
    return Merge::Conflict;
  bool changed = false;
  auto registers = [&](std::vector<Value>& a, const std::vector<Value>& b, uint64_t bank) {
    if (a.size() > b.size()) {
      a.resize(b.size());
      changed = true;
    }
    for (size_t i = 0; i < a.size(); ++i) {
      if (a[i] == b[i]) continue;
      Value merged = merge(a[i], b[i], (uint64_t{label} << 32 | i << 2 | bank | 1) << 1);
      changed = changed || !(merged == a[i]);
      a[i] = merged;
    }
  };
  for (size_t i = 0; i < into.y.size(); ++i)
    if (into.y[i].is_catch() != from.y[i].is_catch() ||
        (into.y[i].is_catch() && into.y[i].detail != from.y[i].detail))
      return Merge::Conflict;
  registers(into.x, from.x, 0);
  registers(into.y, from.y, 2);
  if (from.reserved < into.reserved) {
    into.reserved = from.reserved;
    changed = true;
  }
  return changed ? Merge::Changed : Merge::Same;
}

}  // namespace beamlet::verify
