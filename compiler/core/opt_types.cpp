// What is known of each value, and what follows from it: tests that cannot fail or cannot hold, parts fetched twice,
// builtins that a plain operation does.
//
// One walk over the dominator tree. A fact (a set of possible types, a tuple's size) holds below the point where it was learnt:
// a test's successor that nothing else leads to, or after an operation that would have raised otherwise. Facts are undone
// on the way back up. Since core has no cycles but those of receive (whose head has no parameters), one walk is enough.

#include <algorithm>
#include <unordered_map>

#include "compiler/core/passes.hpp"

namespace beamlet::core {

namespace {

using Kind = LiteralPool::Kind;

namespace type {
inline constexpr uint16_t kNil = 1, kCons = 2, kTuple = 4, kTrue = 8, kFalse = 16, kAtom = 32, kInteger = 64,
                          kFloat = 128, kBits = 256, kMap = 512, kFun = 1024, kPid = 2048, kReference = 4096,
                          kPort = 8192;
inline constexpr uint16_t kBoolean = kTrue | kFalse, kAnyAtom = kBoolean | kAtom, kNumber = kInteger | kFloat,
                          kList = kNil | kCons, kAny = 0x3FFF;
}  // namespace type

struct Type {
  uint16_t mask = type::kAny;
  int32_t size = -1;  // of a tuple; -1: not known
  // Known from a test of this very kind or from the value's making, not by exclusion or from a builtin's success. Only such
  // knowledge lets a test go that the verifier (vm/bytecode/verifier.hpp V3) wants to see before a part is fetched.
  bool shown = false;
};

class Types {
 public:
  Types(Module& m, Function& f) : m_(m), f_(f) {}

  void run() {
    types_.assign(f_.value_count, Type{});
    replace_.assign(f_.value_count, Arg());
    order();
    dominators();
    walk();
    for (BlockId b : rpo_)
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next)
        for (Arg& a : f_.args_of(f_.insts[at])) a = resolve(a);
  }

 private:
  // -- the graph
  void order() {
    std::vector<uint8_t> seen(f_.blocks.size(), 0);
    preds_.assign(f_.blocks.size(), {});
    way_.assign(f_.blocks.size(), 0);
    struct Visit {
      BlockId block;
      std::vector<BlockId> next;
    };
    std::vector<Visit> stack;
    auto open = [&](BlockId b) {
      seen[b] = 1;
      Visit v{b, {}};
      for (BlockId s : f_.succs_of(f_.blocks[b])) {
        way_[s] = static_cast<uint32_t>(v.next.size());
        v.next.push_back(s);
      }
      for (InstId at = f_.blocks[b].first; at != kNone; at = f_.insts[at].next)
        if (f_.insts[at].op == Op::Try || f_.insts[at].op == Op::Catch) v.next.push_back(f_.insts[at].aux);
      for (BlockId s : v.next) preds_[s].push_back(b);
      stack.push_back(std::move(v));
    };
    open(0);
    while (!stack.empty()) {
      Visit& v = stack.back();
      if (v.next.empty()) {
        rpo_.push_back(v.block);
        stack.pop_back();
        continue;
      }
      BlockId s = v.next.back();
      v.next.pop_back();
      if (seen[s] == 0) open(s);
    }
    std::ranges::reverse(rpo_);
    position_.assign(f_.blocks.size(), kNone);
    for (uint32_t n = 0; n < rpo_.size(); ++n) position_[rpo_[n]] = n;
  }

  // A block's dominator is the nearest common ancestor, in the tree of dominators, of what leads to it. One round is enough: the only
  // edges back are those of receive, whose head dominates their sources. Common ancestors are found along `jump`,
  // which leads up in steps of growing size: a chain of n tests with one way out each takes n log n.
  void dominators() {
    struct Node {
      uint32_t parent = 0, jump = 0, depth = 0;
    };
    std::vector<Node> tree(rpo_.size());  // by position
    auto common = [&](uint32_t a, uint32_t b) {
      if (tree[a].depth < tree[b].depth) std::swap(a, b);
      while (tree[a].depth > tree[b].depth)
        a = tree[tree[a].jump].depth >= tree[b].depth ? tree[a].jump : tree[a].parent;
      while (a != b) {
        bool far = tree[a].jump != tree[b].jump;
        a = far ? tree[a].jump : tree[a].parent;
        b = far ? tree[b].jump : tree[b].parent;
      }
      return a;
    };
    children_.assign(f_.blocks.size(), {});
    for (uint32_t n = 1; n < rpo_.size(); ++n) {
      uint32_t best = kNone;
      for (BlockId p : preds_[rpo_[n]]) {
        uint32_t at = position_[p];
        if (at < n) best = best == kNone ? at : common(best, at);
      }
      uint32_t skip = tree[best].jump;
      bool doubles = tree[best].depth - tree[skip].depth == tree[skip].depth - tree[tree[skip].jump].depth;
      tree[n] = {best, doubles ? tree[skip].jump : best, tree[best].depth + 1};
      children_[rpo_[best]].push_back(rpo_[n]);
    }
  }

