// arena.hpp - memory for everything one compilation builds.
//
// Purpose     The AST, the names and the texts of one module live and die together: they are bump-allocated
//             and freed at once. Nothing placed here has a destructor that matters.
// Picture     [block 64 KiB] -> [block 128 KiB] -> ... each filled from the left; big objects get a block.
// Invariants  I1  an address handed out stays valid until the Arena is destroyed (moving an Arena keeps it).
//             I2  only trivially destructible objects are placed here.
// Threads     an Arena belongs to one compilation, so to one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace beamlet {

class Arena {
 public:
  Arena() = default;
  Arena(Arena&& other) noexcept
      : blocks_(std::move(other.blocks_)),
        top_(std::exchange(other.top_, nullptr)),
        end_(std::exchange(other.end_, nullptr)),
        next_size_(std::exchange(other.next_size_, kFirstBlock)) {
    other.blocks_.clear();
  }
  Arena& operator=(Arena&& other) noexcept {
    blocks_ = std::move(other.blocks_);
    other.blocks_.clear();
    top_ = std::exchange(other.top_, nullptr);
    end_ = std::exchange(other.end_, nullptr);
    next_size_ = std::exchange(other.next_size_, kFirstBlock);
    return *this;
  }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() = default;

  [[nodiscard]] void* allocate(size_t bytes, size_t align) {
    auto at = (reinterpret_cast<uintptr_t>(top_) + (align - 1)) & ~(uintptr_t{align} - 1);
    if (top_ == nullptr || bytes > reinterpret_cast<uintptr_t>(end_) - at ||
        at > reinterpret_cast<uintptr_t>(end_)) {
      return allocate_slow(bytes, align);
    }
    top_ = reinterpret_cast<std::byte*>(at + bytes);
    return reinterpret_cast<void*>(at);
  }

  // Places one object; aggregates are brace-initialised from the arguments.
  template <typename T, typename... Args>
  [[nodiscard]] T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  template <typename T>
  [[nodiscard]] std::span<T> copy(std::span<const T> from) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (from.empty()) return {};
    T* to = static_cast<T*>(allocate(from.size_bytes(), alignof(T)));
    std::memcpy(to, from.data(), from.size_bytes());
    return {to, from.size()};
  }
  template <typename T>
  [[nodiscard]] std::span<T> copy(const std::vector<T>& from) {
    return copy(std::span<const T>(from));
  }

  [[nodiscard]] std::string_view copy_text(std::string_view text) {
    if (text.empty()) return {};
    char* to = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

 private:
  static constexpr size_t kFirstBlock = size_t{64} << 10;
  static constexpr size_t kLargestBlock = size_t{4} << 20;

  void* allocate_slow(size_t bytes, size_t align) {
    const size_t wanted = bytes + align;
    if (wanted > next_size_ / 2) {  // a block of its own; the current block stays in use
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(wanted));
      const auto at =
          (reinterpret_cast<uintptr_t>(blocks_.back().get()) + (align - 1)) & ~(uintptr_t{align} - 1);
      return reinterpret_cast<void*>(at);
    }
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(next_size_));
    top_ = blocks_.back().get();
    end_ = top_ + next_size_;
    if (next_size_ < kLargestBlock) next_size_ *= 2;
    return allocate(bytes, align);
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* top_ = nullptr;
  std::byte* end_ = nullptr;
  size_t next_size_ = kFirstBlock;
};

}  // namespace beamlet
