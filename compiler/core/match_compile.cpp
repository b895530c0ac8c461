// match_compile.cpp - clauses to decision trees.
//
// The idea (Wadler's, with the tests in Maranget's order of need): a row is a list of constraints "subject matches pattern".
// Take the first row's first constraint that is no variable, say `x matches {_, _}`. All following rows that also have a
// constraint on x form a group: one switch on x sends each of them to the bucket of its constructor, where the constraint is
// replaced by those on the parts. The rows after the group are the group's failure: they are tried when it does not match.
// Each clause ends up in exactly one bucket, so no body is copied and the code is linear in the source; a test is repeated only when
// a group ends between two rows that test the same thing (`f(a, _)`, `f(_, b)`, `f(c, _)`).
//
// Order      Semantics are top-down, first match wins. Inside a group rows of different constructors exclude one another, so the
//            order of the constructors is free; rows of the same bucket keep theirs. Guards run when all of a row's constraints hold;
//            when one fails, the rest of the bucket is tried, then the group's failure.
// Parts      A part of a value (head, tail, element) is a Subject: it is fetched only when it is tested, or bound by a row that
//            has matched, so a failing clause fetches nothing it does not need.
// Maps       have no constructors: a group shares one key; a missing key is the group's failure.
// Binaries   A match context has a position that each read moves. Rows of a group start with the same segment, which is read
//            once. Whoever may fall back to other rows notes the position before, and sets it again first (contexts_of).
// Variables bound outside and repeated variables are compared after all constraints, before the guard.

#include <algorithm>

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

namespace {

// What distinguishes the buckets of a switch.
struct BucketKey {
  PatternKind kind;
  uint32_t detail;  // literal id, or arity
  friend bool operator==(const BucketKey&, const BucketKey&) = default;
};
struct BucketKeyHash {
  size_t operator()(const BucketKey& k) const {
    return (size_t{k.detail} * 8 + static_cast<size_t>(k.kind)) * 0x9E3779B97F4A7C15u;
  }
};

// A context and its position, to go back to.
struct Position {
  Arg context, position;
};

}  // namespace

void Lowering::add_constraint(MatchRow& row, const Subject& subject, const Pattern* p) {
  for (; p != nullptr; p = p->also) {
    for (Symbol variable : p->binds) row.binds.push_back({variable, subject});
    if (p->kind == PatternKind::Equal) {
      row.checks.push_back({subject, p->value});
    } else if (p->kind != PatternKind::Any) {
      Constraint c{};
      c.subject = subject;
      c.pattern = p;
      row.todo.push_back(c);
    }
  }
}

Arg Lowering::fetch(const Subject& s) {
  switch (s.kind) {
    case Subject::Kind::Whole:
      return s.base;
    case Subject::Kind::Head:
      return emit(Op::GetHd, {s.base}, 0, 0);
    case Subject::Kind::Tail:
      return emit(Op::GetTl, {s.base}, 0, 0);
    case Subject::Kind::Element:
      return emit(Op::GetElement, {s.base}, s.index, 0);
  }
  return {};
}

// One past the last row after `first` that goes with it: it has a constraint on the same subject that one test decides.
size_t Lowering::group_end(std::span<MatchRow> rows, size_t first, const Constraint& c) {
  size_t end = first + 1;
  for (; end < rows.size(); ++end) {
    std::vector<Constraint>& todo = rows[end].todo;
    auto it = std::find_if(todo.rbegin(), todo.rend(), [&](const Constraint& other) {
      return other.subject == c.subject && other.started == c.started;
    });
    if (it == todo.rend()) break;
    if (c.started && c.pattern->kind == PatternKind::Map) {
      bool has_key = !c.pairs[0].key.is_none() && std::ranges::any_of(it->pairs, [&](const MapPair& p) {
        return p.key == c.pairs[0].key;
      });
      if (!has_key) break;
    } else if (c.started) {
      if (!same_segment(rows[first], c, rows[end], *it)) break;
    }
    std::rotate(it.base() - 1, it.base(), todo.end());  // the constraint to take is last
  }
  return end;
}

// Guard and comparisons of a row whose constraints all hold, then its body. True when it may fall through to `fail`.
bool Lowering::complete_row(MatchRow& row, BlockId fail, const BodyFunction& body) {
  size_t before = mark();
  // Fetched before the guard: what it needs; after it: the rest.
  std::vector<Symbol> early;
  if (!row.guard.empty())
    for (const ExprList& alternative : row.guard)
      for (const Expr* e : alternative) collect_variables(*e, early);
  std::ranges::sort(early);
  std::unordered_map<uint32_t, size_t> first_of;
  std::vector<MatchRow::Bind> late;
  bool checked = !row.checks.empty();
  auto compare = [&](Arg a, Arg b) {
    BlockId same = new_block();
    branch(Op::EqExact, {a, b}, same, fail);
    use(same);
  };
  for (size_t i = 0; i < row.binds.size(); ++i) {
    const MatchRow::Bind& b = row.binds[i];
    auto [it, fresh] = first_of.try_emplace(b.variable.id, i);
    if (!fresh) {  // the variable stands twice in the pattern
      Symbol v = b.variable;
      auto in_late = std::ranges::find_if(late, [&](const MatchRow::Bind& l) { return l.variable == v; });
      if (in_late != late.end()) {
        bind(v, fetch(in_late->subject));
        late.erase(in_late);
      }
      Arg other = fetch(b.subject);
      compare(environment_[v.id].value, other);
      checked = true;
    } else if (std::ranges::binary_search(early, b.variable)) {
      bind(b.variable, fetch(b.subject));
    } else {
      late.push_back(b);
    }
  }
  for (const MatchRow::Check& c : row.checks) compare(fetch(c.subject), c.value);
  guard(row.guard, fail);
  for (const MatchRow::Bind& b : late) bind(b.variable, fetch(b.subject));
  body(row.clause);
  undo(before);
  return checked || !row.guard.empty();
}

