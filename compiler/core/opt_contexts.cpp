// Binary matching without sub-binaries: a function that goes on with `Rest` of a binary hands over its match context instead.
//
//   f(<<X, Rest/binary>>, Acc) -> f(Rest, [X | Acc]);         start_match goes on with the context it is given,
//   f(<<>>, Acc) -> Acc.                                       and no term for Rest is ever made.
//
// Who can take a context (takers): a parameter that one start_match looks at, and nobody else while it may be a context. Below the
// start_match's success the parameter is the context; where it is still wanted there as a term (function_clause, a last clause that
// passes it on), the position is set back and the term made. Where start_match failed, it is no bitstring, so no context either.
// Who may hand one over: calls whose argument is the tail of a context that is not looked at again between making the tail and the call,
// nor after it.

#include <algorithm>
#include <unordered_set>

#include "compiler/core/passes.hpp"

namespace beamlet::core {

namespace {

constexpr size_t kMostUsers = 16;
constexpr size_t kSearchLimit = 128;  // blocks looked at for one decision; beyond it the tail is made

[[nodiscard]] bool uses_value(const Function& f, const Inst& i, ValueId v) {
  return std::ranges::any_of(f.args_of(i), [&](Arg a) { return a == Arg::value(v); });
}

// -- takers ---------------------------------------------------------------------------------------------------------

class Taker {
 public:
  Taker(Function& f, uint32_t index) : f_(f), param_(f.params_of(f.blocks[0])[index]) {}

  // Rewrites the function so that the parameter may be a context; false (and nothing changed) when it cannot.
  bool run() {
    if (!find_start()) return false;
    mark_regions();
    if (!check_uses()) return false;
    convert();
    return true;
  }

 private:
  bool find_start() {
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      const Block& block = f_.blocks[b];
      if (block.last == kNone) continue;
      const Inst& last = f_.insts[block.last];
      if (last.op != Op::BsStartMatch || f_.args_of(last)[0] != Arg::value(param_)) continue;
      if (start_ != kNone) return false;
      start_ = b;
    }
    if (start_ == kNone) return false;
    matched_ = f_.succs_of(f_.blocks[start_])[0];
    context_ = f_.insts[f_.blocks[start_].last].result;
    return matched_ != f_.succs_of(f_.blocks[start_])[1];
  }

  void reach(BlockId from, BlockId without, std::vector<uint8_t>& set) const {
    set.assign(f_.blocks.size(), 0);
    std::vector<BlockId> todo;
    auto visit = [&](BlockId b) {
      if (b == without || set[b] != 0) return;
      set[b] = 1;
      todo.push_back(b);
    };
    visit(from);
    while (!todo.empty()) {
      BlockId b = todo.back();
      todo.pop_back();
      for (BlockId s : f_.succs_of(f_.blocks[b])) visit(s);
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next)
        if (f_.insts[at].op == Op::Try || f_.insts[at].op == Op::Catch) visit(f_.insts[at].aux);
    }
  }

  void mark_regions() {
    reach(matched_, kNone, after_match_);
    reach(0, matched_, otherwise_);
    reach(f_.succs_of(f_.blocks[start_])[1], kNone, after_failure_);
  }

  [[nodiscard]] bool dominated(BlockId b) const { return after_match_[b] != 0 && otherwise_[b] == 0; }

  // A block that only raises function_clause with the parameters.
  [[nodiscard]] bool is_func_clause(BlockId b) const {
    const Block& block = f_.blocks[b];
    return block.first == block.last && f_.insts[block.first].op == Op::FuncClause;
  }

