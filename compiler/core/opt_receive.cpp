// Receives that wait for the answer to a question: a reference was just made, every clause wants a message that holds it, so no message that
// waited already can match. The end of the mailbox is marked before the reference is made, and the receive starts at the mark.
//
//   Ref = monitor(process, P),            mark = recv_mark; Ref = call monitor; recv_bind mark, Ref
//   P ! {Ref, Question},
//   receive                               recv_use Ref
//     {Ref, Answer} -> ...;               loop_rec ...
//     {'DOWN', Ref, _, _, _} -> ...
//   end

#include <algorithm>
#include <optional>

#include "compiler/core/passes.hpp"

namespace beamlet::core {

namespace {

constexpr size_t kMostReferences = 8;  // of one function; what is beyond them is not looked at

struct Reference {
  BlockId call_block;
  InstId call;
  BlockId made_block;
  InstId made;  // whose result it is
  bool marked = false;
};

// Builtins that make a reference: returned, or (Tuple) as the second element of a pair.
enum class Makes : uint8_t { Nothing, Reference, Tuple };
[[nodiscard]] Makes what_it_makes(const Module& m, const Inst& i) {
  if (i.op != Op::CallExt) return Makes::Nothing;
  const ModuleImage::Import& import = m.imports[i.aux];
  if (m.atoms[import.module] != "erlang") return Makes::Nothing;
  const std::string& name = m.atoms[import.function];
  if (name == "make_ref" || name == "monitor" || name == "alias") return Makes::Reference;
  return name == "spawn_monitor" ? Makes::Tuple : Makes::Nothing;
}

class Receives {
 public:
  Receives(const Module& m, Function& f) : m_(m), f_(f) {}

  void run() {
    find_references();
    if (references_.empty()) return;
    auto count = static_cast<BlockId>(f_.blocks.size());
    for (BlockId head = 0; head < count; ++head) {
      const Block& block = f_.blocks[head];
      if (block.first == kNone || block.first != block.last || f_.insts[block.last].op != Op::LoopRec)
        continue;
      for (Reference& r : references_)
        if (always_holds(head, f_.insts[r.made].result) && use_mark(head, f_.insts[r.made].result)) {
          mark(r);
          break;
        }
    }
  }

 private:
  void find_references() {
    std::vector<Reference> pairs;
    for (BlockId b = 0; b < f_.blocks.size(); ++b)
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next) {
        Makes makes = what_it_makes(m_, f_.insts[at]);
        if (makes == Makes::Nothing || f_.insts[at].result == kNone || f_.insts[at].next == kNone) continue;
        (makes == Makes::Tuple ? pairs : references_).push_back({b, at, b, at});
      }
    if (pairs.size() > kMostReferences) pairs.resize(kMostReferences);
    for (const Reference& pair : pairs)
      for (BlockId b = 0; b < f_.blocks.size(); ++b)
        for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next) {
          const Inst& i = f_.insts[at];
          if (i.op == Op::GetElement && i.aux == 1 && i.next != kNone &&
              f_.args_of(i)[0] == Arg::value(f_.insts[pair.call].result))
            references_.push_back({pair.call_block, pair.call, b, at});
        }
    if (references_.size() > kMostReferences) references_.resize(kMostReferences);
  }

  [[nodiscard]] static bool takes_apart(Op op) {
    return op == Op::GetElement || op == Op::GetHd || op == Op::GetTl || op == Op::GetMapElement;
  }

  // Does every way from a message of this receive to its removal find the reference in it?
  [[nodiscard]] bool always_holds(BlockId head, ValueId reference) const {
    const Block& block = f_.blocks[head];
    std::vector<uint8_t> part(f_.value_count, 0);  // of the message
    part[f_.insts[block.last].result] = 1;
    std::vector<uint8_t> seen(f_.blocks.size(), 0);
    seen[head] = 1;
    std::vector<BlockId> todo{f_.succs_of(block)[0]};
    seen[todo[0]] = 1;
    bool compared = false;
    while (!todo.empty()) {
      const Block& b = f_.blocks[todo.back()];
      todo.pop_back();
      for (InstId at = b.first; at != kNone; at = f_.insts[at].next) {
        const Inst& i = f_.insts[at];
        if (i.op == Op::RemoveMessage) return false;
        if (takes_apart(i.op) && is_part(part, f_.args_of(i)[0])) part[i.result] = 1;
      }
      const Inst& last = f_.insts[b.last];
      auto succs = f_.succs_of(b);
      // The way on which the reference was found needs no more looking at.
      size_t without = succs.size();
      if ((last.op == Op::EqExact || last.op == Op::NeExact) && compares(part, last, reference)) {
        without = last.op == Op::EqExact ? 0 : 1;
        compared = true;
      }
      for (size_t n = 0; n < succs.size(); ++n) {
        if (n == without || seen[succs[n]] != 0) continue;
        seen[succs[n]] = 1;
        todo.push_back(succs[n]);
      }
    }
    return compared;
  }
  [[nodiscard]] static bool is_part(const std::vector<uint8_t>& part, Arg a) {
    return a.is_value() && part[a.value()] != 0;
  }
  [[nodiscard]] bool compares(const std::vector<uint8_t>& part, const Inst& i, ValueId reference) const {
    auto args = f_.args_of(i);
    Arg wanted = Arg::value(reference);
    return (args[0] == wanted && is_part(part, args[1])) || (args[1] == wanted && is_part(part, args[0]));
  }

  // Before each jump into the loop; false when it is entered in some other way.
  [[nodiscard]] bool use_mark(BlockId head, ValueId reference) {
    std::vector<BlockId> entries;
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      if (f_.blocks[b].first == kNone || std::ranges::count(f_.succs_of(f_.blocks[b]), head) == 0) continue;
      Op op = f_.insts[f_.blocks[b].last].op;
      if (op == Op::LoopRecEnd || op == Op::Wait || op == Op::WaitTimeout) continue;
      if (op != Op::Jump) return false;
      entries.push_back(b);
    }
    Arg args[] = {Arg::value(reference)};
    for (BlockId b : entries)
      f_.insert_before(b, f_.blocks[b].last, f_.new_inst(Op::RecvUse, args, kNone, 0, 0));
    return true;
  }

  void mark(Reference& r) {
    if (r.marked) return;
    r.marked = true;
    ValueId place = f_.new_value();
    f_.insert_before(r.call_block, r.call, f_.new_inst(Op::RecvMark, {}, place, 0, 0));
    Arg args[] = {Arg::value(place), Arg::value(f_.insts[r.made].result)};
    f_.insert_before(r.made_block, f_.insts[r.made].next, f_.new_inst(Op::RecvBind, args, kNone, 0, 0));
  }

  const Module& m_;
  Function& f_;
  std::vector<Reference> references_;
};

}  // namespace

void mark_receives(Module& module, Function& f) {
  bool any = std::ranges::any_of(f.insts, [](const Inst& i) { return i.op == Op::LoopRec; });
  if (any) Receives(module, f).run();
}

}  // namespace beamlet::core