  // -- facts
  [[nodiscard]] Arg resolve(Arg a) const {
    while (a.is_value() && !replace_[a.value()].is_none()) a = replace_[a.value()];
    return a;
  }
  void learn(ValueId v, Type t) {
    undo_.push_back({v, types_[v]});
    types_[v] = t;
  }
  void narrow(Arg a, uint16_t mask, int32_t size = -1, bool shown = false) {
    if (!a.is_value()) return;
    Type t = types_[a.value()];
    uint16_t now = t.mask & mask;
    bool same = now == t.mask && (size < 0 || size == t.size);
    if (same && (!shown || t.shown)) return;
    // What was shown before was less: `is_list(X), X =/= []` shows the verifier no cons cell.
    learn(a.value(), {now, size >= 0 ? size : t.size, shown || (t.shown && same)});
  }
  [[nodiscard]] Type type_of(Arg a) const {
    if (a.is_value()) return types_[a.value()];
    const LiteralPool::Node& n = m_.literals[a.literal()];
    switch (n.kind) {
      case Kind::Int:
      case Kind::Big:
        return {type::kInteger, -1, false};
      case Kind::Float:
        return {type::kFloat, -1, false};
      case Kind::Atom:
        return {m_.atoms[n.a] == "true"    ? type::kTrue
                : m_.atoms[n.a] == "false" ? type::kFalse
                                           : type::kAtom,
                -1, false};
      case Kind::Nil:
        return {type::kNil, -1, false};
      case Kind::String:
      case Kind::Cons:
        return {type::kCons, -1, false};
      case Kind::Tuple:
        return {type::kTuple, static_cast<int32_t>(n.b), false};
      case Kind::Map:
        return {type::kMap, -1, false};
      case Kind::Bits:
        return {type::kBits, -1, false};
      case Kind::Export:
        return {type::kFun, -1, false};
    }
    return {};
  }

  // -- tests
  [[nodiscard]] static uint16_t mask_of_test(Op op) {
    switch (op) {
      case Op::IsInteger:
        return type::kInteger;
      case Op::IsFloat:
        return type::kFloat;
      case Op::IsNumber:
        return type::kNumber;
      case Op::IsAtom:
        return type::kAnyAtom;
      case Op::IsBoolean:
        return type::kBoolean;
      case Op::IsPid:
        return type::kPid;
      case Op::IsReference:
        return type::kReference;
      case Op::IsPort:
        return type::kPort;
      case Op::IsNil:
        return type::kNil;
      case Op::IsNonemptyList:
        return type::kCons;
      case Op::IsList:
        return type::kList;
      case Op::IsTuple:
        return type::kTuple;
      case Op::IsBitstring:
        return type::kBits;
      case Op::IsMap:
        return type::kMap;
      case Op::IsFunction:
        return type::kFun;
      default:
        return 0;
    }
  }

