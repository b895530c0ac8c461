#include "vm/sched/blocking_pool.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "vm/heap/literal_area.hpp"
#include "vm/process/heavy.hpp"
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
  std::deque<Task> tasks;
  std::vector<std::unique_ptr<Worker>> workers;
  uint32_t idle = 0, waking = 0;  // waking: wakes a process, or works for one that was handed over
  bool ended = false;

  explicit Shared(Quiescence& q) : quiescence(q) {}
  void work(Quiescence::Participant& participant, Worker& me);
};

namespace {

// How long the end of the machine waits for what is under way.
constexpr std::chrono::milliseconds kEndGrace{100};

// A process that was handed over: its call, then back into a run queue.
void work_for(Process& process, Term* x) {
  the_node.literals->see_leaving();
  run_heavy(process, x);
  process.state.end_run_yielding();
  the_node.ready->ready(process);
}

// The job of this process is done: it looks when it runs next.
void wake(Quiescence& quiescence, Quiescence::Participant& self, Term waiter) {
  quiescence.online(self);
  if (Process* process = the_node.processes->find(waiter))
    if (process->state.notify() == ProcessState::Notify::Enqueue) the_node.ready->ready(*process);
  quiescence.offline(self);
}

}  // namespace

BlockingPool::BlockingPool(Quiescence& quiescence) : shared_(std::make_shared<Shared>(quiescence)) {}

void BlockingPool::submit(BlockingJob* job) { add({job, nullptr}); }
void BlockingPool::hand_over(Process& process) { add({nullptr, &process}); }

void BlockingPool::add(Task task) {
  Shared& s = *shared_;
  std::unique_lock guard(s.lock);
  s.tasks.push_back(task);
  if (s.idle >= s.tasks.size()) return s.work_or_end.notify_one();
  if (s.workers.size() == kMaxThreads) return;  // the next that has time takes it
  auto& worker = s.workers.emplace_back(std::make_unique<Shared::Worker>());
  Quiescence::Participant* participant = s.quiescence.join();
  worker->thread =
      std::thread([shared = shared_, participant, me = worker.get()] { shared->work(*participant, *me); });
}

void BlockingPool::Shared::work(Quiescence::Participant& participant, Worker& me) {
  auto x = std::make_unique<Term[]>(limits::kXRegisters);
  std::unique_lock guard(lock);
  while (!ended) {
    if (tasks.empty()) {
      ++idle;
      work_or_end.wait(guard);
      --idle;
      continue;
    }
    Task task = tasks.front();
    tasks.pop_front();
    Term waiter = Term::none();
    if (task.job != nullptr) {
      me.busy = true;
      guard.unlock();
      waiter = task.job->run();
      guard.lock();
      me.busy = false;
      if (ended) woken.notify_all();
      if (waiter.is_none() || ended) continue;
    }
    ++waking;
    guard.unlock();
    if (task.job != nullptr)
      wake(quiescence, participant, waiter);
    else
      work_for(*task.process, x.get());
    guard.lock();
    if (--waking == 0) woken.notify_all();
  }
}

void BlockingPool::stop() {
  Shared& s = *shared_;
  std::vector<std::unique_ptr<Shared::Worker>> idle;
  {
    std::unique_lock guard(s.lock);
    s.ended = true;
    s.work_or_end.notify_all();
    s.woken.wait(guard, [&] { return s.waking == 0; });
    // What loads a module or reads a file uses the machine's tables, and is done soon; what waits for input may wait for ever, and is
    // left behind.
    s.woken.wait_for(guard, kEndGrace, [&] {
      return std::ranges::none_of(s.workers, [](const auto& worker) { return worker->busy; });
    });
    for (auto& worker : s.workers) {
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
