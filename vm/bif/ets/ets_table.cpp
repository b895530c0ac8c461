#include "vm/bif/ets/ets_table.hpp"

#include "vm/base/clock.hpp"
#include "vm/base/machine_facts.hpp"
#include "vm/base/memory_tally.hpp"
#include "vm/base/node.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/heap/heap.hpp"

namespace beamlet::ets {

Table::Table(Term name, uint64_t id, Term owner, const TableOptions& options)
    : options_(options),
      id_(id),
      stripe_count_(options.write_concurrency && options.type != TableType::OrderedSet ? kStripes : 1),
      reads_unlocked_(options.type == TableType::Set && options.access != Access::Private),
      stripes_(std::make_unique<Stripe[]>(stripe_count_)),
      owner_(owner.raw()),
      name_(name.raw()),
      heir_(options.heir.raw()) {
  destroy = &Table::release;
  if (ordered() && (options.read_concurrency || options.write_concurrency)) stripes_[0].lock.spread_readers();
  set_heir(options.heir, options.heir_data);
  add_fact(the_node.facts.tables, 1);
}

Table::~Table() {
  free_objects();
  if (heir_fragment_ != nullptr) HeapFragment::destroy(heir_fragment_);
  add_fact(the_node.facts.tables, uint64_t{0} - 1);
}

void Table::set_heir(Term heir, Term data) {
  if (heir_fragment_ != nullptr) HeapFragment::destroy(heir_fragment_);
  CopiedTerm copy = copy_all_to_fragment(data);
  heir_fragment_ = copy.fragment;
  heir_data_ = copy.term;
  heir_.store(heir.raw(), std::memory_order_relaxed);  // relaxed: see owner()
}

size_t Table::size() const {
  size_t sum = 0;
  for (size_t s = 0; s < stripe_count_; ++s) sum += stripes_[s].live();
  return sum;
}

size_t Table::memory_bytes() const {
  size_t sum = 0;
  for (size_t s = 0; s < stripe_count_; ++s) sum += stripes_[s].bytes();
  return sum;
}

void Table::account(const Object* object, bool added) {
  auto bytes = static_cast<ptrdiff_t>(object->bytes());
  stripe_of(object->hash).count_live(added ? 1 : -1, added ? bytes : -bytes);
  added ? MemoryTally::add(MemoryKind::Table, object->bytes())
        : MemoryTally::subtract(MemoryKind::Table, object->bytes());
}

// -- one key

Object* Table::find(Term key, uint64_t hash) {
  if (ordered()) {
    Tree::iterator at = tree_.find(key);
    return at == tree_.end() || at->second->is_deleted() ? nullptr : at->second;
  }
  Buckets* buckets = stripe_of(hash).buckets();
  if (buckets == nullptr) return nullptr;
  Object* object = buckets->of(hash).load(std::memory_order_acquire);  // pairs with Stripe::insert
  while (object != nullptr && (object->is_deleted() || !same_key(object, key, hash)))
    object = object->following();
  return object;
}

// S4: what is found counts, it was there at some moment of the look; that nothing is found counts if the chains have stood still.
bool Table::peek(Term key, uint64_t hash, Object*& found) const {
  Stripe& stripe = stripe_of(hash);
  uint32_t version = stripe.version();
  if (Stripe::is_changing(version)) return false;
  found = nullptr;
  if (Buckets* buckets = stripe.buckets()) {
    Object* object = buckets->of(hash).load(std::memory_order_acquire);  // pairs with Stripe::insert
    for (; object != nullptr; object = object->following()) {
      if (object->hash != hash) continue;
      if (object->counter && reads_unlocked_) return false;
      if (object->is_deleted() || !exact_equal(key_of(object->tuple), key)) continue;
      found = object;
      return true;
    }
  }
  return stripe.version() == version;
}

Object* Table::next_with_key(Object* object) const {
  if (is_set()) return nullptr;
  Term key = key_of(object->tuple);
  for (Object* next = object->following(); next != nullptr && same_key(next, key, object->hash);
       next = next->following()) {
    if (!next->is_deleted()) return next;
  }
  return nullptr;
}

Object* Table::make(Term tuple) const {
  Object* object = Object::create(tuple);
  if (object != nullptr) object->hash = hash_of(key_of(object->tuple));
  return object;
}

void Table::add(Object* object) {
  account(object, true);
  Term key = key_of(object->tuple);
  if (ordered()) {
    tree_.emplace(key, object);
    return;
  }
  Stripe& stripe = stripe_of(object->hash);
  Link* link = &stripe.bucket_of(object->hash);
  if (!is_set()) {
    // Behind those with the same key.
    auto at = [&] { return link->load(std::memory_order_relaxed); };  // relaxed: the lock is held
    while (at() != nullptr && !same_key(at(), key, object->hash)) link = &at()->next;
    while (at() != nullptr && same_key(at(), key, object->hash)) link = &at()->next;
  }
  stripe.insert(*link, object);
  if (!fixed()) stripe.grow(reads_unlocked_);
}

// What is marked as deleted (the table is fixed) gives its place, so that a traversal that stands there goes on there.
void Table::replace_or_add(Object* object) {
  Term key = key_of(object->tuple);
  Object* old = nullptr;
  if (ordered()) {
    Tree::iterator at = tree_.find(key);
    if (at != tree_.end()) old = at->second;
  } else if (Buckets* buckets = stripe_of(object->hash).buckets()) {
    old = buckets->of(object->hash).load(std::memory_order_acquire);  // pairs with Stripe::insert
    while (old != nullptr && !same_key(old, key, object->hash)) old = old->following();
  }
  old != nullptr ? exchange(old, object) : add(object);
}

void Table::exchange(Object* old, Object* fresh) {
  if (old->is_deleted()) {
    account(fresh, true);
  } else if (old->bytes() != fresh->bytes()) {
    account(old, false);
    account(fresh, true);
  }
  if (ordered()) {
    // The tree's key lies in the old object: the node gets the new one.
    Tree::iterator at = tree_.find(key_of(old->tuple));
    Tree::iterator after = std::next(at);
    Tree::node_type node = tree_.extract(at);
    node.key() = key_of(fresh->tuple);
    node.mapped() = fresh;
    tree_.insert(after, std::move(node));
  } else {
    stripe_of(old->hash).exchange(old, fresh);
  }
  retire(old, reads_unlocked_);
}

void Table::remove(Object* object) {
  account(object, false);
  if (fixed()) {
    object->mark_deleted();
    has_deleted_.store(true, std::memory_order_seq_cst);  // pairs with the exchange in unfix_once()
    // Else the last one has let go meanwhile, and may not have seen the mark.
    if (fixed()) return;
  }
  if (ordered())
    tree_.erase(key_of(object->tuple));
  else
    stripe_of(object->hash).unlink(object);
  retire(object, reads_unlocked_);
}

size_t Table::remove_key(Term key, uint64_t hash) {
  size_t removed = 0;
  while (Object* object = find(key, hash)) {
    remove(object);
    ++removed;
  }
  return removed;
}

// -- all of them

void Table::clear() {
  WholeChange change(*this, WholeChange::all(*this));
  if (fixed()) {
    for (size_t s = 0; s < stripe_count_; ++s) {
      auto mark = [&](Object* object) {
        remove(object);
        return true;
      };
      if (!ordered()) {
        each_from(stripes_[s], 0, nullptr, mark);
        continue;
      }
      for (Tree::iterator at = tree_.begin(); at != tree_.end();) {
        Object* object = (at++)->second;  // it may be taken out
        if (!object->is_deleted()) mark(object);
      }
    }
    return;
  }
  MemoryTally::subtract(MemoryKind::Table, memory_bytes());
  for (size_t s = 0; s < stripe_count_; ++s) {
    if (Buckets* buckets = stripes_[s].take_buckets()) retire(buckets, reads_unlocked_);
  }
  for (auto& [key, object] : tree_) Object::destroy(object);
  tree_.clear();
}

void Table::write_off() {
  for (size_t s = 0; s < stripe_count_; ++s) {
    ExclusiveGuard guard(stripes_[s].lock);
    MemoryTally::subtract(MemoryKind::Table, stripes_[s].bytes());
    stripes_[s].count_live(0, -static_cast<ptrdiff_t>(stripes_[s].bytes()));
  }
}

void Table::free_objects() {
  MemoryTally::subtract(MemoryKind::Table, memory_bytes());
  for (size_t s = 0; s < stripe_count_; ++s) retire(stripes_[s].take_buckets(), false);
  for (auto& [key, object] : tree_) Object::destroy(object);
  tree_.clear();
}

WholeChange::WholeChange(Table& table, const Choice& stripes) : table_(table), stripes_(stripes) {
  each_chosen([](Stripe& stripe) { stripe.lock.lock(); });
  each_chosen([](Stripe& stripe) { stripe.begin_change(); });
}

WholeChange::~WholeChange() {
  each_chosen([](Stripe& stripe) { stripe.end_change(); });
  each_chosen([](Stripe& stripe) { stripe.lock.unlock(); });
}

WholeChange::Choice WholeChange::all(const Table& table) {
  return Choice().set() >> (Table::kStripes - table.stripe_count());
}

// -- fixation: the last one to let go frees what was deleted meanwhile.

void Table::fix(Term process) {
  {
    std::lock_guard guard(fixers_lock_);
    if (fixers_.empty()) fixed_since_ = clock::monotonic_ns();
    ++fixers_[process.raw()];
  }
  fixed_.fetch_add(1, std::memory_order_seq_cst);  // pairs with fixed() under a stripe's lock
}

void Table::unfix(Term process) {
  {
    std::lock_guard guard(fixers_lock_);
    auto found = fixers_.find(process.raw());
    if (found == fixers_.end()) return;
    if (--found->second == 0) fixers_.erase(found);
  }
  unfix_once();
}

std::optional<Table::Fixation> Table::fixation() {
  std::lock_guard guard(fixers_lock_);
  if (fixers_.empty()) return std::nullopt;
  Fixation result{fixed_since_, {}};
  for (const auto& [pid, times] : fixers_) result.by.emplace_back(Term::from_raw(pid), times);
  return result;
}

void Table::forget(Term process) {
  uint32_t times = 0;
  {
    std::lock_guard guard(fixers_lock_);
    auto found = fixers_.find(process.raw());
    if (found == fixers_.end()) return;
    times = found->second;
    fixers_.erase(found);
  }
  while (times-- > 0) unfix_once();
}

void Table::unfix_once() {
  if (fixed_.fetch_sub(1, std::memory_order_seq_cst) != 1) return;  // pairs with fixed()
  // seq_cst: pairs with remove()
  while (!fixed() && has_deleted_.exchange(false, std::memory_order_seq_cst)) {
    if (free_deleted()) return;
    // Somebody has fixed it again, and may stand on an object that was deleted since: what is left waits for them. That they have let
    // go meanwhile, and found nothing to do, shows in the next look.
    has_deleted_.store(true, std::memory_order_seq_cst);  // pairs with the exchange
  }
}

// False: the table has been fixed again.
bool Table::free_deleted() {
  for (size_t s = 0; s < stripe_count_; ++s) {
    ExclusiveGuard guard(stripes_[s].lock);
    if (fixed()) return false;
    free_deleted_in(stripes_[s]);
  }
  return true;
}

// [exclusive]
void Table::free_deleted_in(Stripe& stripe) {
  if (ordered()) {
    for (Tree::iterator at = tree_.begin(); at != tree_.end();) {
      Object* object = at->second;
      if (object->is_deleted()) {
        at = tree_.erase(at);
        Object::destroy(object);
      } else {
        ++at;
      }
    }
    return;
  }
  for (size_t i = 0; i < stripe.bucket_count(); ++i) {
    Object* object =
        stripe.buckets()->bucket(i).load(std::memory_order_acquire);  // pairs with Stripe::insert
    while (object != nullptr) {
      Object* next = object->following();
      if (object->is_deleted()) {
        stripe.unlink(object);
        retire(object, reads_unlocked_);
      }
      object = next;
    }
  }
}

}  // namespace beamlet::ets