  enum class Truth : uint8_t { No, Yes, Unknown };
  [[nodiscard]] Truth decide(const Inst& i) const {
    auto args = f_.args_of(i);
    Type t = type_of(args[0]);
    if (uint16_t mask = mask_of_test(i.op); mask != 0) {
      if ((t.mask & mask) == 0) return Truth::No;
      bool must_show = i.op == Op::IsNonemptyList || i.op == Op::IsMap || i.op == Op::IsTuple;
      return (t.mask & ~mask) == 0 && (t.shown || !must_show) ? Truth::Yes : Truth::Unknown;
    }
    switch (i.op) {
      case Op::IsTupleOfArity:
        if ((t.mask & type::kTuple) == 0 || (t.size >= 0 && t.size != static_cast<int32_t>(i.aux)))
          return Truth::No;
        return t.mask == type::kTuple && t.size >= 0 && t.shown ? Truth::Yes : Truth::Unknown;
      case Op::IsTaggedTuple:
        return (t.mask & type::kTuple) == 0 || (t.size >= 0 && t.size != static_cast<int32_t>(i.aux))
                   ? Truth::No
                   : Truth::Unknown;
      case Op::IsBinary:
        return (t.mask & type::kBits) == 0 ? Truth::No : Truth::Unknown;
      case Op::IsFunction2:
        return (t.mask & type::kFun) == 0 ? Truth::No : Truth::Unknown;
      case Op::EqExact:
      case Op::NeExact: {
        Truth equal = equality(args[0], args[1]);
        if (equal == Truth::Unknown || i.op == Op::EqExact) return equal;
        return equal == Truth::Yes ? Truth::No : Truth::Yes;
      }
      case Op::Lt:
      case Op::Ge: {
        if (!args[0].is_literal() || !args[1].is_literal()) return Truth::Unknown;
        const LiteralPool::Node& a = m_.literals[args[0].literal()];
        const LiteralPool::Node& b = m_.literals[args[1].literal()];
        if (a.kind != Kind::Int || b.kind != Kind::Int) return Truth::Unknown;
        return (a.value < b.value) == (i.op == Op::Lt) ? Truth::Yes : Truth::No;
      }
      default:
        return Truth::Unknown;
    }
  }
  [[nodiscard]] Truth equality(Arg a, Arg b) const {
    if (a == b) return Truth::Yes;
    Type x = type_of(a), y = type_of(b);
    if ((x.mask & y.mask) == 0) return Truth::No;
    constexpr uint16_t kSingle[] = {type::kNil, type::kTrue, type::kFalse};
    for (uint16_t one : kSingle)
      if (x.mask == one && y.mask == one) return Truth::Yes;
    if (a.is_literal() && b.is_literal())
      return m_.literals.equal(a.literal(), b.literal(), m_.atoms) ? Truth::Yes : Truth::No;
    return Truth::Unknown;
  }

  // What the outcome of a test says of its argument.
  void learn_from(const Inst& i, bool truth) {
    auto args = f_.args_of(i);
    if (uint16_t mask = mask_of_test(i.op); mask != 0) {
      narrow(args[0], truth ? mask : static_cast<uint16_t>(~mask), -1, truth);
      return;
    }
    switch (i.op) {
      case Op::IsTupleOfArity:
      case Op::IsTaggedTuple:
        if (truth) narrow(args[0], type::kTuple, static_cast<int32_t>(i.aux), true);
        break;
      case Op::IsBinary:
        if (truth) narrow(args[0], type::kBits);
        break;
      case Op::IsFunction2:
        if (truth) narrow(args[0], type::kFun);
        break;
      case Op::EqExact:
      case Op::NeExact:
        if (truth == (i.op == Op::EqExact)) {
          Type x = type_of(args[0]), y = type_of(args[1]);
          narrow(args[0], y.mask, y.size);
          narrow(args[1], x.mask, x.size);
        } else {
          for (int n = 0; n < 2; ++n) {
            Type other = type_of(args[1 - n]);
            if (other.mask == type::kTrue || other.mask == type::kFalse || other.mask == type::kNil)
              narrow(args[n], static_cast<uint16_t>(~other.mask));
          }
        }
        break;
      default:
        break;
    }
  }

  // -- operations
  [[nodiscard]] std::string_view bif_name(const Inst& i) const {
    const ModuleImage::Import& import = m_.imports[i.aux];
    return m_.atoms[import.module] == "erlang" ? std::string_view(m_.atoms[import.function])
                                               : std::string_view();
  }