void Lowering::match(std::vector<MatchRow>& rows, BlockId fail, const BodyFunction& body) {
  // Contexts whose position later rows rely on.
  std::vector<Arg> contexts;
  for (size_t i = 1; i < rows.size(); ++i)
    for (const Constraint& c : rows[i].todo)
      if (c.started && c.pattern->kind == PatternKind::Bits &&
          std::ranges::find(contexts, c.subject.base) == contexts.end())
        contexts.push_back(c.subject.base);

  for (size_t i = 0; i < rows.size();) {
    MatchRow& row = rows[i];
    size_t end = i + 1;
    Constraint c{};
    if (!row.todo.empty()) {
      c = row.todo.back();
      end = group_end(rows, i, c);
    }
    bool is_last = end == rows.size();
    std::vector<Position> positions;
    BlockId next = is_last ? fail : new_block();
    if (!is_last)
      for (Arg context : contexts) positions.push_back({context, emit(Op::BsGetPosition, {context}, 0, 0)});

    if (row.todo.empty()) {
      if (!complete_row(row, next, body)) return;  // it always matches: what follows cannot be reached
    } else {
      std::span<MatchRow> group = std::span(rows).subspan(i, end - i);
      if (!c.started) {
        switch_on(fetch(c.subject), group, c.subject, next, body);
      } else if (c.pattern->kind == PatternKind::Map) {
        match_map_key(group, c.subject, next, body);
      } else {
        match_segment(group, c.subject, next, body);
      }
    }
    if (is_last) return;
    use(next);
    for (const Position& p : positions) emit_void(Op::BsSetPosition, {p.context, p.position});
    i = end;
  }
}

