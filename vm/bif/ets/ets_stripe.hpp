// ets_stripe.hpp - stored objects, and the chains of a hash table in which they stand.
//
// Purpose     A stripe is a part of a hash table with a lock of its own. Who changes it holds the lock; who looks for one key of a `set` need not.
//
// Picture     Object   [next][hash][tuple][off_heap chain][words, marks][words of the tuple ...]
//             Stripe   line 1, written by every change:  lock | objects | live | bytes
//                      line 2, written rarely:           version | buckets -> Buckets
//             Buckets  count | directory -> [segment, segment, ...] | the first 4 buckets      made with the first object
//                      bucket -> Object -> Object -> .      objects with equal keys stand side by side, oldest first
//
//             Buckets grow by linear hashing: each insertion splits at most one, so that no insertion takes long. Segments never move; a directory that is
//             too short is replaced by a longer one.
// Invariants  S1  an object's words point only to words of the same object (literals are copied too).
//             S2  a linked object does not change, except for `next`, the mark `deleted`, and, if it is a counter, the numbers in its tuple: those are
//                 read and written with the lock held.
//             S3  what was linked where threads read without the lock is freed by retire(), after their next quiescent point (vm/base/quiescence.hpp).
//             S4  the version is odd while a change goes on of which no part may be seen alone (a split, an insertion of several objects, the removal of
//                 all), and another one afterwards. Who has looked without the lock, and has not found what it wanted, believes that only when the version was
//                 even before and is the same afterwards.
// Threads     [any]; [locked] needs the lock, [exclusive] that of a writer.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "vm/bif/ets/ets_lock.hpp"
#include "vm/term/term.hpp"

namespace beamlet::ets {

struct Object {
  std::atomic<Object*> next{nullptr};
  uint64_t hash = 0;
  Term tuple;
  Term off_heap = Term::none();
  uint32_t words = 0;
  std::atomic<bool> deleted{false};
  bool counter = false;

  // A copy of the tuple in memory of its own; nullptr when there is not enough.
  [[nodiscard]] static Object* create(Term tuple);
  static void destroy(Object* object);
  [[nodiscard]] size_t bytes() const { return sizeof(Object) + words * sizeof(Term); }
  // acquire: pairs with the release of whoever linked it
  [[nodiscard]] Object* following() const { return next.load(std::memory_order_acquire); }
  // acquire and release: who finds it deleted sees what happened before
  [[nodiscard]] bool is_deleted() const { return deleted.load(std::memory_order_acquire); }
  void mark_deleted() { deleted.store(true, std::memory_order_release); }  // pairs with is_deleted
};

using Link = std::atomic<Object*>;

class Buckets {
 public:
  Buckets() = default;
  ~Buckets();
  Buckets(const Buckets&) = delete;
  Buckets& operator=(const Buckets&) = delete;

  // acquire: pairs with split; the segments of so many buckets are there
  [[nodiscard]] size_t count() const { return count_.load(std::memory_order_acquire); }
  [[nodiscard]] Link& bucket(size_t i) const {
    if (i < kFirst) return first_[i];
    Directory* directory = directory_.load(std::memory_order_acquire);  // pairs with make_room
    if (i >= kSegment) return directory->segments[kSmallSegments - 1 + i / kSegment][i % kSegment];
    size_t floor = std::bit_floor(i);
    return directory->segments[static_cast<size_t>(std::countr_zero(floor / kFirst))][i - floor];
  }
  [[nodiscard]] Link& of(uint64_t hash) const { return bucket(index(hash)); }
  [[nodiscard]] size_t index(uint64_t hash) const {
    size_t buckets = count(), level = std::bit_floor(buckets);
    size_t i = hash & (2 * level - 1);
    return i < buckets ? i : hash & (level - 1);
  }

 private:
  friend class Stripe;
  static constexpr size_t kFirst = 4;
  static constexpr size_t kSegment = 256;
  // 4, 8, 16, ... 128 buckets; all further segments have kSegment.
  static constexpr size_t kSmallSegments = 6;
  struct Directory {
    explicit Directory(size_t room) : room(room), segments(new Link*[room]) {}
    ~Directory() { delete[] segments; }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    size_t room;
    Link** segments;
  };
  // [exclusive] The segment of the next bucket; a directory that has become too short goes to `old`.
  void make_room(Directory*& old);
  void split();  // [exclusive]

  std::atomic<size_t> count_{kFirst};
  std::atomic<Directory*> directory_{nullptr};
  size_t segments_ = 0;  // [locked]
  mutable Link first_[kFirst] = {};
};

class Stripe {
 public:
  Stripe() = default;
  ~Stripe();
  Stripe(const Stripe&) = delete;
  Stripe& operator=(const Stripe&) = delete;

  mutable StripeLock lock;

  // What a look without the lock begins and ends with (S4).
  // seq_cst: pairs with begin_change, end_change, and with the unlock of a writer (E5)
  [[nodiscard]] uint32_t version() const { return version_.load(std::memory_order_seq_cst); }
  [[nodiscard]] static bool is_changing(uint32_t version) { return (version & 1) != 0; }
  // [exclusive] Around a change of which no part may be seen alone. release, both: pairs with version
  void begin_change() {
    version_.store(version_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }
  void end_change() {
    version_.store(version_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }

  // nullptr: no object has been here yet. acquire: pairs with make_buckets
  [[nodiscard]] Buckets* buckets() const { return buckets_.load(std::memory_order_acquire); }
  [[nodiscard]] size_t bucket_count() const {
    Buckets* buckets = this->buckets();
    return buckets != nullptr ? buckets->count() : 0;
  }

  // [exclusive] `link` leads to the object that will stand behind this one.
  void insert(Link& link, Object* object);
  // [exclusive] The same chain with `fresh` instead of `old`. The caller frees.
  void exchange(Object* old, Object* fresh);
  void unlink(Object* object);
  // [exclusive] Splits a bucket when chains have become long. `readers`: see retire.
  void grow(bool readers);
  // [exclusive] All chains are gone; the caller frees them.
  [[nodiscard]] Buckets* take_buckets();
  // [exclusive] The bucket of a hash; makes the first ones.
  [[nodiscard]] Link& bucket_of(uint64_t hash);

  // Figures; the lock's holder writes, others read. `live`: those that are not marked as deleted.
  // relaxed, all four: see above
  [[nodiscard]] size_t live() const { return live_.load(std::memory_order_relaxed); }
  [[nodiscard]] size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }
  void count_live(ptrdiff_t objects, ptrdiff_t bytes) {
    live_.store(live() + static_cast<size_t>(objects), std::memory_order_relaxed);
    bytes_.store(this->bytes() + static_cast<size_t>(bytes), std::memory_order_relaxed);
  }

 private:
  [[nodiscard]] Link& link_to(const Object* object);

  size_t objects_ = 0;
  std::atomic<size_t> live_{0}, bytes_{0};
  alignas(64) std::atomic<uint32_t> version_{0};
  std::atomic<Buckets*> buckets_{nullptr};
};

// Frees, by release(object), as soon as no thread looks at it any more. `readers`: threads may look at it without a lock.
void free_later(void* object, bool readers, void (*release)(void*));
void retire(Object* object, bool readers);
void retire(Buckets* buckets, bool readers);  // with all their chains

}  // namespace beamlet::ets
