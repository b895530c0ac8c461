// ets_table.hpp - one table of stored tuples.
//
// Purpose     Tuples copied out of a process live here, each in a block of its own, until they are deleted; readers copy them into
//             their own heap while they hold the table's lock.
//
// Picture     set, bag, duplicate_bag: stripes of buckets           ordered_set: stripe 0's lock, and a balanced tree
//               stripe 0 | lock | segment 0 | segment 1 | ...         by key (==, so 1 and 1.0 are one key)
//               stripe 1 | lock | ...
//                 bucket -> Object -> Object -> .      objects with equal keys stand side by side, oldest first
//             Object  [next][hash][tuple][off_heap chain][words ...]
//
//             Buckets grow by linear hashing: each insertion splits at most one, so that no insertion takes long.
// Locks       A hash table has one stripe, or kStripes with write_concurrency: a key's stripe is chosen by its hash, and operations
//             on one key lock one stripe. What sees the whole table locks stripe after stripe.
// Invariants  E1  an object's words point only to words of the same object (literals are copied too).
//             E2  an object is in exactly one chain or tree node; one marked `deleted` waits for the table to be unfixed.
//             E3  while the table is fixed no bucket is split and no object freed: a traversal meets every key that stays.
// Threads     [any]; functions say which lock the caller holds.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "vm/heap/off_heap.hpp"
#include "vm/process/process.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/hash.hpp"

namespace beamlet::ets {

enum class TableType : uint8_t { Set, OrderedSet, Bag, DuplicateBag };
enum class Access : uint8_t { Private, Protected, Public };

struct Object {
  Object* next = nullptr;
  uint64_t hash = 0;
  Term tuple;
  Term off_heap = Term::none();
  uint32_t words = 0;
  bool deleted = false;

  // A copy of the tuple in memory of its own.
  [[nodiscard]] static Object* create(Term tuple);
  static void destroy(Object* object);
  [[nodiscard]] size_t bytes() const { return sizeof(Object) + words * sizeof(Term); }
};

// Chained buckets with their lock.
class Stripe {
 public:
  Stripe() = default;
  ~Stripe();
  Stripe(const Stripe&) = delete;
  Stripe& operator=(const Stripe&) = delete;

  mutable std::shared_mutex lock;

  // [locked]
  [[nodiscard]] size_t buckets() const { return buckets_; }
  [[nodiscard]] Object*& bucket(size_t i) const { return segments_[i / kSegment][i % kSegment]; }
  [[nodiscard]] Object*& bucket_of(uint64_t hash) const { return bucket(bucket_index(hash)); }
  [[nodiscard]] size_t bucket_index(uint64_t hash) const {
    size_t i = hash & (2 * level_ - 1);
    return i < buckets_ ? i : hash & (level_ - 1);
  }
  // An object was added; splits a bucket when chains get long.
  void grown(bool may_split);
  void shrunk() { --objects_; }

 private:
  static constexpr size_t kSegment = 256;
  void split();
  std::vector<std::unique_ptr<Object*[]>> segments_ = first_segment();
  static std::vector<std::unique_ptr<Object*[]>> first_segment();
  size_t level_ = kFirstBuckets;  // a power of two: buckets_ is in [level_, 2 * level_)
  size_t buckets_ = kFirstBuckets;
  size_t objects_ = 0;
  static constexpr size_t kFirstBuckets = 8;
};

struct KeyLess {
  bool operator()(Term a, Term b) const { return compare(a, b) < 0; }
};
using Tree = std::map<Term, Object*, KeyLess>;

struct TableOptions {
  TableType type = TableType::Set;
  Access access = Access::Protected;
  bool named = false;
  bool compressed = false;
  bool read_concurrency = false;
  bool write_concurrency = false;
  bool decentralized_counters = false;
  uint32_t key = 0;  // zero-based position
  Term heir = Term::none();
  Term heir_data = Term::nil();  // in a fragment of the table
};

// A table identifier of the language is a MagicRef that owns one reference to this.
class Table : public MagicRef {
 public:
  Table(Term name, uint64_t id, Term owner, const TableOptions& options);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  static void release(MagicRef* self) { delete static_cast<Table*>(self); }

