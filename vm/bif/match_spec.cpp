#include "vm/bif/match_spec.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "vm/bif/bif_support.hpp"
#include "vm/bif/identity.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/map.hpp"

namespace beamlet {
namespace {

// The number of a variable '$N', if the atom is one.
std::optional<uint32_t> variable_number(Term t) {
  if (!t.is_atom()) return std::nullopt;
  std::string_view text = atom_text(t);
  if (text.size() < 2 || text.size() > 9 || text.front() != '$') return std::nullopt;
  uint32_t n = 0;
  for (char c : text.substr(1)) {
    if (c < '0' || c > '9') return std::nullopt;
    n = n * 10 + static_cast<uint32_t>(c - '0');
  }
  return n;
}

// No variable and no '_' anywhere in it.
bool is_ground(Term t) {
  std::vector<Term> later{t};
  while (!later.empty()) {
    Term at = later.back();
    later.pop_back();
    if (at.is_atom()) {
      if (at == atom::underscore || variable_number(at)) return false;
    } else if (at.is_cons()) {
      later.push_back(at.head());
      later.push_back(at.tail());
    } else if (is_tuple(at)) {
      later.insert(later.end(), tuple_elements(at), tuple_elements(at) + tuple_size(at));
    } else if (is_map(at)) {
      for (MapIterator it(at); it.next();) later.push_back(it.value());
    }
  }
  return true;
}

}  // namespace

// -- compiling

class MatchSpec::Compiler {
 public:
  explicit Compiler(Clause& clause) : clause_(clause) {}

  [[nodiscard]] bool head(Term pattern);
  [[nodiscard]] bool guards(Term list);
  [[nodiscard]] bool body(Term list);

 private:
  // An expression still to be compiled, or operations to be written when what stands above it is done.
  struct Work {
    enum class Kind : uint8_t { Expression, Emit, PatchJump } kind;
    Term t = Term::nil();
    Op op = {};
  };

  [[nodiscard]] bool expression(Term t, std::vector<Op>& ops);
  [[nodiscard]] bool one(Term t, std::vector<Op>& ops);
  [[nodiscard]] bool call(Term t);
  void logic(const Term* arguments, uint64_t count, Code code);
  [[nodiscard]] std::optional<uint32_t> position_of(uint32_t variable) const;
  void later(Term t) { work_.push_back({Work::Kind::Expression, t, {}}); }
  void emit_later(Op op) { work_.push_back({Work::Kind::Emit, Term::nil(), op}); }

