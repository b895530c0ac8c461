// ets_table.hpp - one table of stored tuples.
//
// Purpose     Tuples copied out of a process live here, each in a block of its own (ets_stripe.hpp), until they are deleted; readers copy them into their
//             own heap. How it scales, and why it is right without locks, is in DESIGN.md beside this file.
//
// Picture     set, bag, duplicate_bag: stripes of buckets           ordered_set: stripe 0's lock, and a balanced tree
//               stripe 0 | lock | buckets                             by key (==, so 1 and 1.0 are one key)
//               stripe 1 | lock | buckets
// Locks       A hash table has one stripe, or kStripes with write_concurrency: a key's stripe is chosen by its hash, and operations
//             on one key lock one stripe. What sees the whole table locks stripe after stripe; what must be seen all at once locks all it needs, in order.
//             Looking for one key of a `set` takes no lock (Reading).
// Invariants  E1  an object is in exactly one chain or tree node; one marked `deleted` waits for the table to be unfixed.
//             E2  while the table is fixed no bucket is split and no object freed: a traversal meets every key that stays.
//             E3  a pointer to a table that the registry or an identifier gave is good until the builtin returns: identifiers own a reference, and the
//                 registry gives its own up after a quiescent point.
//             E4  objects of a table from which threads read without a lock (reads_unlocked) are freed after a quiescent point, never at once.
//             E5  a change is visible before the next builtin of the process that made it looks: giving the lock back is a sequentially consistent
//                 read-modify-write, and a look begins with a sequentially consistent load.
// Threads     [any]; functions say which lock the caller holds.
#pragma once

#include <atomic>
#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "vm/bif/ets/ets_stripe.hpp"
#include "vm/heap/off_heap.hpp"
#include "vm/process/process.hpp"
#include "vm/term/compare.hpp"
#include "vm/term/hash.hpp"

namespace beamlet::ets {

enum class TableType : uint8_t { Set, OrderedSet, Bag, DuplicateBag };
enum class Access : uint8_t { Private, Protected, Public };

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
  bool adapts_write_concurrency = false;  // it was given as `auto`
  bool decentralized_counters = false;
  uint32_t key = 0;  // zero-based position
  Term heir = Term::none();
  Term heir_data = Term::nil();
};

// A table identifier of the language is a MagicRef that owns one reference to this.
class Table : public MagicRef {
 public:
  static constexpr size_t kStripes = 256;

  Table(Term name, uint64_t id, Term owner, const TableOptions& options);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  static void release(MagicRef* self) { delete static_cast<Table*>(self); }

  [[nodiscard]] TableType type() const { return options_.type; }
  [[nodiscard]] bool ordered() const { return options_.type == TableType::OrderedSet; }
  [[nodiscard]] bool is_set() const { return options_.type <= TableType::OrderedSet; }
  // As it was made; the heir may be another one now.
  [[nodiscard]] const TableOptions& options() const { return options_; }
  [[nodiscard]] uint64_t id() const { return id_; }
  [[nodiscard]] uint32_t key_position() const { return options_.key; }
  [[nodiscard]] Term key_of(Term tuple) const { return tuple_elements(tuple)[options_.key]; }
  // Objects are looked for without a lock, by other threads than the one that changes them.
  [[nodiscard]] bool reads_unlocked() const { return reads_unlocked_; }

  // Single words that change with the registry's lock held; an operation acts on what it has read.
  // acquire: pairs with set_owner; who finds itself the owner sees what the one before did
  [[nodiscard]] Term owner() const { return Term::from_raw(owner_.load(std::memory_order_acquire)); }
  void set_owner(Term pid) { owner_.store(pid.raw(), std::memory_order_release); }  // pairs with owner()
  // relaxed, all: figures
  [[nodiscard]] Term name() const { return Term::from_raw(name_.load(std::memory_order_relaxed)); }
  void set_name(Term name) { name_.store(name.raw(), std::memory_order_relaxed); }
  [[nodiscard]] Term heir() const { return Term::from_raw(heir_.load(std::memory_order_relaxed)); }
  // [owner]
  [[nodiscard]] Term heir_data() const { return heir_data_; }
  void set_heir(Term heir, Term data);
  // Deleted, but perhaps still held by an operation that found it before.
  [[nodiscard]] bool dead() const { return dead_.load(std::memory_order_acquire); }  // pairs with kill()
  void kill() { dead_.store(true, std::memory_order_release); }                      // pairs with dead()

