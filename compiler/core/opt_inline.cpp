// Inlining: the body of a small function in place of a call of it. Callees come before their callers, so that what is copied is
// inlined and simplified already; functions that call themselves, directly or through others, are never copied.
//
// Requested (-compile(inline), -compile({inline, [f/1]})): what OTP does. An exception in the copy shows the caller, with the line in the
// inlined function; function_clause is raised in a function '-inlined-f/1-' of its own.
//
// Unasked: functions of a few operations whose copy nobody can tell from a call, exceptions and their stack traces included.
//
//   area(R) -> scale(R, 3).            area: v1 = R * 3 -> ok, slow
//   scale(X, F) -> X * F.                ok:   return v1
//                                        slow: call scale(R, 3)      raises, and is in the stack trace
//
// Nothing in such a body has an effect, so on the way that raises the call itself is made after all. The one call that a body may make is
// its last: it leaves no frame behind, and gets the line of the call that the copy replaces.

#include <algorithm>
#include <string_view>
#include <vector>

#include "compiler/core/passes.hpp"

namespace beamlet::core {

namespace {

constexpr uint32_t kUnaskedSize = 8;         // operations of a body that is copied without being asked
constexpr uint32_t kMostCopies = 4000;       // operations that copies may add to one function
constexpr uint32_t kMostRequested = 400000;  // the same, where it was asked for

struct NativeName {
  std::string_view module, name;
  uint32_t arity;
  friend auto operator<=>(const NativeName&, const NativeName&) = default;
};

// Functions that are native code: an error in one shows its caller, also when it was called last.
[[nodiscard]] bool is_native(std::string_view module, std::string_view name, uint32_t arity) {
  static const auto kSorted = [] {
    std::vector<NativeName> names = {
#define BIF(module, name, arity, symbol, kind, doc) NativeName{module, name, arity},
#include "vm/tables/bifs.def"
#undef BIF
    };
    std::ranges::sort(names);
    return names;
  }();
  return std::ranges::binary_search(kSorted, NativeName{module, name, arity});
}

enum class Inlining : uint8_t { Never, Unasked, Requested };

// -- which functions ------------------------------------------------------------------------------------------------

// Strongly connected components of the call graph (Tarjan), callees first.
class CallOrder {
 public:
  explicit CallOrder(const Module& m) : calls_(m.functions.size()), state_(m.functions.size()) {
    for (FunctionId f = 0; f < m.functions.size(); ++f)
      for (const Block& b : m.functions[f].blocks)
        for (InstId at = b.first; at != kNone; at = m.functions[f].insts[at].next)
          if (m.functions[f].insts[at].op == Op::Call) calls_[f].push_back(m.functions[f].insts[at].aux);
    for (FunctionId f = 0; f < m.functions.size(); ++f)
      if (state_[f].number == 0) visit(f);
  }

  std::vector<FunctionId> order;
  [[nodiscard]] bool is_recursive(FunctionId f) const { return state_[f].recursive; }

 private:
  struct State {
    uint32_t number = 0, low = 0;
    bool on_stack = false, recursive = false;
  };
  struct Visit {
    FunctionId f;
    size_t next;
  };

  void open(FunctionId f) {
    state_[f].number = state_[f].low = ++count_;
    state_[f].on_stack = true;
    component_.push_back(f);
    visits_.push_back({f, 0});
  }

  void visit(FunctionId root) {
    open(root);
    while (!visits_.empty()) {
      Visit& v = visits_.back();
      if (v.next < calls_[v.f].size()) {
        FunctionId callee = calls_[v.f][v.next++];
        if (callee == v.f) state_[v.f].recursive = true;
        if (state_[callee].number == 0) {
          open(callee);
        } else if (state_[callee].on_stack) {
          state_[v.f].low = std::min(state_[v.f].low, state_[callee].number);
        }
        continue;
      }
      FunctionId f = v.f;
      visits_.pop_back();
      if (!visits_.empty()) {
        State& caller = state_[visits_.back().f];
        caller.low = std::min(caller.low, state_[f].low);
      }
      if (state_[f].low == state_[f].number) close(f);
    }
  }