  [[nodiscard]] Type result_type(const Inst& i) const {
    auto args = f_.args_of(i);
    switch (i.op) {
      case Op::Add:
      case Op::Sub:
      case Op::Mul:
        if (type_of(args[0]).mask == type::kInteger && type_of(args[1]).mask == type::kInteger)
          return {type::kInteger, -1, false};
        if (type_of(args[0]).mask == type::kFloat || type_of(args[1]).mask == type::kFloat)
          return {type::kFloat, -1, false};
        return {type::kNumber, -1, false};
      case Op::Neg:
        return {static_cast<uint16_t>(type_of(args[0]).mask & type::kNumber), -1, false};
      case Op::Div:
        return {type::kFloat, -1, false};
      case Op::IntDiv:
      case Op::Rem:
      case Op::Band:
      case Op::Bor:
      case Op::Bxor:
      case Op::Bsl:
      case Op::Bsr:
      case Op::Bnot:
      case Op::BsGetInteger:
      case Op::BsGetUtf8:
      case Op::BsGetUtf16:
      case Op::BsGetUtf32:
        return {type::kInteger, -1, false};
      case Op::BsGetFloat:
        return {type::kFloat, -1, false};
      case Op::BsGetBinary:
      case Op::BsGetTail:
      case Op::BsCreate:
        return {type::kBits, -1, false};
      case Op::Cons:
        return {type::kCons, -1, true};
      case Op::Tuple:
        return {type::kTuple, static_cast<int32_t>(i.arg_count), true};
      case Op::UpdateTuple:
        return {type::kTuple, static_cast<int32_t>(i.aux), true};
      case Op::MakeFun:
        return {type::kFun, -1, false};
      case Op::PutMapAssoc:
      case Op::PutMapExact:
        return {type::kMap, -1, true};
      case Op::Bif: {
        std::string_view name = bif_name(i);
        if (name == "length" || name == "size" || name == "tuple_size" || name == "byte_size" ||
            name == "bit_size" || name == "map_size" || name == "trunc" || name == "round" ||
            name == "ceil" || name == "floor")
          return {type::kInteger, -1, false};
        if (name == "self") return {type::kPid, -1, false};
        if (name == "node") return {type::kAnyAtom, -1, false};
        if (name == "float") return {type::kFloat, -1, false};
        if (name == "abs" || name == "+") return {type::kNumber, -1, false};
        if (name == "not" || name == "and" || name == "or" || name == "xor" || name.starts_with("is_"))
          return {type::kBoolean, -1, false};
        if (name == "binary_part") return {type::kBits, -1, false};
        return {};
      }
      default:
        return {};
    }
  }

  // The operation has succeeded: its arguments were what it takes.
  void learn_from_success(const Inst& i) {
    auto args = f_.args_of(i);
    switch (i.op) {
      case Op::Add:
      case Op::Sub:
      case Op::Mul:
      case Op::Div:
      case Op::Neg:
        for (Arg a : args) narrow(a, type::kNumber);
        break;
      case Op::IntDiv:
      case Op::Rem:
      case Op::Band:
      case Op::Bor:
      case Op::Bxor:
      case Op::Bsl:
      case Op::Bsr:
      case Op::Bnot:
        for (Arg a : args) narrow(a, type::kInteger);
        break;
      case Op::PutMapAssoc:
      case Op::PutMapExact:
        narrow(args[0], type::kMap);
        break;
      case Op::Bif: {
        std::string_view name = bif_name(i);
        if (args.empty()) break;
        if (name == "hd" || name == "tl") narrow(args[0], type::kCons);
        if (name == "length") narrow(args[0], type::kList);
        if (name == "tuple_size") narrow(args[0], type::kTuple);
        if (name == "element") narrow(args[1], type::kTuple);
        if (name == "map_size") narrow(args[0], type::kMap);
        if (name == "byte_size" || name == "bit_size") narrow(args[0], type::kBits);
        break;
      }
      default:
        break;
    }
  }

  // Replaces the operation by something simpler. True: it is gone.
  bool simplify(BlockId b, InstId at) {
    Inst& i = f_.insts[at];
    auto args = f_.args_of(i);
    if (i.op == Op::Bif) {
      std::string_view name = bif_name(i);
      int64_t index = 0;
      if ((name == "hd" || name == "tl") && type_of(args[0]).mask == type::kCons && type_of(args[0]).shown &&
          args[0].is_value()) {
        i.op = name == "hd" ? Op::GetHd : Op::GetTl;
        i.aux = 0;
        end_as_jump_when_last(b, at);
      } else if (name == "element" && args[0].is_literal() && args[1].is_value()) {
        const LiteralPool::Node& n = m_.literals[args[0].literal()];
        Type t = type_of(args[1]);
        index = n.kind == Kind::Int ? n.value : 0;
        if (t.mask == type::kTuple && t.shown && index >= 1 && index <= t.size) {
          i.op = Op::GetElement;
          i.aux = static_cast<uint32_t>(index - 1);
          ++i.first_arg;
          i.arg_count = 1;
          end_as_jump_when_last(b, at);
        }
      } else if (name == "tuple_size" && type_of(args[0]).mask == type::kTuple &&
                 type_of(args[0]).size >= 0) {
        replace_[i.result] = m_.int_arg(type_of(args[0]).size);
        end_as_jump_when_last(b, at);
        f_.remove(b, at);
        return true;
      }
    }
    return share_part(b, at);
  }