  // Figures: the sums of the stripes'.
  [[nodiscard]] size_t size() const;
  [[nodiscard]] size_t memory_bytes() const;
  [[nodiscard]] size_t memory_words() const { return memory_bytes() / sizeof(Term); }

  // -- one key
  [[nodiscard]] uint64_t hash_of(Term key) const { return ordered() ? 0 : term_hash(key); }
  [[nodiscard]] size_t stripe_index(uint64_t hash) const { return hash >> 48 & (stripe_count_ - 1); }
  [[nodiscard]] Stripe& stripe_of(uint64_t hash) const { return stripes_[stripe_index(hash)]; }
  // [locked] the first object with this key that is not deleted, and the next one
  [[nodiscard]] Object* find(Term key, uint64_t hash);
  [[nodiscard]] Object* next_with_key(Object* object) const;
  // [any] As find, without a lock, in a `set`. False: it cannot be told without the lock.
  [[nodiscard]] bool peek(Term key, uint64_t hash, Object*& found) const;
  // An object to be added, with its hash; nullptr when there is no memory. [any]
  [[nodiscard]] Object* make(Term tuple) const;
  // [exclusive lock of the key's stripe]
  void add(Object* object);
  void replace_or_add(Object* object);  // set, ordered_set
  void remove(Object* object);
  size_t remove_key(Term key, uint64_t hash);
  // Puts `fresh` where `old` stands; the keys are equal.
  void exchange(Object* old, Object* fresh);
  // [exclusive] Whether numbers in the tuple may be changed where they are.
  [[nodiscard]] bool may_step(const Object& object) const { return object.counter || !reads_unlocked_; }

  // -- the whole table: `visit(Object*)` returns whether to go on. [takes the locks] With `exclusive` the visit may remove or exchange
  // the object it is given.
  template <class Visit>
  void each(bool exclusive, Visit&& visit) {
    for (size_t s = 0; s < stripe_count_; ++s) {
      if (!each_in_stripe(s, exclusive, visit)) return;
    }
  }
  // Those behind the key, in the order of each(). False when the key is not there (it may be marked deleted).
  template <class Visit>
  bool each_after(Term key, Visit&& visit);
  // Ordered tables: backwards from the end, or from the key (excluded).
  template <class Visit>
  void each_reverse(const Term* before, Visit&& visit) {
    SharedGuard guard(stripes_[0].lock);
    Tree::iterator at = before == nullptr ? tree_.end() : tree_.lower_bound(*before);
    while (at != tree_.begin()) {
      --at;
      if (!at->second->is_deleted() && !visit(at->second)) return;
    }
  }
  // All objects go, all at once. [takes the locks]
  void clear();
  // The table is dead: its memory counts no more, though what still goes on may change it. [takes the locks]
  void write_off();
  // Frees all objects when nobody can use the table any more.
  void free_objects();

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

  [[nodiscard]] size_t stripe_count() const { return stripe_count_; }
  [[nodiscard]] Stripe& stripe(size_t i) { return stripes_[i]; }

 private:
  friend class Registry;

  template <class Visit>
  bool each_in_stripe(size_t s, bool exclusive, Visit&& visit) {
    Stripe& stripe = stripes_[s];
    if (!ordered() && stripe.buckets() == nullptr) return true;
    SharedGuard shared(stripe.lock, !exclusive);
    ExclusiveGuard alone(stripe.lock, exclusive);
    if (ordered()) {
      for (Tree::iterator at = tree_.begin(); at != tree_.end();) {
        Object* o = (at++)->second;  // the visit may remove it
        if (!o->is_deleted() && !visit(o)) return false;
      }
      return true;
    }
    return each_from(stripe, 0, nullptr, visit);
  }
  // [locked] The chain from `object` on, and the buckets from `bucket` on.
  template <class Visit>
  bool each_from(Stripe& stripe, size_t bucket, Object* object, Visit&& visit) {
    Buckets* buckets = stripe.buckets();
    size_t count = buckets != nullptr ? buckets->count() : 0;
    for (;;) {
      while (object != nullptr) {
        Object* next = object->following();  // the visit may remove the object
        if (!object->is_deleted() && !visit(object)) return false;
        object = next;
      }
      if (bucket >= count) return true;
      object = buckets->bucket(bucket++).load(std::memory_order_acquire);  // pairs with Stripe::insert
    }
  }
  // [exclusive] Counts an object in or out.
  void account(const Object* object, bool added);
  void unfix_once();
  bool free_deleted();
  void free_deleted_in(Stripe& stripe);
  [[nodiscard]] bool same_key(const Object* object, Term key, uint64_t hash) const {
    return object->hash == hash && exact_equal(key_of(object->tuple), key);
  }

