// Local rewrites of the selected instructions: branches to branches, code nobody reaches, moves that change nothing,
// pairs that one instruction does.

#include <algorithm>

#include "compiler/codegen/code_unit.hpp"

namespace beamlet::codegen {

namespace {

class Peephole {
 public:
  explicit Peephole(CodeUnit& unit) : u_(unit) {}

  void run() {
    thread_jumps();
    drop_unreachable();
    combine();
  }

 private:
  [[nodiscard]] static bool is_terminator(Op op) { return op_info(op).has(op_flag::Terminator); }
  [[nodiscard]] bool is_local(Operand o) const {
    return o.kind == Operand::Kind::Label && o.value >= u_.first_block_label;
  }
  [[nodiscard]] size_t index_of(Operand o) const {
    return static_cast<size_t>(o.value - u_.first_block_label);
  }

  // Branches to a Jump go where it goes.
  void thread_jumps() {
    std::vector<Operand> target(u_.fn.blocks.size());
    for (size_t b = 0; b < target.size(); ++b)
      target[b] = Operand::label(static_cast<uint32_t>(u_.first_block_label + b));
    // Backwards, so that chains are followed by one look.
    Operand here{};
    bool known = false;  // `here` is where control at this point ends up
    for (size_t n = u_.code.size(); n-- > 0;) {
      const MachineInst& i = u_.code[n];
      if (i.op == Op::Label) {
        Operand self = u_.operands[i.first];
        if (!is_local(self)) {
          known = false;
          continue;
        }
        if (known) {
          target[index_of(self)] = here;
        } else {
          here = self;
          known = true;
        }
      } else if (i.op == Op::Jump) {
        here = u_.operands[i.first];
        if (is_local(here)) here = target[index_of(here)];
        known = true;
      } else if (i.op != Op::Line) {
        known = false;
      }
    }
    references_.assign(target.size(), 0);
    for (const MachineInst& i : u_.code) {
      if (i.op == Op::Label) continue;
      for (Operand& o : u_.operands_of(i))
        if (is_local(o)) {
          o = target[index_of(o)];
          if (is_local(o)) ++references_[index_of(o)];
        }
    }
  }

  void drop_unreachable() {
    std::vector<MachineInst> out;
    out.reserve(u_.code.size());
    bool reachable = true;
    for (const MachineInst& i : u_.code) {
      if (i.op == Op::Label) {
        Operand self = u_.operands[i.first];
        bool wanted = !is_local(self) || references_[index_of(self)] != 0;
        if (wanted) reachable = true;
        if (!wanted) continue;
        // A jump to what follows it.
        if (!out.empty() && out.back().op == Op::Jump && u_.operands[out.back().first] == self) {
          out.pop_back();
          if (is_local(self)) --references_[index_of(self)];
        }
        out.push_back(i);
        continue;
      }
      if (!reachable) {
        for (const Operand& o : u_.operands_of(i))
          if (is_local(o)) --references_[index_of(o)];
        continue;
      }
      out.push_back(i);
      if (is_terminator(i.op) && i.op != Op::FuncInfo) reachable = false;
    }
    u_.code = std::move(out);
  }

  // -- straight-line facts: registers known to hold the same value
  struct Same {
    Operand a, b;
  };
  void forget(Operand reg) {
    std::erase_if(same_, [&](const Same& s) { return s.a == reg || s.b == reg; });
  }
  [[nodiscard]] bool are_same(Operand a, Operand b) const {
    return std::ranges::any_of(
        same_, [&](const Same& s) { return (s.a == a && s.b == b) || (s.a == b && s.b == a); });
  }