  void close(FunctionId f) {
    bool many = component_.back() != f;
    for (;;) {
      FunctionId member = component_.back();
      component_.pop_back();
      state_[member].on_stack = false;
      state_[member].recursive = state_[member].recursive || many;
      order.push_back(member);
      if (member == f) return;
    }
  }

  std::vector<std::vector<FunctionId>> calls_;
  std::vector<State> state_;
  std::vector<FunctionId> component_;
  std::vector<Visit> visits_;
  uint32_t count_ = 0;
};

[[nodiscard]] bool is_slow_way(const Function& f, const Block& b) {
  if (b.last == kNone || f.insts[b.last].op != Op::Unreachable) return false;
  InstId call = f.insts[b.last].prev;
  return call != kNone && call == b.first && f.insts[call].op == Op::Call;
}

[[nodiscard]] bool ends_in_error(Op op) {
  return op == Op::FuncClause || op == Op::Badmatch || op == Op::CaseEnd || op == Op::Badrecord ||
         op == Op::IfEnd;
}

// How large a body is, and whether its copy can be told from a call.
struct Body {
  uint32_t size = 0;
  bool invisible = true;
};

class Weigher {
 public:
  Weigher(const Module& m, const Function& f) : m_(m), f_(f) {}

  Body run() {
    for (const Block& b : f_.blocks) {
      if (b.first == kNone || is_slow_way(f_, b)) continue;
      if (b.handler != kNone) body_.invisible = false;
      for (InstId at = b.first; at != kNone; at = f_.insts[at].next) weigh(f_.insts[at]);
    }
    return body_;
  }

 private:
  void weigh(const Inst& i) {
    if (i.op != Op::Jump && i.op != Op::Return && !ends_in_error(i.op)) ++body_.size;
    if (!is_invisible(i)) body_.invisible = false;
  }

  [[nodiscard]] bool is_invisible(const Inst& i) const {
    switch (i.op) {
      case Op::Call:
        return is_last(i);
      case Op::CallExt: {
        const ModuleImage::Import& to = m_.imports[i.aux];
        return is_last(i) && !is_native(m_.atoms[to.module], m_.atoms[to.function], to.arity);
      }
      case Op::Jump:
      case Op::Return:
      case Op::Switch:
      case Op::SwitchArity:
      case Op::GetMapElement:
        return true;
      case Op::IsFunction2:
        return false;
      default:
        break;
    }
    if (ends_in_error(i.op)) return true;
    if (has_flag(i.op, op_flag::Call) || has_flag(i.op, op_flag::End)) return false;
    bool of_match = i.op >= Op::BsStartMatch && i.op <= Op::BsSetPosition;
    return !of_match && (has_flag(i.op, op_flag::Pure) || has_flag(i.op, op_flag::Raises));
  }
  [[nodiscard]] bool is_last(const Inst& i) const {
    return i.next != kNone && f_.insts[i.next].op == Op::Return &&
           f_.args_of(f_.insts[i.next])[0] == Arg::value(i.result);
  }

  const Module& m_;
  const Function& f_;
  Body body_;
};

// -- copying ----------------------------------------------------------------------------------------------------------

// Puts one body in the place of one call. The caller's block is split at the call; what came after it goes on in a block that takes the result.
class Copy {
 public:
  Copy(Module& m, FunctionId caller, BlockId block, InstId call, Inlining how)
      : to_(m.functions[caller]),
        from_(m.functions[m.functions[caller].insts[call].aux]),
        callee_(m.functions[caller].insts[call].aux),
        block_(block),
        call_(call),
        how_(how) {}

  // The block where the caller goes on, or kNone when the call was its last.
  BlockId run() {
    handler_ = to_.blocks[block_].handler;
    arguments_.assign(to_.args_of(to_.insts[call_]).begin(), to_.args_of(to_.insts[call_]).end());
    call_line_ = to_.insts[call_].line;
    split();
    make_blocks();
    end_with(block_, Op::Jump, arguments_, blocks_[0]);
    for (BlockId b = 0; b < from_.blocks.size(); ++b)
      if (blocks_[b] != kNone) copy_block(b);
    return after_;
  }