  // What every operation reads stands apart from what changes: the count of references, in front of it, and fixations, behind it.
  alignas(64) const TableOptions options_;
  const uint64_t id_;
  const size_t stripe_count_;
  const bool reads_unlocked_;
  std::atomic<bool> dead_{false};
  std::atomic<uint32_t> fixed_{0};
  std::unique_ptr<Stripe[]> stripes_;
  std::atomic<Word> owner_, name_, heir_;

  alignas(64) Tree tree_;
  std::atomic<bool> has_deleted_{false};
  std::mutex fixers_lock_;
  std::unordered_map<Word, uint32_t> fixers_;  // by pid: how many times
  int64_t fixed_since_ = 0;                    // when the first of them did
  HeapFragment* heir_fragment_ = nullptr;
  Term heir_data_ = Term::nil();
};

// The objects with one key, to be read while this lives: without a lock where that is possible.
class Reading {
 public:
  Reading(Table& table, Term key) : Reading(table, key, table.hash_of(key)) {}
  Reading(Table& table, Term key, uint64_t hash) : table_(table) {
    if (table.type() == TableType::Set && table.peek(key, hash, object_)) return;
    lock_ = &table.stripe_of(hash).lock;
    slot_ = lock_->lock_shared();
    object_ = table.find(key, hash);
  }
  ~Reading() {
    if (lock_ != nullptr) lock_->unlock_shared(slot_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  // nullptr: none
  [[nodiscard]] Object* first() const { return object_; }
  [[nodiscard]] Object* next(Object* object) const { return table_.next_with_key(object); }

 private:
  Table& table_;
  Object* object_ = nullptr;
  StripeLock* lock_ = nullptr;
  StripeLock::Slot* slot_ = nullptr;
};

// Some stripes, or all of them, for a change that others see as a whole.
class WholeChange {
 public:
  using Choice = std::bitset<Table::kStripes>;
  WholeChange(Table& table, const Choice& stripes);
  ~WholeChange();
  WholeChange(const WholeChange&) = delete;
  WholeChange& operator=(const WholeChange&) = delete;
  [[nodiscard]] static Choice all(const Table& table);

 private:
  template <class Do>
  void each_chosen(Do&& act) {
    for (size_t i = 0; i < table_.stripe_count(); ++i) {
      if (stripes_[i]) act(table_.stripe(i));
    }
  }
  Table& table_;
  const Choice stripes_;
};

template <class Visit>
bool Table::each_after(Term key, Visit&& visit) {
  if (ordered()) {
    SharedGuard guard(stripes_[0].lock);
    for (Tree::iterator at = tree_.upper_bound(key); at != tree_.end(); ++at) {
      if (!at->second->is_deleted() && !visit(at->second)) return true;
    }
    return true;
  }
  uint64_t hash = hash_of(key);
  size_t s = stripe_index(hash);
  {
    SharedGuard guard(stripes_[s].lock);
    Buckets* buckets = stripes_[s].buckets();
    if (buckets == nullptr) return false;
    size_t bucket = buckets->index(hash);
    Object* object = buckets->bucket(bucket).load(std::memory_order_acquire);  // pairs with Stripe::insert
    while (object != nullptr && !same_key(object, key, hash)) object = object->following();
    if (object == nullptr) return false;
    while (object != nullptr && same_key(object, key, hash)) object = object->following();
    if (!each_from(stripes_[s], bucket + 1, object, visit)) return true;
  }
  while (++s < stripe_count_) {
    if (!each_in_stripe(s, false, visit)) return true;
  }
  return true;
}

}  // namespace beamlet::ets
