#include "vm/process/heavy.hpp"

#include "vm/process/ready_sink.hpp"
#include "vm/process/relations.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/map.hpp"
#include "vm/term/term_stack.hpp"

namespace beamlet {

namespace {

// Words of terms that take about half a millisecond to work through, and bytes that count as one word.
constexpr uint64_t kLargeWords = limits::kTiny ? 64 : 20'000;
constexpr uint64_t kBytesPerWord = 16;
// Digits of a large integer take longer than its words say.
constexpr uint64_t kEffortOfIntegers = 8;
// What a call with large arguments costs where there is no pool.
constexpr int64_t kLargeReductions = limits::kTiny ? 64 : 50'000;

// Takes the words of one boxed term, and what a binary or large integer stands for, from what is left.
bool take_box(const Term* p, Term term, uint64_t& left) {
  Header header(p[0]);
  uint64_t words = 1 + header.words();
  switch (header.kind()) {
    case TermKind::HeapBinary:
    case TermKind::RefcBinary:
    case TermKind::SubBits:
      words += bit_size_of(term) / (8 * kBytesPerWord);
      break;
    case TermKind::PosBig:
    case TermKind::NegBig:
      words *= kEffortOfIntegers;
      break;
    default:
      break;
  }
  if (words > left) return false;
  left -= words;
  return true;
}

// Where the elements of a boxed term begin; 0: it has none.
size_t first_element(TermKind kind) {
  switch (kind) {
    case TermKind::Fun:
      return 2;
    case TermKind::Tuple:
    case TermKind::FlatMap:
    case TermKind::HashMap:
    case TermKind::HashNode:
    case TermKind::HashCollision:
      return 1;
    default:
      return 0;
  }
}

// Whether the term with all it holds has more words than are left; takes them.
bool exceeds_deep(Term term, uint64_t& left) {
  TermStack stack;
  stack.push(term);
  while (!stack.empty()) {
    term = stack.pop();
    // Lists are the commonest: along the spine.
    while (term.is_cons()) {
      if (left < 2) return true;
      left -= 2;
      if (Term head = term.head(); head.is_pointer()) stack.push(head);
      term = term.tail();
    }
    if (!term.is_pointer()) continue;
    const Term* p = term.boxed_ptr();
    if (!take_box(p, term, left)) return true;
    Header header(p[0]);
    if (size_t first = first_element(header.kind()); first != 0)
      for (size_t i = first; i <= header.words(); ++i)
        if (p[i].is_pointer()) stack.push(p[i]);
  }
  return false;
}

// The same for a list's spine, a map's pairs, a tuple's elements.
bool exceeds_flat(Term term, uint64_t& left) {
  while (term.is_cons()) {
    if (left < 2) return true;
    left -= 2;
    term = term.tail();
  }
  if (!term.is_pointer()) return false;
  if (!take_box(term.boxed_ptr(), term, left)) return true;
  uint64_t words = is_map(term) ? 2 * map_size(term) : 0;
  if (words > left) return true;
  left -= words;
  return false;
}

}  // namespace

bool is_large(const Term* args, uint32_t arity, Extent extent) {
  uint64_t left = kLargeWords;
  for (uint32_t i = 0; i < arity; ++i) {
    if (!args[i].is_pointer()) continue;
    if (extent == Extent::Deep ? exceeds_deep(args[i], left) : exceeds_flat(args[i], left)) return true;
  }
  return false;
}

Term call_heavy(Process& p, HeavyFunction function, const Term* args, uint32_t arity, Extent extent) {
  if (p.has_relations() && p.relations().heavy.done) {
    HeavyCall& call = p.relations().heavy;
    call.done = false;
    p.pending = call.pending;
    return call.pending == Pending::None ? args[arity] : Term::none();
  }
  if (!is_large(args, arity, extent)) return function(p, args);
  if (!the_node.ready->has_pool()) {
    Term result = function(p, args);
    // What goes on over several slices counts its reductions itself.
    if (!result.is_none() || p.pending != Pending::Yield) p.reductions -= kLargeReductions;
    return result;
  }
  p.relations().heavy = {function, arity, Pending::None, false};
  p.pending = Pending::Elsewhere;
  return Term::none();
}

void run_heavy(Process& p, Term* x) {
  HeavyCall& call = p.relations().heavy;
  p.x = x;
  p.restore_x();
  constexpr int64_t kEnough = int64_t{1} << 40;
  p.reductions = kEnough;
  Term result = Term::none();
  do {
    p.pending = Pending::None;
    result = call.function(p, p.x);
  } while (result.is_none() && p.pending == Pending::Yield);
  p.reductions_done += static_cast<uint64_t>(kEnough - p.reductions);
  p.reductions = 0;
  call.pending = p.pending;
  call.done = true;
  p.pending = Pending::None;
  if (!result.is_none()) p.x[call.arity] = result;
  // A trap left its arguments in the registers instead.
  p.live = call.pending == Pending::Trap ? std::max(p.trap_live, call.arity) : call.arity + 1;
  if (result.is_none() && call.pending != Pending::Trap) p.x[call.arity] = Term::nil();
  p.save_x();
}

}  // namespace beamlet
