#include "vm/sched/blocking_pool.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"

namespace beamlet {

struct BlockingPool::Shared {
  struct Worker {
    std::thread thread;
    bool busy = false;
  };
  Quiescence& quiescence;
  std::mutex lock;  // guards what follows
  std::condition_variable work_or_end;
  std::condition_variable woken;  // nobody is in wake() any more
  BlockingJob* first = nullptr;
  BlockingJob* last = nullptr;
  std::vector<std::unique_ptr<Worker>> workers;
  uint32_t idle = 0, waking = 0;
  bool ended = false;

  explicit Shared(Quiescence& q) : quiescence(q) {}
};

namespace {

// The job of this process is done: it looks when it runs next.
void wake(Quiescence& quiescence, Quiescence::Participant& self, Term waiter) {
  quiescence.online(self);
  if (Process* process = the_node.processes->find(waiter))
    if (process->state.notify() == ProcessState::Notify::Enqueue) the_node.ready->ready(*process);
  quiescence.offline(self);
}

}  // namespace

BlockingPool::BlockingPool(Quiescence& quiescence) : shared_(std::make_shared<Shared>(quiescence)) {}

void BlockingPool::submit(BlockingJob* job) {
  Shared& s = *shared_;
  std::unique_lock guard(s.lock);
  (s.last != nullptr ? s.last->next : s.first) = job;
  s.last = job;
  if (s.idle > 0) return s.work_or_end.notify_one();
  if (s.workers.size() == kMaxThreads) return;  // the next that has time takes it
  auto& worker = s.workers.emplace_back(std::make_unique<Shared::Worker>());
  Quiescence::Participant* participant = s.quiescence.join();
  worker->thread = std::thread([shared = shared_, participant, me = worker.get()] {
    Shared& mine = *shared;
    std::unique_lock lock(mine.lock);
    while (!mine.ended) {
      BlockingJob* next = mine.first;
      if (next == nullptr) {
        ++mine.idle;
        mine.work_or_end.wait(lock);
        --mine.idle;
        continue;
      }
      mine.first = next->next;
      if (mine.first == nullptr) mine.last = nullptr;
      me->busy = true;
      lock.unlock();
      Term waiter = next->run();
      lock.lock();
      me->busy = false;
      if (waiter.is_none() || mine.ended) continue;
      ++mine.waking;
      lock.unlock();
      wake(mine.quiescence, *participant, waiter);
      lock.lock();
      if (--mine.waking == 0) mine.woken.notify_all();
    }
  });
}

void BlockingPool::stop() {
  Shared& s = *shared_;
  std::vector<std::unique_ptr<Shared::Worker>> idle;
  {
    std::unique_lock guard(s.lock);
    s.ended = true;
    s.work_or_end.notify_all();
    s.woken.wait(guard, [&] { return s.waking == 0; });
    for (auto& worker : s.workers) {
      if (worker == nullptr) continue;
      if (worker->busy) {
        worker->thread.detach();
        static_cast<void>(worker.release());  // the thread still writes `busy`
      } else {
        idle.push_back(std::move(worker));
      }
    }
    s.workers.clear();
  }
  for (auto& worker : idle) worker->thread.join();
}

}  // namespace beamlet