 private:
  void split() {
    Inst call = to_.insts[call_];
    const Inst& next = to_.insts[call.next];
    bool is_last = handler_ == kNone && next.op == Op::Return && call.result != kNone &&
                   to_.args_of(next)[0] == Arg::value(call.result);
    if (!is_last) {
      bool has_result = call.result != kNone;
      after_ = to_.new_block(has_result ? 1 : 0, handler_);
      // The result keeps its name: it becomes the parameter.
      if (has_result) to_.params_of(to_.blocks[after_])[0] = call.result;
      Block& rest = to_.blocks[after_];
      const Block& whole = to_.blocks[block_];
      rest.first = call.next;
      rest.last = whole.last;
      rest.first_succ = whole.first_succ;
      rest.succ_count = whole.succ_count;
      to_.insts[call.next].prev = kNone;
      has_result_ = has_result;
    }
    Block& whole = to_.blocks[block_];
    whole.last = call.prev;
    (call.prev == kNone ? whole.first : to_.insts[call.prev].next) = kNone;
    // Its successors are the rest's now.
    whole.first_succ = static_cast<uint32_t>(to_.succs.size());
    whole.succ_count = 0;
  }

  void make_blocks() {
    values_.assign(from_.value_count, kNone);
    blocks_.assign(from_.blocks.size(), kNone);
    for (BlockId b = 0; b < from_.blocks.size(); ++b) {
      const Block& block = from_.blocks[b];
      if (block.first == kNone) continue;
      blocks_[b] = to_.new_block(block.param_count);
      auto params = from_.params_of(block);
      for (uint32_t n = 0; n < params.size(); ++n)
        values_[params[n]] = to_.params_of(to_.blocks[blocks_[b]])[n];
    }
  }

  [[nodiscard]] Arg mapped(Arg a) {
    if (!a.is_value()) return a;
    ValueId& v = values_[a.value()];
    if (v == kNone) v = to_.new_value();
    return Arg::value(v);
  }

  void end_with(BlockId b, Op op, std::span<const Arg> args, BlockId to) {
    to_.append(b, to_.new_inst(op, args, kNone, 0, 0));
    if (to != kNone) to_.set_succs(b, std::span(&to, 1));
  }

  // The call itself, on the ways of the copy that raise.
  BlockId slow_way() {
    if (slow_ != kNone) return slow_;
    slow_ = to_.new_block(0, handler_);
    ValueId result = to_.new_value();
    to_.append(slow_, to_.new_inst(Op::Call, arguments_, result, callee_, call_line_));
    Arg value[] = {Arg::value(result)};
    if (after_ == kNone) {
      end_with(slow_, Op::Return, value, kNone);
    } else {
      end_with(slow_, Op::Unreachable, {}, kNone);
    }
    return slow_;
  }

  void copy_block(BlockId b) {
    const Block& source = from_.blocks[b];
    BlockId current = blocks_[b];
    to_.blocks[current].handler = source.handler == kNone ? handler_ : blocks_[source.handler];
    if (how_ == Inlining::Unasked && (is_slow_way(from_, source))) {
      end_with(current, Op::Jump, {}, slow_way());
      return;
    }
    for (InstId at = source.first; at != kNone; at = from_.insts[at].next) {
      const Inst& i = from_.insts[at];
      if (i.op == Op::Return) {
        copy_return(current, i);
        return;
      }
      if (how_ == Inlining::Unasked && ends_in_error(i.op)) {
        end_with(current, Op::Jump, {}, slow_way());
        return;
      }
      if (i.op == Op::FuncClause) {
        copy_function_clause(current, i);
        return;
      }
      current = copy_inst(current, source, at);
    }
  }

  void copy_return(BlockId current, const Inst& i) {
    Arg value[] = {mapped(from_.args_of(i)[0])};
    if (after_ == kNone) {
      end_with(current, Op::Return, value, kNone);
    } else {
      end_with(current, Op::Jump, std::span(value, has_result_ ? 1 : 0), after_);
    }
  }

