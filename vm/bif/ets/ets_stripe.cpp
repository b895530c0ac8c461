#include "vm/bif/ets/ets_stripe.hpp"

#include <algorithm>
#include <new>

#include "vm/base/memory.hpp"
#include "vm/base/node.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/heap/off_heap.hpp"
#include "vm/process/ready_sink.hpp"

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

// With one scheduler, or none, nobody else is in the middle of a look: builtins run to their end.
void free_later(void* object, bool readers, void (*release)(void*)) {
  if (!readers || the_node.ready == nullptr || the_node.ready->scheduler_count() == 1) return release(object);
  the_node.ready->retire(object, release);
}

void retire(Object* object, bool readers) {
  free_later(object, readers, [](void* gone) { Object::destroy(static_cast<Object*>(gone)); });
}

void retire(Buckets* buckets, bool readers) {
  free_later(buckets, readers, [](void* gone) { delete static_cast<Buckets*>(gone); });
}

// -- Buckets

Buckets::~Buckets() {
  for (size_t i = 0; i < count(); ++i) {
    for (Object* object = bucket(i).load(std::memory_order_relaxed); object != nullptr;) {
      Object* next = object->following();
      Object::destroy(object);
      object = next;
    }
  }
  Directory* directory = directory_.load(std::memory_order_relaxed);
  for (size_t i = 0; i < segments_; ++i) delete[] directory->segments[i];
  delete directory;
}

void Buckets::make_room(Directory*& old) {
  size_t next = count_.load(std::memory_order_relaxed);
  bool starts_segment = next >= kSegment ? next % kSegment == 0 : std::has_single_bit(next);
  if (!starts_segment) return;
  Directory* directory = directory_.load(std::memory_order_relaxed);
  if (directory == nullptr || segments_ == directory->room) {
    auto* longer = new Directory(directory == nullptr ? kSmallSegments : 2 * directory->room);
    if (directory != nullptr) std::copy_n(directory->segments, segments_, longer->segments);
    directory_.store(longer, std::memory_order_release);  // pairs with bucket
    old = directory;
    directory = longer;
  }
  directory->segments[segments_++] = new Link[std::min(next, kSegment)]{};
}

// The next bucket in line gives about half of its chain to a new one. Both halves keep their order.
void Buckets::split() {
  size_t to = count_.load(std::memory_order_relaxed);
  size_t level = std::bit_floor(to);
  Link* stay = &bucket(to - level);
  Link* move = &bucket(to);
  count_.store(to + 1, std::memory_order_release);  // pairs with count
  Object* object = stay->load(std::memory_order_relaxed);
  // release, all: pairs with following; who follows a link that has been moved sees that the version is odd (S4)
  while (object != nullptr) {
    Link*& tail = (object->hash & (2 * level - 1)) == to ? move : stay;
    tail->store(object, std::memory_order_release);
    tail = &object->next;
    object = object->following();
  }
  stay->store(nullptr, std::memory_order_release);  // pairs with following
  move->store(nullptr, std::memory_order_release);
}

// -- Stripe

Stripe::~Stripe() { delete buckets(); }

Link& Stripe::bucket_of(uint64_t hash) {
  Buckets* buckets = this->buckets();
  if (buckets == nullptr) {
    buckets = new Buckets;
    buckets_.store(buckets, std::memory_order_release);  // pairs with buckets
  }
  return buckets->of(hash);
}

void Stripe::insert(Link& link, Object* object) {
  // relaxed: nobody sees the object yet
  object->next.store(link.load(std::memory_order_relaxed), std::memory_order_relaxed);
  link.store(object, std::memory_order_release);  // pairs with following
  ++objects_;
}

Link& Stripe::link_to(const Object* object) {
  Link* link = &buckets()->of(object->hash);
  while (link->load(std::memory_order_relaxed) != object) link = &link->load(std::memory_order_relaxed)->next;
  return *link;
}

void Stripe::exchange(Object* old, Object* fresh) {
  fresh->next.store(old->following(), std::memory_order_relaxed);  // relaxed: nobody sees it yet
  link_to(old).store(fresh, std::memory_order_release);            // pairs with following
}

void Stripe::unlink(Object* object) {
  link_to(object).store(object->following(), std::memory_order_release);  // pairs with following
  --objects_;
}

void Stripe::grow(bool readers) {
  Buckets* buckets = this->buckets();
  if (buckets == nullptr || objects_ <= buckets->count()) return;
  Buckets::Directory* old = nullptr;
  buckets->make_room(old);
  if (old != nullptr)
    free_later(old, readers, [](void* gone) { delete static_cast<Buckets::Directory*>(gone); });
  // Perhaps a part of a larger change already.
  bool alone = !is_changing(version());
  if (alone) begin_change();
  buckets->split();
  if (alone) end_change();
}

Buckets* Stripe::take_buckets() {
  objects_ = 0;
  live_.store(0, std::memory_order_relaxed);                     // relaxed: a figure
  bytes_.store(0, std::memory_order_relaxed);                    // relaxed: a figure
  return buckets_.exchange(nullptr, std::memory_order_acq_rel);  // pairs with buckets
}

}  // namespace beamlet::ets
