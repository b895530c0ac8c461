#include "vm/process/signal.hpp"

#include <new>

#include "vm/base/memory.hpp"
#include "vm/heap/copy_term.hpp"

namespace beamlet {

namespace {
constexpr size_t kSignalWords = (sizeof(Signal) + sizeof(Term) - 1) / sizeof(Term);
}

Signal* Signal::message(Term term, bool literals_too, Size size) {
  size_t words = literals_too ? copy_size_all(term) : copy_size(term);
  if (words == 0) {
    auto* s = new (memory_alloc(sizeof(Signal))) Signal;
    s->value = term;
    return s;
  }
  if (size == Size::Asked && !copy_fits(words + kSignalWords)) return nullptr;
  HeapFragment* fragment = HeapFragment::create(words + kSignalWords);
  Term* at = fragment->words();
  Term value =
      literals_too ? copy_to_all(term, at, fragment->off_heap) : copy_to(term, at, fragment->off_heap);
  fragment->used = static_cast<uint32_t>(words);
  auto* s = new (fragment->words() + words) Signal;
  s->embedded = true;
  s->value = value;
  s->fragment = fragment;
  return s;
}

void Signal::destroy(Signal* s) {
  HeapFragment* fragment = s->fragment;
  bool embedded = s->embedded;
  if (fragment != nullptr) HeapFragment::destroy(fragment);
  if (!embedded) memory_free(s);
}

HeapFragment* Signal::release(Signal* s) {
  HeapFragment* fragment = s->fragment;
  if (!s->embedded) memory_free(s);
  return fragment;
}

ControlSignal* ControlSignal::create(SignalKind kind, Term from, uint64_t id) {
  auto* s = new (memory_alloc(sizeof(ControlSignal))) ControlSignal;
  s->kind = kind;
  s->from = from;
  s->id = id;
  return s;
}

}  // namespace beamlet
