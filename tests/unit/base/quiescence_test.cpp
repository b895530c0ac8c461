// Reclamation: nothing is freed while a reader may look at it, and everything is freed in the end.
#include "vm/base/quiescence.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace beamlet;

namespace {
int freed = 0;
void count_free(void* object) {
  ++freed;
  delete static_cast<int*>(object);
}
}  // namespace

TEST_CASE("an object outlives every reader that was online when it was retired") {
  freed = 0;
  Quiescence q;
  auto* a = q.join();
  auto* b = q.join();
  q.online(*a);
  q.online(*b);
  q.retire(*a, new int(1), count_free);
  for (int i = 0; i < 100; ++i) q.quiescent(*a);
  CHECK(freed == 0);  // b has not been quiescent
  for (int i = 0; i < 100; ++i) {
    q.quiescent(*b);
    q.quiescent(*a);
  }
  CHECK(freed == 1);
  q.retire(*a, new int(2), count_free);
  q.offline(*b);  // a sleeper holds up nobody
  for (int i = 0; i < 100; ++i) q.quiescent(*a);
  CHECK(freed == 2);
  CHECK(Quiescence::in_limbo(*a) == 0);
  q.offline(*a);
}

TEST_CASE("the end frees everything, also what the freeing retires") {
  freed = 0;
  static Quiescence* machine = nullptr;
  static Quiescence::Participant* self = nullptr;
  Quiescence q;
  machine = &q;
  self = q.join();
  auto retires_another = [](void* object) {
    machine->retire(*self, new int(2), count_free);
    count_free(object);
  };
  q.retire(*self, new int(1), retires_another);
  q.release_all();
  machine = nullptr;
  CHECK(freed == 2);
  CHECK(Quiescence::in_limbo(*self) == 0);
}

TEST_CASE("readers never see a freed object") {
  struct Object {
    std::atomic<uint64_t> magic{0x1234};
    ~Object() { magic = 0xDEAD; }
  };
  Quiescence q;
  std::atomic<Object*> shared{new Object};
  std::atomic<bool> stop{false};
  std::atomic<uint64_t> wrong{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i)
    readers.emplace_back([&] {
      auto* self = q.join();
      q.online(*self);
      while (!stop) {
        // pairs with the exchange below
        if (shared.load(std::memory_order_acquire)->magic != 0x1234) ++wrong;
        q.quiescent(*self);
      }
      q.offline(*self);
    });
  auto* self = q.join();
  q.online(*self);
  for (int i = 0; i < 20000; ++i) {
    Object* old = shared.exchange(new Object);
    q.retire(*self, old, [](void* object) { delete static_cast<Object*>(object); });
    q.quiescent(*self);
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  q.offline(*self);
  CHECK(wrong == 0);
  delete shared.load();
}
