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

// Adds up words until it is enough.
bool exceeds(Term term, uint64_t& left) {
  TermStack stack;
  for (;;) {
    uint64_t words = 1;
    if (term.is_cons()) {
      // Lists are the commonest: along the spine.
      while (term.is_cons() && left > 2) {
        left -= 2;
        if (Term head = term.head(); head.is_pointer()) stack.push(head);
        term = term.tail();
      }
      if (left <= 2) return true;
      if (term.is_pointer()) continue;
    } else if (term.is_pointer()) {
      const Term* p = term.boxed_ptr();
      Header header(p[0]);
      words = 1 + header.words();
      size_t first = 1;
      switch (header.kind()) {
        case TermKind::HeapBinary:
        case TermKind::RefcBinary:
        case TermKind::SubBits:
          words += bit_size_of(term) / (8 * kBytesPerWord);
          break;
        case TermKind::Fun:
          first = 2;
          [[fallthrough]];
        case TermKind::Tuple:
        case TermKind::FlatMap:
        case TermKind::HashMap:
        case TermKind::HashNode:
        case TermKind::HashCollision:
          if (words > left) return true;
          for (size_t i = first; i <= header.words(); ++i)
            if (p[i].is_pointer()) stack.push(p[i]);
          break;
        case TermKind::PosBig:
        case TermKind::NegBig:
          words *= kEffortOfIntegers;
          break;
        default:
          break;
      }
    }
    if (words > left) return true;
    left -= words;
    if (stack.empty()) return false;
    term = stack.pop();
  }
}

// An element costs as much as some words: it is hashed, or compared a number of times.
constexpr uint64_t kEffortOfElements = 4;

// The same, but what the elements of the term hold is not looked at.
bool exceeds_in_width(Term term, uint64_t& left) {
  uint64_t effort = 1;
  if (term.is_cons()) {
    for (; term.is_cons() && effort <= left; term = term.tail()) effort += kEffortOfElements;
  } else {
    Header header(term.boxed_ptr()[0]);
    switch (header.kind()) {
      case TermKind::Tuple:
        effort = header.words();
        break;
      case TermKind::FlatMap:
      case TermKind::HashMap:
        effort = map_size(term) * kEffortOfElements;
        break;
      default:
        break;
    }
  }
  if (effort > left) return true;
  left -= effort;
  return false;
}

}  // namespace

bool is_large(const Term* args, uint32_t arity, Reach reach) {
  uint64_t left = kLargeWords;
  for (uint32_t i = 0; i < arity; ++i) {
    if (!args[i].is_pointer()) continue;
    if (reach == Reach::Deep ? exceeds(args[i], left) : exceeds_in_width(args[i], left)) return true;
  }
  return false;
}

Term call_heavy(Process& p, HeavyFunction function, const Term* args, uint32_t arity, Reach reach) {
  if (p.has_relations() && p.relations().heavy.done) {
    HeavyCall& call = p.relations().heavy;
    call.done = false;
    p.pending = call.pending;
    return call.pending == Pending::None ? args[arity] : Term::none();
  }
  if (!is_large(args, arity, reach)) return function(p, args);
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