  // A part that was fetched before, on every way here.
  bool share_part(BlockId b, InstId at) {
    const Inst& i = f_.insts[at];
    if (i.op == Op::GetHd || i.op == Op::GetTl || i.op == Op::GetElement) {
      if (!f_.args_of(i)[0].is_value() || at == f_.blocks[b].last) return false;
      uint64_t key = uint64_t{f_.args_of(i)[0].value()} << 32 | uint64_t{i.aux} << 2 |
                     (i.op == Op::GetHd   ? 0
                      : i.op == Op::GetTl ? 1
                                          : 2);
      auto [it, fresh] = parts_.try_emplace(key, i.result);
      if (fresh) {
        undo_parts_.push_back(key);
        return false;
      }
      replace_[i.result] = Arg::value(it->second);
      f_.remove(b, at);
      return true;
    }
    return false;
  }
  // What used to have a failure edge and cannot fail any more is followed by a jump.
  void end_as_jump_when_last(BlockId b, InstId at) {
    if (at != f_.blocks[b].last) return;
    f_.append(b, f_.new_inst(Op::Jump, {}, kNone, 0, 0));
    BlockId to[] = {f_.succs_of(f_.blocks[b])[0]};
    f_.set_succs(b, to);
  }

  void jump_instead(BlockId b, BlockId to) {
    f_.remove(b, f_.blocks[b].last);
    f_.append(b, f_.new_inst(Op::Jump, {}, kNone, 0, 0));
    BlockId successors[] = {to};
    f_.set_succs(b, successors);
  }

  void end_of(BlockId b) {
    const Inst& last = f_.insts[f_.blocks[b].last];
    auto succs = f_.succs_of(f_.blocks[b]);
    auto args = f_.args_of(last);
    if (has_flag(last.op, op_flag::Test)) {
      Truth t = decide(last);
      if (t != Truth::Unknown) jump_instead(b, t == Truth::Yes ? succs[0] : succs[1]);
      return;
    }
    if (last.op == Op::BsStartMatch && args[0].is_value() && (type_of(args[0]).mask & type::kBits) == 0) {
      jump_instead(b, succs[1]);
      return;
    }
    if (last.op == Op::SwitchArity) {
      Type t = type_of(args[0]);
      if ((t.mask & type::kTuple) == 0) {
        jump_instead(b, succs[0]);
      } else if (t.mask == type::kTuple && t.size >= 0 && t.shown) {
        BlockId to = succs[0];
        for (uint32_t n = 1; n < args.size(); ++n)
          if (m_.literals[args[n].literal()].value == t.size) to = succs[n];
        jump_instead(b, to);
      }
      return;
    }
    if (last.op != Op::Switch) return;
    if (args[0].is_literal()) {
      BlockId to = succs[0];
      for (uint32_t n = 1; n < args.size(); ++n)
        if (equality(args[0], args[n]) == Truth::Yes) to = succs[n];
      jump_instead(b, to);
      return;
    }
    Type t = type_of(args[0]);
    uint16_t all = 0;
    for (uint32_t n = 1; n < args.size(); ++n) all |= type_of(args[n]).mask;
    if ((t.mask & all) == 0) {
      jump_instead(b, succs[0]);
    } else if (args.size() == 3 && (t.mask & ~type::kBoolean) == 0 && all == type::kBoolean) {
      // true or false and nothing else: one test.
      Arg test[] = {args[0], args[1]};
      BlockId to[] = {succs[1], succs[2]};
      f_.remove(b, f_.blocks[b].last);
      f_.append(b, f_.new_inst(Op::EqExact, test, kNone, 0, 0));
      f_.set_succs(b, to);
    }
  }

