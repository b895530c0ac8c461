// Positions of match contexts: lowering saves one before every choice and sets it back on every way out. Where a context stands at a
// position already, it need not be set back (a field that does not match moves nothing), and a position saved twice is the same value.
//
// One walk forward, blocks in an order in which all ways into a block come first. Known at each point: pairs of a context and a value that
// is its current position.

#include <algorithm>
#include <optional>

#include "compiler/core/passes.hpp"

namespace beamlet::core {

namespace {

struct Known {
  Arg context, position;
  friend bool operator==(const Known&, const Known&) = default;
};
using State = std::vector<Known>;

class Positions {
 public:
  explicit Positions(Function& f) : f_(f), in_(f.blocks.size()), replaced_(f.value_count) {}

  bool run() {
    for (BlockId b : order()) block(b);
    if (!changed_) return false;
    for (const Block& b : f_.blocks)
      for (InstId at = b.first; at != kNone; at = f_.insts[at].next)
        for (Arg& a : f_.args_of(f_.insts[at]))
          while (a.is_value() && !replaced_[a.value()].is_none()) a = replaced_[a.value()];
    return true;
  }

 private:
  // Reverse postorder from the entry and from the handlers, about which nothing is known.
  [[nodiscard]] std::vector<BlockId> order() {
    std::vector<BlockId> out;
    std::vector<uint8_t> seen(f_.blocks.size(), 0);
    struct Visit {
      BlockId block;
      uint32_t next;
    };
    std::vector<Visit> stack;
    std::vector<BlockId> roots{0};
    in_[0] = State{};
    for (const Inst& i : f_.insts)
      if (i.op == Op::Try || i.op == Op::Catch) {
        roots.push_back(i.aux);
        in_[i.aux] = State{};
      }
    for (BlockId root : roots) {
      if (seen[root] != 0) continue;
      seen[root] = 1;
      stack.push_back({root, 0});
      while (!stack.empty()) {
        Visit& top = stack.back();
        auto succs = f_.succs_of(f_.blocks[top.block]);
        if (top.next == succs.size()) {
          out.push_back(top.block);
          stack.pop_back();
          continue;
        }
        BlockId s = succs[top.next++];
        if (seen[s] != 0) continue;
        seen[s] = 1;
        stack.push_back({s, 0});
      }
    }
    std::ranges::reverse(out);
    return out;
  }

  void enter(BlockId b, const State& state) {
    if (!in_[b]) {
      in_[b] = state;
      return;
    }
    std::erase_if(*in_[b], [&](const Known& k) { return std::ranges::find(state, k) == state.end(); });
  }

  static void moved(State& state, Arg context) {
    std::erase_if(state, [&](const Known& k) { return k.context == context; });
  }

  // What an operation does when it succeeds; true when it is not needed.
  [[nodiscard]] bool step(const Inst& i, State& state) {
    auto args = f_.args_of(i);
    switch (i.op) {
      case Op::BsGetPosition: {
        auto known = std::ranges::find(state, args[0], &Known::context);
        if (known != state.end()) {
          replaced_[i.result] = known->position;
          return true;
        }
        state.push_back({args[0], Arg::value(i.result)});
        return false;
      }
      case Op::BsSetPosition: {
        Arg position = args[1];
        while (position.is_value() && !replaced_[position.value()].is_none())
          position = replaced_[position.value()];
        Known wanted{args[0], position};
        if (std::ranges::find(state, wanted) != state.end()) return true;
        moved(state, args[0]);
        state.push_back(wanted);
        return false;
      }
      case Op::BsTestTail:
      case Op::BsTestUnit:
      case Op::BsGetTail:
        return false;
      default:
        // Fields move the context they read; calls, the one they are given.
        for (Arg a : args) moved(state, a);
        return false;
    }
  }

  void block(BlockId b) {
    if (f_.blocks[b].first == kNone) return;
    // The loop of a receive is also entered from below.
    bool loop = f_.insts[f_.blocks[b].last].op == Op::LoopRec;
    State state = loop || !in_[b] ? State{} : *in_[b];
    for (InstId at = f_.blocks[b].first; at != kNone;) {
      const Inst& i = f_.insts[at];
      InstId next = i.next;
      if (next == kNone) break;
      if (step(i, state)) {
        f_.remove(b, at);
        changed_ = true;
      }
      at = next;
    }
    auto succs = f_.succs_of(f_.blocks[b]);
    if (succs.empty()) return;
    State before = state;
    (void)step(f_.insts[f_.blocks[b].last], state);
    enter(succs[0], state);
    // Where an operation fails it leaves the position as it was.
    for (size_t n = 1; n < succs.size(); ++n) enter(succs[n], before);
  }

  Function& f_;
  std::vector<std::optional<State>> in_;
  std::vector<Arg> replaced_;
  bool changed_ = false;
};

}  // namespace

bool forget_positions(Function& f) {
  bool any = std::ranges::any_of(f.insts, [](const Inst& i) { return i.op == Op::BsGetPosition; });
  return any && Positions(f).run();
}

}  // namespace beamlet::core