  // Copies one operation to the end of `current`; gives the block that the next one belongs to.
  BlockId copy_inst(BlockId current, const Block& source, InstId at) {
    Inst i = from_.insts[at];
    std::vector<Arg> args;
    for (Arg a : std::span<const Arg>(from_.args_of(i))) args.push_back(mapped(a));
    uint32_t aux = i.aux;
    if (i.op == Op::Try || i.op == Op::Catch) aux = blocks_[aux];
    if (i.op == Op::BsCreate) aux = copy_segments(i);
    bool unasked = how_ == Inlining::Unasked;
    uint32_t line = unasked ? call_line_ : i.line;
    ValueId result = i.result == kNone ? kNone : mapped(Arg::value(i.result)).value();
    to_.append(current, to_.new_inst(i.op, args, result, aux, line));
    if (at == source.last) {
      std::vector<BlockId> succs;
      for (BlockId s : from_.succs_of(source)) succs.push_back(blocks_[s]);
      to_.set_succs(current, succs);
      return current;
    }
    if (!unasked || !has_flag(i.op, op_flag::Raises) || has_flag(i.op, op_flag::Call)) return current;
    BlockId next = to_.new_block(0, handler_);
    BlockId succs[] = {next, slow_way()};
    to_.set_succs(current, succs);
    return next;
  }

  uint32_t copy_segments(const Inst& i) {
    auto first = static_cast<uint32_t>(to_.segments.size());
    for (uint32_t n = 0; n < i.arg_count / 2; ++n) {
      Segment s = from_.segments[i.aux + n];
      to_.segments.push_back(s);
    }
    return first;
  }

  // function_clause of an inlined function: raised by a function made for that, called last.
  void copy_function_clause(BlockId current, const Inst& i) {
    std::vector<Arg> args;
    for (Arg a : std::span<const Arg>(from_.args_of(i))) args.push_back(mapped(a));
    ValueId result = to_.new_value();
    to_.append(current, to_.new_inst(Op::Call, args, result, kRaiserOf | callee_, from_.line));
    Arg value[] = {Arg::value(result)};
    if (handler_ == kNone) {
      end_with(current, Op::Return, value, kNone);
    } else {
      end_with(current, Op::Unreachable, {}, kNone);
    }
  }

 public:
  // In a Call: not the function, but what raises its function_clause. Functions cannot be added while bodies are copied.
  static constexpr FunctionId kRaiserOf = 1u << 31;

 private:
  Function& to_;
  const Function& from_;
  FunctionId callee_;
  BlockId block_;
  InstId call_;
  Inlining how_;
  BlockId handler_ = kNone, after_ = kNone, slow_ = kNone;
  bool has_result_ = false;
  uint32_t call_line_ = 0;
  std::vector<Arg> arguments_;
  std::vector<ValueId> values_;
  std::vector<BlockId> blocks_;
};

// -- the pass ---------------------------------------------------------------------------------------------------------

class Inliner {
 public:
  explicit Inliner(Module& m) : m_(m), order_(m), how_(m.functions.size(), Inlining::Never) {}

  void run() {
    for (FunctionId f : order_.order) {
      if (inline_calls(f)) {
        simplify(m_, m_.functions[f]);
        changed_ = true;
      }
      how_[f] = decide(f);
    }
    add_raisers();
  }

 private:
  [[nodiscard]] Inlining decide(FunctionId id) const {
    const Function& f = m_.functions[id];
    if (order_.is_recursive(id) || f.free > 0 || f.blocks.empty()) return Inlining::Never;
    Body body = Weigher(m_, f).run();
    if (f.inline_size > 0 && body.size <= f.inline_size) return Inlining::Requested;
    bool hides = body.size == 0 && returns_parameter(f);
    return body.invisible && !hides && body.size <= kUnaskedSize ? Inlining::Unasked : Inlining::Never;
  }

  // id(X) -> X is how programs hide a value from the compiler.
  [[nodiscard]] static bool returns_parameter(const Function& f) {
    const Inst& last = f.insts[f.blocks[0].last];
    return last.op == Op::Return && f.args_of(last)[0].is_value();
  }

