#include "vm/heap/heap.hpp"

#include <algorithm>

#include "vm/base/memory.hpp"
#include "vm/base/memory_tally.hpp"
#include "vm/heap/off_heap.hpp"

namespace beamlet {

HeapFragment* HeapFragment::create(size_t words) {
  BEAMLET_CHECK(words <= UINT32_MAX);
  auto* fragment = static_cast<HeapFragment*>(memory_alloc(sizeof(HeapFragment) + words * sizeof(Term)));
  fragment->next = nullptr;
  fragment->capacity = static_cast<uint32_t>(words);
  MemoryTally::add(MemoryKind::Process, fragment->bytes());
  fragment->used = 0;
  fragment->off_heap = Term::none();
  return fragment;
}

void HeapFragment::destroy(HeapFragment* fragment) {
  if (fragment == nullptr) return;
  off_heap_release_all(fragment->off_heap);
  MemoryTally::subtract(MemoryKind::Process, fragment->bytes());
  memory_free(fragment);
}

Term* Heap::alloc_block(size_t words) {
  auto* block = static_cast<Term*>(memory_alloc(words * sizeof(Term)));
  MemoryTally::add(MemoryKind::Process, memory_usable(block));
  return block;
}

void Heap::free_block(Term* block) {
  if (block == nullptr) return;
  MemoryTally::subtract(MemoryKind::Process, memory_usable(block));
  memory_free(block);
}

void Heap::create(size_t words) {
  words = std::max<size_t>(words, limits::kStackSlack + 1);
  start = top = high_water = alloc_block(words);
  sp = end = start + words;
  min_heap_words = std::max(min_heap_words, static_cast<uint32_t>(std::min<size_t>(words, UINT32_MAX)));
}

void Heap::destroy() {
  off_heap_release_all(off_heap);
  while (fragments != nullptr) {
    HeapFragment* next = fragments->next;
    HeapFragment::destroy(fragments);
    fragments = next;
  }
  free_block(start);
  free_block(old_start);
  *this = Heap{};
}

Term* Heap::alloc_fragment(size_t words) {
  block_full = true;
  HeapFragment* newest = fragments;
  if (newest == nullptr || newest->capacity - newest->used < words) {
    size_t room = std::clamp<size_t>(fragment_words, limits::kFirstFragmentWords, limits::kMaxFragmentWords);
    newest = HeapFragment::create(std::max(words, room));
    newest->next = fragments;
    fragments = newest;
  }
  Term* p = newest->words() + newest->used;
  newest->used += static_cast<uint32_t>(words);
  fragment_words += words;
  return p;
}

void Heap::shrink_last(Term* at, size_t words, size_t used) {
  size_t unused = words - used;
  if (at + words == top && at >= start) {
    top -= unused;
  } else if (fragments != nullptr && at + words == fragments->words() + fragments->used) {
    fragments->used -= static_cast<uint32_t>(unused);
    fragment_words -= unused;
  }
}

void Heap::attach(HeapFragment* fragment) {
  if (fragment == nullptr) return;
  if (fragment->off_heap.is_boxed()) {
    Term last = fragment->off_heap;
    for (;;) {
      off_heap_bytes += off_heap_size(last);
      Term next = last.boxed_ptr()[1];
      if (!next.is_boxed()) break;
      last = next;
    }
    last.boxed_ptr()[1] = off_heap;
    off_heap = fragment->off_heap;
    fragment->off_heap = Term::none();
  }
  fragment_words += fragment->used;
  if (fragments == nullptr) {
    fragment->next = nullptr;
    fragments = fragment;
  } else {  // behind the newest, whose room builtins still use
    fragment->next = fragments->next;
    fragments->next = fragment;
  }
}

}  // namespace beamlet