  // Destinations of an instruction, by the table's letters.
  template <typename F>
  void each_destination(const MachineInst& i, F f) {
    std::string_view letters = op_info(i.op).operands;
    auto operands = u_.operands_of(i);
    size_t at = 0;
    for (size_t l = 0; l < letters.size(); ++l) {
      if (letters[l] != '[') {
        if (letters[l] == 'd') f(operands[at]);
        ++at;
        continue;
      }
      size_t close = letters.find(']', l);
      std::string_view item = letters.substr(l + 1, close - l - 1);
      auto count = static_cast<size_t>(operands[at].value);
      ++at;
      if (item.find('d') == std::string_view::npos) {
        at += count * item.size();
      } else {
        for (size_t n = 0; n < count; ++n)
          for (char c : item) {
            if (c == 'd') f(operands[at]);
            ++at;
          }
      }
      l = close;
    }
  }

  void combine() {
    std::vector<MachineInst> out;
    out.reserve(u_.code.size());
    for (const MachineInst& i : u_.code) {
      if (i.op == Op::Move) {
        Operand from = u_.operands[i.first];
        Operand to = u_.operands[i.first + 1];
        if (from == to || are_same(from, to)) continue;
        forget(to);
        constexpr size_t kFacts = 16;
        if (from.is_register() && same_.size() < kFacts) same_.push_back({from, to});
        out.push_back(i);
        continue;
      }
      const OpInfo& info = op_info(i.op);
      bool keeps = !info.has(op_flag::CallsOut);
      if (info.has(op_flag::MayGc) || i.op == Op::Label || i.op == Op::Swap || i.op == Op::Deallocate ||
          i.op == Op::TryCase || i.op == Op::CatchEnd || i.op == Op::BuildStacktrace || !keeps) {
        same_.clear();
      } else {
        each_destination(i, [&](Operand d) { forget(d); });
      }
      if (!out.empty() && (get_list(out.back(), i) || get_map(out.back(), i))) {
        if (merged_) out.back() = *merged_;
        continue;
      }
      out.push_back(i);
    }
    u_.code = std::move(out);
  }

  // GetHd c, h; GetTl c, t -> GetList c, h, t
  bool get_list(const MachineInst& a, const MachineInst& b) {
    merged_ = nullptr;
    bool head_first = a.op == Op::GetHd && b.op == Op::GetTl;
    if (!head_first && !(a.op == Op::GetTl && b.op == Op::GetHd)) return false;
    Operand cell = u_.operands[a.first];
    Operand first = u_.operands[a.first + 1];
    Operand second = u_.operands[b.first + 1];
    if (u_.operands[b.first] != cell || first == cell || first == second) return false;
    auto at = static_cast<uint32_t>(u_.operands.size());
    u_.operands.insert(u_.operands.end(), {cell, head_first ? first : second, head_first ? second : first});
    combined_ = {Op::GetList, at, 3};
    merged_ = &combined_;
    return true;
  }

  // Two keys of one map with the same failure: one instruction. Only constant keys, which no destination can overwrite.
  bool get_map(const MachineInst& a, const MachineInst& b) {
    merged_ = nullptr;
    if (a.op != Op::GetMapElements || b.op != Op::GetMapElements) return false;
    auto ao = u_.operands_of(a);
    auto bo = u_.operands_of(b);
    if (ao[0] != bo[0] || ao[1] != bo[1] || bo[3].is_register()) return false;
    for (size_t n = 3; n < ao.size(); n += 2)
      if (ao[n].is_register() || ao[n + 1] == ao[1] || ao[n + 1] == bo[4]) return false;
    std::vector<Operand> all(ao.begin(), ao.end());
    all[2] = Operand::num(static_cast<uint64_t>(all[2].value) + 1);
    all.insert(all.end(), {bo[3], bo[4]});
    combined_ = {Op::GetMapElements, static_cast<uint32_t>(u_.operands.size()),
                 static_cast<uint32_t>(all.size())};
    u_.operands.insert(u_.operands.end(), all.begin(), all.end());
    merged_ = &combined_;
    return true;
  }

  CodeUnit& u_;
  std::vector<uint32_t> references_;  // by block
  std::vector<Same> same_;
  MachineInst combined_{};
  const MachineInst* merged_ = nullptr;
};

}  // namespace

void peephole(CodeUnit& unit) { Peephole(unit).run(); }

}  // namespace beamlet::codegen