  // -- the walk
  void enter(BlockId b) {
    // What the way in says, when there is only one.
    if (preds_[b].size() == 1) {
      BlockId p = preds_[b][0];
      const Inst& last = f_.insts[f_.blocks[p].last];
      auto succs = f_.succs_of(f_.blocks[p]);
      if (has_flag(last.op, op_flag::Test) && succs.size() == 2 && succs[0] != succs[1]) {
        if (succs[0] == b) learn_from(last, true);
        if (succs[1] == b) learn_from(last, false);
      } else if (last.op == Op::Switch || last.op == Op::SwitchArity) {
        learn_from_switch(last, way_[b]);
      } else if (succs.size() == 2 && succs[0] == b && last.op != Op::WaitTimeout && last.op != Op::LoopRec) {
        learn_from_success(last);
        if (last.op == Op::BsStartMatch) narrow(f_.args_of(last)[0], type::kBits);
        if (last.result != kNone) learn(last.result, result_type(last));
      }
    }
    const Block& block = f_.blocks[b];
    // A parameter is whatever its arguments can be.
    auto params = f_.params_of(block);
    for (uint32_t n = 0; b != 0 && n < params.size(); ++n) {
      Type t{0, -1, false};
      bool known = true;
      bool first = true;
      for (BlockId p : preds_[b]) {
        const Inst& last = f_.insts[f_.blocks[p].last];
        if (last.op != Op::Jump || f_.succs_of(f_.blocks[p])[0] != b || position_[p] >= position_[b]) {
          known = false;
          break;
        }
        Type a = jump_types_[f_.blocks[p].last][n];
        t.mask |= a.mask;
        t.size = first || t.size == a.size ? a.size : -1;
        t.shown = (first || t.shown) && a.shown;
        first = false;
      }
      if (known && !first) learn(params[n], t);
    }
    for (InstId at = block.first; at != kNone;) {
      InstId next = f_.insts[at].next;
      for (Arg& a : f_.args_of(f_.insts[at])) a = resolve(a);
      bool is_last = at == f_.blocks[b].last;
      if (!simplify(b, at)) {
        const Inst& i = f_.insts[at];
        bool branches = is_last && f_.blocks[b].succ_count == 2;
        if (!branches) {
          if (i.result != kNone) learn(i.result, result_type(i));
          learn_from_success(i);
        }
      }
      at = next;
    }
    end_of(b);
    const Inst& last = f_.insts[f_.blocks[b].last];
    if (last.op == Op::Jump && last.arg_count > 0) {
      std::vector<Type>& given = jump_types_[f_.blocks[b].last];
      for (Arg a : f_.args_of(last)) given.push_back(type_of(resolve(a)));
    }
  }

  void learn_from_switch(const Inst& last, size_t which) {
    auto args = f_.args_of(last);
    if (last.op == Op::SwitchArity) {
      if (which > 0)
        narrow(args[0], type::kTuple, static_cast<int32_t>(m_.literals[args[which].literal()].value), true);
      return;
    }
    if (which > 0) {
      narrow(args[0], type_of(args[which]).mask);
      return;
    }
    for (size_t n = 1; n < args.size(); ++n) {
      uint16_t mask = type_of(args[n]).mask;
      if (mask == type::kTrue || mask == type::kFalse) narrow(args[0], static_cast<uint16_t>(~mask));
    }
  }

  void walk() {
    struct Visit {
      BlockId block;
      size_t child;
      size_t undo, undo_parts;
    };
    std::vector<Visit> stack{{0, 0, 0, 0}};
    enter(0);
    while (!stack.empty()) {
      Visit& v = stack.back();
      if (v.child < children_[v.block].size()) {
        BlockId b = children_[v.block][v.child++];
        stack.push_back({b, 0, undo_.size(), undo_parts_.size()});
        enter(b);
        continue;
      }
      while (undo_.size() > v.undo) {
        types_[undo_.back().first] = undo_.back().second;
        undo_.pop_back();
      }
      while (undo_parts_.size() > v.undo_parts) {
        parts_.erase(undo_parts_.back());
        undo_parts_.pop_back();
      }
      stack.pop_back();
    }
  }

  Module& m_;
  Function& f_;
  std::vector<Type> types_;
  std::vector<Arg> replace_;
  std::vector<BlockId> rpo_;
  std::vector<uint32_t> position_;
  std::vector<std::vector<BlockId>> preds_, children_;  // an edge each
  std::vector<uint32_t> way_;  // of a block that one edge leads to: which successor of its source it is
  std::vector<std::pair<ValueId, Type>> undo_;
  std::unordered_map<uint64_t, ValueId> parts_;
  std::vector<uint64_t> undo_parts_;
  std::unordered_map<InstId, std::vector<Type>> jump_types_;
};

}  // namespace

void propagate_types(Module& module, Function& function) { Types(module, function).run(); }

}  // namespace beamlet::core