  bool check_uses() {
    if (after_match_[start_] != 0) return false;
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next) {
        const Inst& i = f_.insts[at];
        if (!uses_value(f_, i, param_) || (b == start_ && at == f_.blocks[b].last)) continue;
        if (is_func_clause(b)) {
          raises_.push_back(b);
          break;
        }
        if (after_match_[b] == 0) {
          if (after_failure_[b] == 0) return false;  // before the start_match it may be a context
          continue;
        }
        if (!dominated(b) || (use_block_ != kNone && use_block_ != b)) return false;
        use_block_ = b;
      }
    }
    // function_clause: each way in must be clearly before or after the match.
    for (BlockId raise : raises_) {
      if (raise == matched_) return false;
      for (BlockId b = 0; b < f_.blocks.size(); ++b) {
        if (f_.blocks[b].first == kNone) continue;
        for (BlockId s : f_.succs_of(f_.blocks[b]))
          if (s == raise && after_match_[b] != 0 && !dominated(b)) return false;
        // Before the match the parameter may be a context already, which function_clause must not show.
        for (BlockId s : f_.succs_of(f_.blocks[b]))
          if (s == raise && after_match_[b] == 0 && after_failure_[b] == 0 && b != start_) return false;
      }
    }
    if (use_block_ == kNone) return true;
    if (use_block_ == matched_) return false;
    // Made a term once and for all there: the context must not be read afterwards.
    std::vector<uint8_t> below;
    reach(use_block_, kNone, below);
    for (BlockId b = 0; b < f_.blocks.size(); ++b)
      if (below[b] != 0)
        for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next)
          if (uses_value(f_, f_.insts[at], context_) && f_.insts[at].op != Op::BsSetPosition) return false;
    return true;
  }

  // The context's position right after start_match.
  Arg first_position() {
    if (position_.is_none()) {
      Arg args[] = {Arg::value(context_)};
      ValueId v = f_.new_value();
      InstId i = f_.new_inst(Op::BsGetPosition, args, v, 0, 0);
      f_.insert_before(matched_, f_.blocks[matched_].first, i);
      position_ = Arg::value(v);
    }
    return position_;
  }

  // Writes "the whole binary as a term" before an operation.
  Arg whole_before(BlockId b, InstId at) {
    Arg set[] = {Arg::value(context_), first_position()};
    f_.insert_before(b, at, f_.new_inst(Op::BsSetPosition, set, kNone, 0, 0));
    Arg tail[] = {Arg::value(context_)};
    ValueId v = f_.new_value();
    f_.insert_before(b, at, f_.new_inst(Op::BsGetTail, tail, v, 0, 0));
    return Arg::value(v);
  }

  void convert() {
    if (use_block_ != kNone) {
      Arg whole = whole_before(use_block_, f_.blocks[use_block_].first);
      for (InstId at = f_.blocks[use_block_].first; at != kNone; at = f_.insts[at].next)
        for (Arg& a : f_.args_of(f_.insts[at]))
          if (a == Arg::value(param_)) a = whole;
    }
    for (BlockId raise : raises_) {
      BlockId copy = kNone;
      auto count = static_cast<BlockId>(f_.blocks.size());
      for (BlockId b = 0; b < count; ++b) {
        if (f_.blocks[b].first == kNone || b >= after_match_.size() || !dominated(b)) continue;
        for (uint32_t n = 0; n < f_.blocks[b].succ_count; ++n) {
          if (f_.succs_of(f_.blocks[b])[n] != raise) continue;
          if (copy == kNone) copy = raise_with_term(raise);
          f_.succs_of(f_.blocks[b])[n] = copy;
        }
      }
    }
  }

  BlockId raise_with_term(BlockId raise) {
    BlockId copy = f_.new_block(0, f_.blocks[raise].handler);
    Inst original = f_.insts[f_.blocks[raise].first];
    std::vector<Arg> args(f_.args_of(original).begin(), f_.args_of(original).end());
    InstId end = f_.new_inst(Op::FuncClause, args, kNone, 0, original.line);
    f_.append(copy, end);
    Arg whole = whole_before(copy, end);
    for (Arg& a : f_.args_of(f_.insts[end]))
      if (a == Arg::value(param_)) a = whole;
    return copy;
  }

  Function& f_;
  ValueId param_;
  BlockId start_ = kNone, matched_ = kNone;
  ValueId context_ = kNone;
  std::vector<uint8_t> after_match_, otherwise_, after_failure_;
  std::vector<BlockId> raises_;
  BlockId use_block_ = kNone;
  Arg position_;
};

// -- givers ---------------------------------------------------------------------------------------------------------

class Giver {
 public:
  Giver(Module& m, Function& f) : m_(m), f_(f) {}