  [[nodiscard]] TableType type() const { return options_.type; }
  [[nodiscard]] bool ordered() const { return options_.type == TableType::OrderedSet; }
  [[nodiscard]] bool is_set() const { return options_.type <= TableType::OrderedSet; }
  [[nodiscard]] const TableOptions& options() const { return options_; }
  [[nodiscard]] uint64_t id() const { return id_; }
  [[nodiscard]] uint32_t key_position() const { return options_.key; }
  [[nodiscard]] Term key_of(Term tuple) const { return tuple_elements(tuple)[options_.key]; }

  // relaxed: single words that change with the registry's lock held; an operation acts on what it has read.
  [[nodiscard]] Term owner() const { return Term::from_raw(owner_.load(std::memory_order_relaxed)); }
  // relaxed: see owner()
  void set_owner(Term pid) { owner_.store(pid.raw(), std::memory_order_relaxed); }
  [[nodiscard]] Term name() const { return Term::from_raw(name_.load(std::memory_order_relaxed)); }
  void set_name(Term name) { name_.store(name.raw(), std::memory_order_relaxed); }
  void set_heir(Term heir, Term data);
  // Deleted, but perhaps still held by an operation that found it before.
  [[nodiscard]] bool dead() const { return dead_.load(std::memory_order_acquire); }  // pairs with kill()
  void kill() { dead_.store(true, std::memory_order_release); }                      // pairs with dead()

  // relaxed: figures
  [[nodiscard]] size_t size() const { return size_.load(std::memory_order_relaxed); }
  [[nodiscard]] size_t memory_bytes() const { return bytes_.load(std::memory_order_relaxed); }
  [[nodiscard]] size_t memory_words() const { return memory_bytes() / sizeof(Term); }

  // -- one key
  [[nodiscard]] static uint64_t hash_of(Term key) { return term_hash(key); }
  [[nodiscard]] Stripe& stripe_of(uint64_t hash) { return stripes_[hash >> 48 & (stripe_count_ - 1)]; }
  // [shared lock of the key's stripe] the first object with this key that is not deleted, and the next one
  [[nodiscard]] Object* find(Term key, uint64_t hash);
  [[nodiscard]] Object* next_with_key(Object* object) const;
  // [exclusive lock of the key's stripe]
  void add(Object* object);
  void replace_or_add(Object* object);  // set, ordered_set
  void remove(Object* object);
  size_t remove_key(Term key, uint64_t hash);
  // Puts `fresh` where `old` stands; the keys are equal.
  void exchange(Object* old, Object* fresh);

  // -- the whole table: `visit(Object*)` returns whether to go on. [takes the locks] With `exclusive` the visit may remove or exchange
  // the object it is given.
  template <class Visit>
  void each(bool exclusive, Visit&& visit) {
    for (size_t s = 0; s < stripe_count_; ++s) {
      if (!each_in_stripe(s, 0, nullptr, exclusive, visit)) return;
    }
  }
  // Those behind the key, in the order of each(). False when the key is not there (it may be marked deleted).
  template <class Visit>
  bool each_after(Term key, Visit&& visit);
  // Ordered tables: backwards from the end, or from the key (excluded).
  template <class Visit>
  void each_reverse(const Term* before, Visit&& visit) {
    std::shared_lock guard(stripes_[0].lock);
    Tree::iterator at = before == nullptr ? tree_.end() : tree_.lower_bound(*before);
    while (at != tree_.begin()) {
      --at;
      if (!at->second->deleted && !visit(at->second)) return;
    }
  }
  // All objects go. [takes the locks]
  void clear();

  // -- fixation. [takes the locks]
  // A process may fix a table several times; what it has not taken back when it ends is taken back for it (forget).
  void fix(Term process);
  void unfix(Term process);
  void forget(Term process);
  // Who has fixed it, how many times each, since when (clock::monotonic_ns); nothing when nobody has.
  struct Fixation {
    int64_t since_ns;
    std::vector<std::pair<Term, uint32_t>> by;
  };
  [[nodiscard]] std::optional<Fixation> fixation();
  [[nodiscard]] bool fixed() const { return fixed_.load(std::memory_order_seq_cst) > 0; }  // pairs with fix()