  bool inline_calls(FunctionId caller) {
    bool any = false;
    size_t before = m_.functions[caller].insts.size();
    auto count = static_cast<BlockId>(m_.functions[caller].blocks.size());
    for (BlockId b = 0; b < count; ++b) {
      BlockId current = b;
      for (InstId at = m_.functions[caller].blocks[b].first; at != kNone;) {
        const Function& f = m_.functions[caller];
        const Inst& i = f.insts[at];
        InstId next = i.next;
        if (i.op == Op::Call && next != kNone && i.aux != caller && f.insts[next].op != Op::Unreachable) {
          Inlining how = how_[i.aux];
          size_t grown = f.insts.size() - before;
          if (how != Inlining::Never && grown < (how == Inlining::Unasked ? kMostCopies : kMostRequested)) {
            current = Copy(m_, caller, current, at, how).run();
            any = true;
            if (current == kNone) break;
          }
        }
        at = next;
      }
    }
    return any;
  }

  // '-inlined-f/1-' for each inlined function whose clauses do not take everything.
  void add_raisers() {
    if (!changed_) return;
    std::vector<FunctionId> raiser(m_.functions.size(), kNone);
    for (FunctionId f = 0; f < raiser.size(); ++f)
      for (BlockId b = 0; b < m_.functions[f].blocks.size(); ++b)
        for (InstId at = m_.functions[f].blocks[b].first; at != kNone; at = m_.functions[f].insts[at].next) {
          uint32_t callee = m_.functions[f].insts[at].aux;
          if (m_.functions[f].insts[at].op != Op::Call || (callee & Copy::kRaiserOf) == 0) continue;
          FunctionId of = callee & ~Copy::kRaiserOf;
          if (raiser[of] == kNone) raiser[of] = new_raiser(of);
          m_.functions[f].insts[at].aux = raiser[of];
        }
  }
  FunctionId new_raiser(FunctionId of) {
    Function f;
    f.arity = m_.functions[of].arity;
    f.name = m_.atom("-inlined-" + m_.atoms[m_.functions[of].name] + "/" + std::to_string(f.arity) + "-");
    f.line = m_.functions[of].line;
    f.is_internal = true;
    BlockId entry = f.new_block(f.arity);
    std::vector<Arg> args;
    for (ValueId v : f.params_of(f.blocks[entry])) args.push_back(Arg::value(v));
    f.append(entry, f.new_inst(Op::FuncClause, args, kNone, 0, f.line));
    m_.functions.push_back(std::move(f));
    return static_cast<FunctionId>(m_.functions.size() - 1);
  }

  Module& m_;
  CallOrder order_;
  std::vector<Inlining> how_;
  bool changed_ = false;
};

}  // namespace

void inline_calls(Module& module) { Inliner(module).run(); }

// Functions that nothing exported leads to.
void drop_unused(Module& m) {
  std::vector<uint8_t> used(m.functions.size(), 0);
  std::vector<FunctionId> todo;
  auto use = [&](FunctionId f) {
    if (used[f] != 0) return;
    used[f] = 1;
    todo.push_back(f);
  };
  auto names_function = [](Op op) { return op == Op::Call || op == Op::MakeFun; };
  auto each_name = [&](Function& f, auto&& act) {
    for (const Block& b : f.blocks)
      for (InstId at = b.first; at != kNone; at = f.insts[at].next)
        if (names_function(f.insts[at].op)) act(f.insts[at].aux);
  };
  for (FunctionId f = 0; f < m.functions.size(); ++f)
    if (m.functions[f].exported) use(f);
  while (!todo.empty()) {
    FunctionId f = todo.back();
    todo.pop_back();
    each_name(m.functions[f], use);
  }
  std::vector<FunctionId> number(m.functions.size(), kNone);
  FunctionId kept = 0;
  for (FunctionId f = 0; f < m.functions.size(); ++f) {
    if (used[f] == 0) continue;
    number[f] = kept;
    if (kept != f) m.functions[kept] = std::move(m.functions[f]);
    ++kept;
  }
  m.functions.resize(kept);
  for (Function& f : m.functions) each_name(f, [&](uint32_t& name) { name = number[name]; });
}

}  // namespace beamlet::core