// All rows have a constraint (their last) on the same subject, whose value is `value`.
void Lowering::switch_on(Arg value, std::span<MatchRow> rows, const Subject& subject, BlockId fail,
                         const BodyFunction& body) {
  struct Bucket {
    BucketKey key;
    std::vector<MatchRow> rows;
  };
  std::vector<Bucket> buckets;
  std::unordered_map<BucketKey, size_t, BucketKeyHash> index;
  Subject whole{Subject::Kind::Whole, value, 0};
  for (MatchRow& row : rows) {
    Constraint c = row.todo.back();
    row.todo.pop_back();
    BucketKey key{c.pattern->kind, 0};
    if (key.kind == PatternKind::Literal) key.detail = c.pattern->value.literal();
    if (key.kind == PatternKind::Tuple) key.detail = static_cast<uint32_t>(c.pattern->parts.size());
    auto [it, fresh] = index.try_emplace(key, buckets.size());
    if (fresh) buckets.push_back({key, {}});
    // Other things said of the same subject are said of the value now.
    for (Constraint& other : row.todo)
      if (other.subject == subject) other.subject = whole;
    for (MatchRow::Bind& b : row.binds)
      if (b.subject == subject) b.subject = whole;
    for (MatchRow::Check& b : row.checks)
      if (b.subject == subject) b.subject = whole;
    switch (key.kind) {
      case PatternKind::Cons:
        // Head first: the last constraint is taken next.
        add_constraint(row, {Subject::Kind::Tail, value, 0}, c.pattern->parts[1]);
        add_constraint(row, {Subject::Kind::Head, value, 0}, c.pattern->parts[0]);
        break;
      case PatternKind::Tuple:
        for (uint32_t e = key.detail; e-- > 0;)
          add_constraint(row, {Subject::Kind::Element, value, e}, c.pattern->parts[e]);
        break;
      case PatternKind::Map:
      case PatternKind::Bits:
        c.started = true;
        c.subject = whole;
        c.pairs = c.pattern->pairs;
        if (key.kind == PatternKind::Bits || !c.pairs.empty()) row.todo.push_back(c);
        break;
      default:
        break;
    }
    buckets[it->second].rows.push_back(std::move(row));
  }

  // Classes in order of appearance; each class is one test, the next class its failure.
  enum class Class : uint8_t { Cons, Nil, Tuple, Atom, Integer, Other, Map, Bits, None };
  using Kind = LiteralPool::Kind;
  auto class_of = [&](const BucketKey& k) {
    switch (k.kind) {
      case PatternKind::Cons:
        return Class::Cons;
      case PatternKind::Tuple:
        return Class::Tuple;
      case PatternKind::Map:
        return Class::Map;
      case PatternKind::Bits:
        return Class::Bits;
      default:
        break;
    }
    const LiteralPool::Node& n = m_.literals[k.detail];
    if (n.kind == Kind::Nil) return Class::Nil;
    if (n.kind == Kind::Atom) return Class::Atom;
    constexpr int64_t kMaxSelect = (int64_t{1} << 59) - 1;
    if (n.kind == Kind::Int && n.value <= kMaxSelect && n.value >= -kMaxSelect) return Class::Integer;
    return Class::Other;
  };
  std::vector<Class> order;
  std::vector<std::vector<size_t>> members(static_cast<size_t>(Class::None));
  for (size_t b = 0; b < buckets.size(); ++b) {
    Class k = class_of(buckets[b].key);
    auto& list = members[static_cast<size_t>(k)];
    if (list.empty()) order.push_back(k);
    list.push_back(b);
  }
  for (size_t n = 0; n < order.size(); ++n) {
    BlockId next = n + 1 == order.size() ? fail : new_block();
    std::vector<size_t>& list = members[static_cast<size_t>(order[n])];
    std::vector<BlockId> targets;
    for (size_t b = 0; b < list.size(); ++b) targets.push_back(new_block());
    switch (order[n]) {
      case Class::Cons:
        branch(Op::IsNonemptyList, {value}, targets[0], next);
        break;
      case Class::Nil:
        branch(Op::IsNil, {value}, targets[0], next);
        break;
      case Class::Map:
        branch(Op::IsMap, {value}, targets[0], next);
        break;
      case Class::Bits: {
        Arg context = emit_branching(Op::BsStartMatch, {value}, 0, 0, targets[0], next, true);
        for (MatchRow& row : buckets[list[0]].rows) row.todo.back().subject.base = context;
        break;
      }
      case Class::Other:
        for (size_t b = 0; b < list.size(); ++b) {
          BlockId otherwise = b + 1 == list.size() ? next : new_block();
          branch(Op::EqExact, {value, Arg::literal(buckets[list[b]].key.detail)}, targets[b], otherwise);
          use(otherwise);
        }
        break;
      default: {
        bool is_arity = order[n] == Class::Tuple;
        if (list.size() == 1) {
          uint32_t detail = buckets[list[0]].key.detail;
          if (is_arity) {
            branch(Op::IsTupleOfArity, {value}, targets[0], next, detail);
          } else {
            branch(Op::EqExact, {value, Arg::literal(detail)}, targets[0], next);
          }
          break;
        }
        std::vector<Arg> arguments{value};
        std::vector<BlockId> successors{next};
        for (size_t b = 0; b < list.size(); ++b) {
          uint32_t detail = buckets[list[b]].key.detail;
          arguments.push_back(is_arity ? int_arg(detail) : Arg::literal(detail));
          successors.push_back(targets[b]);
        }
        end(is_arity ? Op::SwitchArity : Op::Switch, arguments, successors);
      }
    }
    for (size_t b = 0; b < list.size(); ++b) {
      use(targets[b]);
      match(buckets[list[b]].rows, fail, body);
    }
    use(next);
  }
  use(kNone);
}

// All rows test the key that the first row's map pattern tests next.
void Lowering::match_map_key(std::span<MatchRow> rows, const Subject& subject, BlockId fail,
                             const BodyFunction& body) {
  Arg key = rows[0].todo.back().pairs[0].key;
  if (key.is_none()) {  // a guard expression; such a row is alone
    BlockId saved = s_->fail;
    s_->fail = fail;
    Constraint& c = rows[0].todo.back();
    key = expr(*c.pairs[0].computed);
    s_->fail = saved;
    std::vector<MapPair> pairs(c.pairs.begin(), c.pairs.end());
    pairs[0] = {key, nullptr, pairs[0].value};
    c.pairs = keep(pairs);
  }
  std::vector<MatchRow> inner;
  bool wanted = false;
  for (MatchRow& row : rows)
    for (const MapPair& p : row.todo.back().pairs)
      wanted = wanted || (p.key == key && (p.value->kind != PatternKind::Any || !p.value->binds.empty()));
  BlockId found = new_block();
  Arg element;
  if (wanted) {
    element = emit_branching(Op::GetMapElement, {subject.base, key}, 0, 0, found, fail, true);
  } else {
    branch(Op::HasMapField, {subject.base, key}, found, fail);
  }
  for (MatchRow& row : rows) {
    Constraint c = row.todo.back();
    row.todo.pop_back();
    std::vector<MapPair> rest;
    std::vector<const Pattern*> values;  // more than one when the key stands twice
    for (const MapPair& p : c.pairs) {
      if (p.key == key) {
        values.push_back(p.value);
      } else {
        rest.push_back(p);
      }
    }
    c.pairs = keep(rest);
    if (!rest.empty()) row.todo.push_back(c);
    for (const Pattern* p : values)
      if (wanted) add_constraint(row, {Subject::Kind::Whole, element, 0}, p);
    inner.push_back(std::move(row));
  }
  use(found);
  match(inner, fail, body);
}

}  // namespace beamlet::core
