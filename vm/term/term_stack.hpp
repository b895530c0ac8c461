// term_stack.hpp - the explicit stack of every walk over terms.
//
// Purpose     Walks must not use the C++ stack in proportion to a term's depth. The first entries are inline, so that shallow terms allocate
//             nothing.
// Threads     local to one function.
#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>

#include "vm/base/memory.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

template <class T, size_t kInline = 32>
class WalkStack {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  WalkStack() = default;
  ~WalkStack() {
    if (items_ != inline_items()) memory_free(items_);
  }
  WalkStack(const WalkStack&) = delete;
  WalkStack& operator=(const WalkStack&) = delete;

  void push(T item) {
    if (size_ == capacity_) [[unlikely]]
      grow();
    items_[size_++] = item;
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] size_t size() const { return size_; }
  T pop() { return items_[--size_]; }
  [[nodiscard]] T& top() { return items_[size_ - 1]; }
  [[nodiscard]] T& operator[](size_t i) { return items_[i]; }
  void drop(size_t count = 1) { size_ -= count; }
  void clear() { size_ = 0; }

 private:
  [[nodiscard]] T* inline_items() { return reinterpret_cast<T*>(storage_); }
  __attribute__((noinline)) void grow() {
    size_t capacity = capacity_ * 2;
    T* items = static_cast<T*>(memory_alloc(capacity * sizeof(T)));
    std::memcpy(static_cast<void*>(items), items_, size_ * sizeof(T));
    if (items_ != inline_items()) memory_free(items_);
    items_ = items;
    capacity_ = capacity;
  }

  size_t size_ = 0;
  size_t capacity_ = kInline;
  T* items_ = inline_items();
  alignas(T) unsigned char storage_[kInline * sizeof(T)];
};

using TermStack = WalkStack<Term>;

}  // namespace beamlet
