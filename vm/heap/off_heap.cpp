#include "vm/heap/off_heap.hpp"

#include <new>

#include "vm/base/memory.hpp"
#include "vm/base/memory_tally.hpp"

namespace beamlet {

SharedBytes* shared_bytes_create(size_t size, size_t capacity) {
  void* block = memory_alloc(sizeof(SharedBytes) + capacity);
  MemoryTally::add(MemoryKind::Binary, sizeof(SharedBytes) + capacity);
  return new (block) SharedBytes{1, size, capacity};
}

void shared_bytes_release(SharedBytes* bytes) {
  // release: our reads come before the freeing; acquire (pairs with it) in the thread that frees
  if (bytes->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  MemoryTally::subtract(MemoryKind::Binary, sizeof(SharedBytes) + bytes->capacity);
  memory_free(bytes);
}

SharedBytes* shared_bytes_resize(SharedBytes* bytes, size_t capacity) {
  MemoryTally::subtract(MemoryKind::Binary, bytes->capacity);
  MemoryTally::add(MemoryKind::Binary, capacity);
  bytes = static_cast<SharedBytes*>(memory_realloc(bytes, sizeof(SharedBytes) + capacity));
  bytes->capacity = capacity;
  return bytes;
}

void magic_ref_release(MagicRef* resource) {
  // acq_rel: pairs with itself, as in shared_bytes_release
  if (resource->references.fetch_sub(1, std::memory_order_acq_rel) == 1) resource->destroy(resource);
}

void off_heap_release(Term object) {
  if (header_of(object).kind() == TermKind::RefcBinary)
    shared_bytes_release(shared_bytes_of(object));
  else
    magic_ref_release(magic_ref_of(object));
}

size_t off_heap_size(Term object) {
  return header_of(object).kind() == TermKind::RefcBinary ? shared_bytes_of(object)->capacity : 0;
}

void off_heap_release_all(Term& chain) {
  while (chain.is_boxed()) {
    Term next = chain.boxed_ptr()[1];
    off_heap_release(chain);
    chain = next;
  }
}

}  // namespace beamlet
