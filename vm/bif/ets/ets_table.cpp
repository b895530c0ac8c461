#include "vm/bif/ets/ets_table.hpp"

#include <new>

#include "vm/base/clock.hpp"
#include "vm/base/machine_facts.hpp"
#include "vm/base/memory.hpp"
#include "vm/base/memory_tally.hpp"
#include "vm/base/node.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/heap/off_heap.hpp"

namespace beamlet::ets {

// -- Object

Object* Object::create(Term tuple) {
  size_t words = copy_size_all(tuple);
  if (!copy_fits(words)) return nullptr;
  Object* object = new (memory_alloc(sizeof(Object) + words * sizeof(Term))) Object;
  object->words = static_cast<uint32_t>(words);
  Term* at = reinterpret_cast<Term*>(object + 1);
  object->tuple = copy_to_all(tuple, at, object->off_heap);
  return object;
}

void Object::destroy(Object* object) {
  off_heap_release_all(object->off_heap);
  memory_free(object);
}

// -- Stripe

std::vector<std::unique_ptr<Object*[]>> Stripe::first_segment() {
  std::vector<std::unique_ptr<Object*[]>> segments;
  segments.push_back(std::make_unique<Object*[]>(kSegment));
  return segments;
}

Stripe::~Stripe() {
  for (size_t i = 0; i < buckets_; ++i) {
    for (Object* object = bucket(i); object != nullptr;) {
      Object* next = object->next;
      Object::destroy(object);
      object = next;
    }
  }
}

void Stripe::grown(bool may_split) {
  ++objects_;
  if (may_split && objects_ > buckets_) split();
}

// The next bucket in line gives about half of its chain to a new one. Both halves keep their order.
void Stripe::split() {
  if (buckets_ % kSegment == 0 && buckets_ / kSegment == segments_.size()) {
    segments_.push_back(std::make_unique<Object*[]>(kSegment));
  }
  size_t from = buckets_ - level_;
  size_t to = buckets_++;
  Object** stay = &bucket(from);
  Object** move = &bucket(to);
  for (Object* object = *stay; object != nullptr; object = object->next) {
    Object**& tail = (object->hash & (2 * level_ - 1)) == to ? move : stay;
    *tail = object;
    tail = &object->next;
  }
  *stay = nullptr;
  *move = nullptr;
  if (buckets_ == 2 * level_) level_ *= 2;
}

// -- Table

Table::Table(Term name, uint64_t id, Term owner, const TableOptions& options)
    : options_(options),
      id_(id),
      owner_(owner.raw()),
      name_(name.raw()),
      stripe_count_(options.write_concurrency && options.type != TableType::OrderedSet ? kStripes : 1),
      stripes_(std::make_unique<Stripe[]>(stripe_count_)) {
  destroy = &Table::release;
  set_heir(options.heir, options.heir_data);
  add_fact(the_node.facts.tables, 1);
}

Table::~Table() {
  for (auto& [key, object] : tree_) Object::destroy(object);
  if (heir_fragment_ != nullptr) HeapFragment::destroy(heir_fragment_);
  add_fact(the_node.facts.tables, uint64_t{0} - 1);
  MemoryTally::subtract(MemoryKind::Table, memory_bytes());
}

void Table::set_heir(Term heir, Term data) {
  if (heir_fragment_ != nullptr) HeapFragment::destroy(heir_fragment_);
  CopiedTerm copy = copy_all_to_fragment(data);
  heir_fragment_ = copy.fragment;
  options_.heir = heir;
  options_.heir_data = copy.term;
}

void Table::account(const Object* object, bool added) {
  // relaxed: figures only
  if (added) {
    size_.fetch_add(1, std::memory_order_relaxed);                 // relaxed: see above
    bytes_.fetch_add(object->bytes(), std::memory_order_relaxed);  // relaxed: see above
    MemoryTally::add(MemoryKind::Table, object->bytes());
  } else {
    size_.fetch_sub(1, std::memory_order_relaxed);                 // relaxed: see above
    bytes_.fetch_sub(object->bytes(), std::memory_order_relaxed);  // relaxed: see above
    MemoryTally::subtract(MemoryKind::Table, object->bytes());
  }
}

Object* Table::find(Term key, uint64_t hash) {
  if (ordered()) {
    Tree::iterator at = tree_.find(key);
    return at == tree_.end() || at->second->deleted ? nullptr : at->second;
  }
  Object* object = stripe_of(hash).bucket_of(hash);
  while (object != nullptr && (object->deleted || !same_key(object, key, hash))) object = object->next;
  return object;
}

Object* Table::next_with_key(Object* object) const {
  if (is_set()) return nullptr;
  Term key = key_of(object->tuple);
  for (Object* next = object->next; next != nullptr && same_key(next, key, object->hash); next = next->next) {
    if (!next->deleted) return next;
  }
  return nullptr;
}

void Table::add(Object* object) {
  account(object, true);
  Term key = key_of(object->tuple);
  if (ordered()) {
    tree_.emplace(key, object);
    return;
  }
  object->hash = hash_of(key);
  Stripe& stripe = stripe_of(object->hash);
  Object** link = &stripe.bucket_of(object->hash);
  bool is_fixed = fixed();
  if (is_fixed && is_set()) {
    Object** same = link;
    while (*same != nullptr && !same_key(*same, key, object->hash)) same = &(*same)->next;
    if (Object* deleted = *same) {
      // In its place: a traversal that stands there comes to no object a second time.
      object->next = deleted->next;
      *same = object;
      return Object::destroy(deleted);
    }
  }
  if (!is_set()) {
    // Behind those with the same key.
    while (*link != nullptr && !same_key(*link, key, object->hash)) link = &(*link)->next;
    while (*link != nullptr && same_key(*link, key, object->hash)) link = &(*link)->next;
  }
  object->next = *link;
  *link = object;
  stripe.grown(!is_fixed);
}

void Table::replace_or_add(Object* object) {
  Term key = key_of(object->tuple);
  uint64_t hash = ordered() ? 0 : hash_of(key);
  if (Object* old = find(key, hash)) {
    exchange(old, object);
    return;
  }
  if (ordered()) {
    Tree::iterator at = tree_.find(key);
    if (at != tree_.end()) {  // deleted while the table is fixed
      Object::destroy(at->second);
      tree_.erase(at);
    }
  }
  add(object);
}

void Table::exchange(Object* old, Object* fresh) {
  if (old->bytes() != fresh->bytes()) {
    account(old, false);
    account(fresh, true);
  }
  if (ordered()) {
    // The tree's key lies in the old object: the node gets the new one.
    Tree::iterator at = tree_.find(key_of(old->tuple));
    Tree::node_type node = tree_.extract(at);
    node.key() = key_of(fresh->tuple);
    node.mapped() = fresh;
    tree_.insert(std::move(node));
  } else {
    fresh->hash = old->hash;
    fresh->next = old->next;
    Object** link = &stripe_of(old->hash).bucket_of(old->hash);
    while (*link != old) link = &(*link)->next;
    *link = fresh;
  }
  Object::destroy(old);
}

void Table::remove(Object* object) {
  account(object, false);
  if (fixed()) {
    object->deleted = true;
    // seq_cst: pairs with unfix_once(), which takes the last fixation away, then looks at this. Either it sees the mark, or the second look here sees
    // that nobody is left who would.
    has_deleted_.store(true, std::memory_order_seq_cst);
    if (fixed()) return;
  }
  if (ordered()) {
    tree_.erase(key_of(object->tuple));
  } else {
    Stripe& stripe = stripe_of(object->hash);
    Object** link = &stripe.bucket_of(object->hash);
    while (*link != object) link = &(*link)->next;
    *link = object->next;
    stripe.shrunk();
  }
  Object::destroy(object);
}

size_t Table::remove_key(Term key, uint64_t hash) {
  size_t removed = 0;
  while (Object* object = find(key, hash)) {
    remove(object);
    ++removed;
  }
  return removed;
}

void Table::clear() {
  std::vector<Object*> victims;
  for (size_t s = 0; s < stripe_count_; ++s) {
    std::unique_lock guard(stripes_[s].lock);
    victims.clear();
    if (ordered()) {
      for (auto& [key, object] : tree_) {
        if (!object->deleted) victims.push_back(object);
      }
    } else {
      each_from(stripes_[s], 0, nullptr, [&](Object* object) {
        victims.push_back(object);
        return true;
      });
    }
    for (Object* object : victims) remove(object);
  }
}

// The last one to let go frees what was deleted meanwhile.
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
  if (fixed_.fetch_sub(1, std::memory_order_seq_cst) != 1) return;   // pairs with fixed()
  while (has_deleted_.exchange(false, std::memory_order_seq_cst)) {  // pairs with remove()
    size_t s = 0;
    while (s < stripe_count_ && free_deleted(stripes_[s])) ++s;
    if (s == stripe_count_) return;
    // Somebody has fixed it again: what is left is his, unless he has let go before he could see this mark.
    has_deleted_.store(true, std::memory_order_seq_cst);  // pairs with his exchange
    if (fixed()) return;
  }
}

// False when the table is fixed: who has fixed it may stand at one that was deleted since.
bool Table::free_deleted(Stripe& stripe) {
  std::unique_lock guard(stripe.lock);
  if (fixed()) return false;
  if (ordered()) {
    for (Tree::iterator at = tree_.begin(); at != tree_.end();) {
      Object* object = at->second;
      if (object->deleted) {
        at = tree_.erase(at);
        Object::destroy(object);
      } else {
        ++at;
      }
    }
    return true;
  }
  for (size_t i = 0; i < stripe.buckets(); ++i) {
    for (Object** link = &stripe.bucket(i); *link != nullptr;) {
      Object* object = *link;
      if (!object->deleted) {
        link = &object->next;
        continue;
      }
      *link = object->next;
      stripe.shrunk();
      Object::destroy(object);
    }
  }
  return true;
}

}  // namespace beamlet::ets