  template <class Lock>
  [[nodiscard]] Lock lock(uint64_t hash) {
    return Lock(stripe_of(hash).lock);
  }
  [[nodiscard]] size_t stripe_count() const { return stripe_count_; }
  [[nodiscard]] Stripe& stripe(size_t i) { return stripes_[i]; }
  [[nodiscard]] Tree& tree() { return tree_; }

 private:
  static constexpr size_t kStripes = 64;
  friend class Registry;

  // Chain from `object` on (nullptr: the bucket's start) and the buckets behind it.
  template <class Visit>
  bool each_in_stripe(size_t s, size_t bucket, Object* object, bool exclusive, Visit&& visit) {
    Stripe& stripe = stripes_[s];
    std::shared_lock<std::shared_mutex> shared(stripe.lock, std::defer_lock);
    std::unique_lock<std::shared_mutex> alone(stripe.lock, std::defer_lock);
    exclusive ? alone.lock() : shared.lock();
    if (ordered()) {
      for (Tree::iterator at = tree_.begin(); at != tree_.end();) {
        Object* o = (at++)->second;  // the visit may remove it
        if (!o->deleted && !visit(o)) return false;
      }
      return true;
    }
    return each_from(stripe, bucket, object, visit);
  }
  template <class Visit>
  bool each_from(Stripe& stripe, size_t bucket, Object* object, Visit&& visit) {
    for (;;) {
      while (object != nullptr) {
        Object* next = object->next;  // the visit may remove the object
        if (!object->deleted && !visit(object)) return false;
        object = next;
      }
      if (bucket >= stripe.buckets()) return true;
      object = stripe.bucket(bucket++);
    }
  }
  void account(const Object* object, bool added);
  void unfix_once();
  [[nodiscard]] bool free_deleted(Stripe& stripe);
  [[nodiscard]] bool same_key(const Object* object, Term key, uint64_t hash) const {
    return object->hash == hash && exact_equal(key_of(object->tuple), key);
  }

  TableOptions options_;
  uint64_t id_;
  std::atomic<Word> owner_, name_;
  std::atomic<bool> dead_{false};
  std::atomic<size_t> size_{0}, bytes_{0};
  std::atomic<uint32_t> fixed_{0};
  std::atomic<bool> has_deleted_{false};
  std::mutex fixers_lock_;
  std::unordered_map<Word, uint32_t> fixers_;  // by pid: how many times
  int64_t fixed_since_ = 0;                    // when the first of them did
  HeapFragment* heir_fragment_ = nullptr;
  size_t stripe_count_;
  std::unique_ptr<Stripe[]> stripes_;
  Tree tree_;
};

template <class Visit>
bool Table::each_after(Term key, Visit&& visit) {
  if (ordered()) {
    std::shared_lock guard(stripes_[0].lock);
    for (Tree::iterator at = tree_.upper_bound(key); at != tree_.end(); ++at) {
      if (!at->second->deleted && !visit(at->second)) return true;
    }
    return true;
  }
  uint64_t hash = hash_of(key);
  size_t s = static_cast<size_t>(&stripe_of(hash) - stripes_.get());
  {
    std::shared_lock guard(stripes_[s].lock);
    size_t bucket = stripes_[s].bucket_index(hash);
    Object* object = stripes_[s].bucket(bucket);
    while (object != nullptr && !same_key(object, key, hash)) object = object->next;
    if (object == nullptr) return false;
    while (object != nullptr && same_key(object, key, hash)) object = object->next;
    if (!each_from(stripes_[s], bucket + 1, object, visit)) return true;
  }
  while (++s < stripe_count_) {
    if (!each_in_stripe(s, 0, nullptr, false, visit)) return true;
  }
  return true;
}

}  // namespace beamlet::ets