  Clause& clause_;
  std::vector<Work> work_;
  std::vector<size_t> jumps_;  // operations whose target is not known yet, by nesting
};

std::optional<uint32_t> MatchSpec::Compiler::position_of(uint32_t variable) const {
  auto at = std::ranges::lower_bound(clause_.variables, variable);
  if (at == clause_.variables.end() || *at != variable) return std::nullopt;
  return static_cast<uint32_t>(at - clause_.variables.begin());
}

bool MatchSpec::Compiler::head(Term pattern) {
  if (!is_tuple(pattern) && pattern != atom::underscore && !variable_number(pattern)) return false;
  clause_.pattern = pattern;
  std::vector<Op>& ops = clause_.head;
  std::vector<Term> later{pattern};
  std::vector<uint32_t> seen;
  while (!later.empty()) {
    Term at = later.back();
    later.pop_back();
    if (at == atom::underscore) {
      ops.push_back({Code::Any});
    } else if (std::optional<uint32_t> variable = variable_number(at)) {
      bool again = std::ranges::find(seen, *variable) != seen.end();
      if (!again) seen.push_back(*variable);
      ops.push_back({again ? Code::Same : Code::Bind, *variable});
    } else if (is_ground(at)) {
      ops.push_back({Code::Constant, 0, at});
    } else if (at.is_cons()) {
      ops.push_back({Code::Cons});
      later.push_back(at.tail());
      later.push_back(at.head());
    } else if (is_tuple(at)) {
      ops.push_back({Code::Tuple, static_cast<uint32_t>(tuple_size(at))});
      for (uint64_t i = tuple_size(at); i > 0; --i) later.push_back(tuple_elements(at)[i - 1]);
    } else {
      ops.push_back({Code::Map, 0, at});
      std::vector<Term> values;
      for (MapIterator it(at); it.next();) values.push_back(it.value());
      later.insert(later.end(), values.rbegin(), values.rend());
    }
  }
  std::ranges::sort(seen);
  clause_.variables = std::move(seen);
  for (Op& op : ops) {
    if (op.code != Code::Bind && op.code != Code::Same) continue;
    if (std::optional<uint32_t> position = position_of(op.n)) op.n = *position;
  }
  return true;
}

bool MatchSpec::Compiler::guards(Term list) {
  for (; list.is_cons(); list = list.tail()) {
    if (!expression(list.head(), clause_.guards)) return false;
    clause_.guard_ends.push_back(static_cast<uint32_t>(clause_.guards.size()));
  }
  return list.is_nil();
}

bool MatchSpec::Compiler::body(Term list) {
  if (!list.is_cons()) return false;
  for (; list.is_cons(); list = list.tail()) {
    if (!clause_.body.empty()) clause_.body.push_back({Code::Drop});
    if (!expression(list.head(), clause_.body)) return false;
  }
  return list.is_nil();
}

bool MatchSpec::Compiler::expression(Term t, std::vector<Op>& ops) {
  later(t);
  while (!work_.empty()) {
    Work work = work_.back();
    work_.pop_back();
    switch (work.kind) {
      case Work::Kind::Expression:
        if (!one(work.t, ops)) return false;
        break;
      case Work::Kind::Emit:
        if (work.op.code == Code::AndAlso || work.op.code == Code::OrElse) jumps_.push_back(ops.size());
        ops.push_back(work.op);
        break;
      case Work::Kind::PatchJump:
        for (uint32_t i = 0; i < work.op.n; ++i) {
          ops[jumps_.back()].n = static_cast<uint32_t>(ops.size());
          jumps_.pop_back();
        }
        break;
    }
  }
  return true;
}

// Writes the operations of a simple expression, or puts the parts of another on the work stack (last part first).
bool MatchSpec::Compiler::one(Term t, std::vector<Op>& ops) {
  if (t == atom::whole_object) return ops.push_back({Code::Object}), true;
  if (t == atom::all_variables) return ops.push_back({Code::Variables}), true;
  if (std::optional<uint32_t> variable = variable_number(t)) {
    std::optional<uint32_t> position = position_of(*variable);
    if (!position) return false;
    ops.push_back({Code::Variable, *position});
    return true;
  }
  if (t.is_cons()) {
    emit_later({Code::Cons});
    later(t.tail());
    later(t.head());
    return true;
  }
  if (is_map(t)) {
    emit_later({Code::Map, static_cast<uint32_t>(map_size(t)), t});
    for (MapIterator it(t); it.next();) later(it.value());
    return true;
  }
  if (is_tuple(t)) return call(t);
  ops.push_back({Code::Constant, 0, t});
  return true;
}

// {const, T}, {{A, B, ...}} or {Function, Arguments...}.
bool MatchSpec::Compiler::call(Term t) {
  uint64_t size = tuple_size(t);
  const Term* e = tuple_elements(t);
  if (size == 1 && is_tuple(e[0])) {
    uint64_t n = tuple_size(e[0]);
    emit_later({Code::Tuple, static_cast<uint32_t>(n)});
    for (uint64_t i = n; i > 0; --i) later(tuple_elements(e[0])[i - 1]);
    return true;
  }
  if (size == 0 || !e[0].is_atom()) return false;
  uint64_t arity = size - 1;
  if (e[0] == atom::const_) {
    if (arity != 1) return false;
    emit_later({Code::Constant, 0, e[1]});
    return true;
  }
  if (e[0] == atom::andalso || e[0] == atom::orelse) {
    if (arity == 0) return false;
    logic(e + 1, arity, e[0] == atom::andalso ? Code::AndAlso : Code::OrElse);
    return true;
  }
  std::string_view name = atom_text(e[0]);
  // and, or with more than two arguments are chains of the two-argument ones.
  uint64_t chain = (name == "and" || name == "or") && arity > 2 ? arity - 1 : 1;
  uint64_t call_arity = chain > 1 ? 2 : arity;
  const BifInfo* bif = find_bif("erlang", name, static_cast<uint32_t>(call_arity));
  if (bif == nullptr || bif->kind != BifKind::Guard) return false;
  for (uint64_t i = 0; i < chain; ++i)
    emit_later({Code::Call, static_cast<uint32_t>(call_arity), e[0], bif->function});
  for (uint64_t i = arity; i > 0; --i) later(e[i]);
  return true;
}

// A test that jumps to the end behind each argument but the last.
void MatchSpec::Compiler::logic(const Term* arguments, uint64_t count, Code code) {
  Work patch{Work::Kind::PatchJump, Term::nil(), {}};
  patch.op.n = static_cast<uint32_t>(count - 1);
  work_.push_back(patch);
  emit_later({Code::Boolean});
  for (uint64_t i = count; i > 0; --i) {
    later(arguments[i - 1]);
    if (i > 1) emit_later({code});
  }
}

MatchSpec::Handle MatchSpec::compile(Term spec) {
  std::optional<size_t> count = list_length(spec);
  if (!count) return nullptr;
  Handle result(new MatchSpec);
  size_t words = copy_size_all(spec);
  if (words > 0) {
    result->constants_ = HeapFragment::create(words);
    Term* at = result->constants_->words();
    spec = copy_to_all(spec, at, result->constants_->off_heap);
  }
  for (; spec.is_cons(); spec = spec.tail()) {
    const Term* parts = tuple_of(spec.head(), 3);
    if (parts == nullptr) return nullptr;
    Clause& clause = result->clauses_.emplace_back();
    Compiler compiler(clause);
    if (!compiler.head(parts[0]) || !compiler.guards(parts[1]) || !compiler.body(parts[2])) return nullptr;
  }
  return result;
}

MatchSpec::~MatchSpec() {
  if (constants_ != nullptr) HeapFragment::destroy(constants_);
}

MatchSpec* MatchSpec::of(Term compiled) {
  if (!is_kind(compiled, TermKind::MagicRef)) return nullptr;
  MagicRef* resource = magic_ref_of(compiled);
  return resource->destroy == &MatchSpec::release ? static_cast<MatchSpec*>(resource) : nullptr;
}

Term MatchSpec::term(Process& p, Handle spec) {
  return magic_ref_at(p.alloc(kMagicRefWords), spec.release(), next_unique_reference(), p.heap.off_heap);
}

Term MatchSpec::bound_element(uint32_t position) const {
  if (clauses_.size() != 1) return Term::none();
  Term pattern = clauses_.front().pattern;
  if (!is_tuple(pattern) || tuple_size(pattern) <= position) return Term::none();
  Term element = tuple_elements(pattern)[position];
  return is_ground(element) ? element : Term::none();
}

// -- running

MatchRun::MatchRun(Process& p, const MatchSpec& spec) : process_(p), spec_(spec) {
  std::swap(own_, process_.heap);
}

MatchRun::~MatchRun() {
  std::swap(own_, process_.heap);
  own_.destroy();
  process_.pending = Pending::None;
  process_.exception = {};
}

Term MatchRun::keep(Term result) { return copy_to_heap(own_, result); }

Term MatchRun::run(Term object) {
  constexpr uint64_t kScratchWords = 16 * 1024;
  if (process_.heap.fragment_words > kScratchWords) {
    process_.heap.destroy();
    process_.heap = Heap();
  }
  for (const MatchSpec::Clause& clause : spec_.clauses_) {
    if (!match(clause, object)) continue;
    bool good = true;
    size_t begin = 0;
    for (uint32_t end : clause.guard_ends) {
      good = evaluate(clause.guards, begin, end, clause, object) == atom::true_;
      if (!good) break;
      begin = end;
    }
    if (!good) continue;
    Term result = evaluate(clause.body, 0, clause.body.size(), clause, object);
    return result.is_none() ? atom::EXIT : result;
  }
  return Term::none();
}

bool MatchRun::match(const MatchSpec::Clause& clause, Term object) {
  using Code = MatchSpec::Code;
  bindings_.resize(clause.variables.size());
  stack_.clear();
  stack_.push_back(object);
  for (const MatchSpec::Op& op : clause.head) {
    Term at = stack_.back();
    stack_.pop_back();
    switch (op.code) {
      case Code::Any:
        break;
      case Code::Bind:
        bindings_[op.n] = at;
        break;
      case Code::Same:
        if (!exact_equal(bindings_[op.n], at)) return false;
        break;
      case Code::Constant:
        if (!exact_equal(op.t, at)) return false;
        break;
      case Code::Tuple:
        if (!is_tuple(at) || tuple_size(at) != op.n) return false;
        for (uint32_t i = op.n; i > 0; --i) stack_.push_back(tuple_elements(at)[i - 1]);
        break;
      case Code::Cons:
        if (!at.is_cons()) return false;
        stack_.push_back(at.tail());
        stack_.push_back(at.head());
        break;
      default: {  // Map
        if (!is_map(at)) return false;
        size_t first = stack_.size();
        for (MapIterator it(op.t); it.next();) {
          Term value = map_get(at, it.key());
          if (value.is_none()) return false;
          stack_.push_back(value);
        }
        std::reverse(stack_.begin() + static_cast<ptrdiff_t>(first), stack_.end());
        break;
      }
    }
  }
  return true;
}

Term MatchRun::evaluate(const std::vector<MatchSpec::Op>& ops, size_t begin, size_t end,
                        const MatchSpec::Clause& clause, Term object) {
  stack_.clear();
  for (size_t at = begin; at < end;) {
    const MatchSpec::Op& op = ops[at++];
    if (!step(op, clause, object, at)) return Term::none();
  }
  return stack_.back();
}

bool MatchRun::step(const MatchSpec::Op& op, const MatchSpec::Clause& clause, Term object, size_t& at) {
  using Code = MatchSpec::Code;
  Process& p = process_;
  switch (op.code) {
    case Code::Constant:
      stack_.push_back(op.t);
      return true;
    case Code::Variable:
      stack_.push_back(bindings_[op.n]);
      return true;
    case Code::Object:
      stack_.push_back(object);
      return true;
    case Code::Variables:
      stack_.push_back(make_list(p, {bindings_.data(), clause.variables.size()}));
      return true;
    case Code::Tuple: {
      Term* tuple = p.alloc(1 + size_t{op.n});
      std::copy_n(stack_.end() - op.n, op.n, tuple + 1);
      stack_.resize(stack_.size() - op.n);
      stack_.push_back(make_tuple(tuple, op.n));
      return true;
    }
    case Code::Cons: {
      Term tail = stack_.back();
      stack_.pop_back();
      stack_.back() = make_cons(p, stack_.back(), tail);
      return true;
    }
    case Code::Map: {
      // The values were pushed last key first.
      Term map = op.t;
      for (MapIterator it(op.t); it.next();) {
        map = map_put(p.heap, map, it.key(), stack_.back());
        stack_.pop_back();
      }
      stack_.push_back(map);
      return true;
    }
    case Code::Call: {
      Term result = call(op);
      stack_.resize(stack_.size() - op.n);
      stack_.push_back(result);
      return !result.is_none();
    }
    default:
      return step_logic(op, at);
  }
}

bool MatchRun::step_logic(const MatchSpec::Op& op, size_t& at) {
  using Code = MatchSpec::Code;
  if (op.code == Code::Drop) {
    stack_.pop_back();
    return true;
  }
  Term top = stack_.back();
  if (top != atom::true_ && top != atom::false_) return false;
  if (op.code == Code::Boolean) return true;
  if (top == boolean(op.code == Code::OrElse))
    at = op.n;
  else
    stack_.pop_back();
  return true;
}

Term MatchRun::call(const MatchSpec::Op& op) {
  return op.function(process_, stack_.data() + (stack_.size() - op.n));
}

}  // namespace beamlet