  void run() {
    block_of_.assign(f_.insts.size(), kNone);
    users_.assign(f_.value_count, {});
    std::vector<InstId> tails;
    for (BlockId b = 0; b < f_.blocks.size(); ++b)
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next) {
        block_of_[at] = b;
        if (f_.insts[at].op == Op::BsGetTail) tails.push_back(at);
      }
    if (tails.empty()) return;
    for (InstId tail : tails) is_tail_.insert(f_.insts[tail].result);
    for (InstId at = 0; at < f_.insts.size(); ++at)
      if (block_of_[at] != kNone)
        for (Arg a : f_.args_of(f_.insts[at]))
          if (a.is_value() && is_tail_.contains(a.value())) users_[a.value()].push_back(at);
    for (InstId tail : tails) hand_over(tail);
  }

 private:
  // Several calls may use the tail, each at the end of a way of its own (the bodies of clauses that read the same fields).
  void hand_over(InstId tail) {
    Arg t = Arg::value(f_.insts[tail].result);
    Arg context = f_.args_of(f_.insts[tail])[0];
    const std::vector<InstId>& calls = users_[t.value()];
    if (calls.empty() || calls.size() > kMostUsers) return;
    for (InstId call : calls)
      if (!can_take(call, t) || read_between(tail, call, context) || read_after(call, context, t)) return;
    for (InstId call : calls) std::ranges::replace(f_.args_of(f_.insts[call]), t, context);
    f_.remove(block_of_[tail], tail);
  }

  [[nodiscard]] bool can_take(InstId call, Arg t) const {
    const Inst& c = f_.insts[call];
    if (c.op != Op::Call) return false;
    auto args = f_.args_of(c);
    if (std::ranges::count(args, t) != 1) return false;
    auto n = static_cast<size_t>(std::ranges::find(args, t) - args.begin());
    const Function& callee = m_.functions[c.aux];
    return n < callee.takes_context.size() && callee.takes_context[n] != 0;
  }

  [[nodiscard]] bool reads(InstId from, InstId until, Arg context) const {
    for (InstId at = from; at != kNone && at != until; at = f_.insts[at].next)
      if (uses_value(f_, f_.insts[at], context.value())) return true;
    return false;
  }

  // Is the context used on some way from the tail to the call?
  [[nodiscard]] bool read_between(InstId tail, InstId call, Arg context) const {
    BlockId from = block_of_[tail], to = block_of_[call];
    if (from == to) return reads(f_.insts[tail].next, call, context);
    // Blocks on a way: reachable from the first, and leading to the second.
    std::vector<BlockId> seen;
    std::vector<BlockId> todo{from};
    if (reads(f_.insts[tail].next, kNone, context) || reads(f_.blocks[to].first, call, context)) return true;
    while (!todo.empty()) {
      BlockId b = todo.back();
      todo.pop_back();
      for (BlockId s : f_.succs_of(f_.blocks[b])) {
        if (s == to || std::ranges::find(seen, s) != seen.end()) continue;
        if (seen.size() >= kSearchLimit) return true;
        seen.push_back(s);
        todo.push_back(s);
      }
    }
    for (BlockId b : seen) {
      if (!reads(f_.blocks[b].first, kNone, context)) continue;
      if (leads_to(b, to)) return true;
    }
    return false;
  }
  [[nodiscard]] bool leads_to(BlockId from, BlockId to) const {
    std::vector<BlockId> seen{from};
    for (size_t n = 0; n < seen.size(); ++n)
      for (BlockId s : f_.succs_of(f_.blocks[seen[n]])) {
        if (s == to) return true;
        if (std::ranges::find(seen, s) != seen.end()) continue;
        if (seen.size() >= kSearchLimit) return true;
        seen.push_back(s);
      }
    return false;
  }
  // Is the context, or the tail itself, used behind the call?
  [[nodiscard]] bool read_after(InstId call, Arg context, Arg tail) const {
    BlockId b = block_of_[call];
    // As another argument of the same call it would be one position for two.
    auto args = f_.args_of(f_.insts[call]);
    if (std::ranges::find(args, context) != args.end()) return true;
    if (f_.blocks[b].handler != kNone) return true;
    auto either = [&](InstId from) { return reads(from, kNone, context) || reads(from, kNone, tail); };
    if (either(f_.insts[call].next)) return true;
    std::vector<BlockId> seen{b};
    for (size_t n = 0; n < seen.size(); ++n)
      for (BlockId s : f_.succs_of(f_.blocks[seen[n]])) {
        if (std::ranges::find(seen, s) != seen.end()) continue;
        if (seen.size() >= kSearchLimit) return true;
        if (either(f_.blocks[s].first)) return true;
        seen.push_back(s);
      }
    return false;
  }

  Module& m_;
  Function& f_;
  std::vector<BlockId> block_of_;
  std::unordered_set<ValueId> is_tail_;
  std::vector<std::vector<InstId>> users_;
};

}  // namespace

void pass_contexts(Module& module) {
  bool any = false;
  for (Function& f : module.functions) {
    f.takes_context.assign(f.arity, 0);
    bool matches = std::ranges::any_of(f.insts, [](const Inst& i) { return i.op == Op::BsStartMatch; });
    if (!matches) continue;
    for (uint32_t n = 0; n < f.arity; ++n)
      if (Taker(f, n).run()) {
        f.takes_context[n] = 1;
        any = true;
      }
  }
  if (!any) return;
  for (Function& f : module.functions) Giver(module, f).run();
}

}  // namespace beamlet::core
