#include "vm/sched/blocking_pool.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "vm/base/machine_gate.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/process/heavy.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"

namespace beamlet {

struct BlockingPool::Shared {
  struct Worker {
    std::thread thread;
    bool at_work = false;  // once the gate is closed: is outside, for ever
  };
  Quiescence& quiescence;
  std::mutex lock;  // guards what follows
  std::condition_variable work_or_end;
  std::deque<Task> tasks;
  std::vector<std::unique_ptr<Worker>> workers;
  uint32_t idle = 0;
  bool ended = false;
  std::shared_ptr<MachineGate> gate = std::make_shared<MachineGate>();  // has a lock of its own, taken last

  explicit Shared(Quiescence& q) : quiescence(q) {}
  void work(Quiescence::Participant& participant, Worker& me);
};

namespace {

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
    // `ended` comes before the gate closes: it is open.
    if (!gate->enter()) return;
    me.at_work = true;
    Task task = tasks.front();
    tasks.pop_front();
    guard.unlock();
    if (task.job == nullptr) {
      work_for(*task.process, x.get());
    } else if (Term waiter = task.job->run(); !waiter.is_none()) {
      wake(quiescence, participant, waiter);
    }
    guard.lock();
    gate->leave();
    me.at_work = false;
  }
}

void BlockingPool::stop() {
  Shared& s = *shared_;
  {
    std::lock_guard guard(s.lock);
    s.ended = true;
    s.work_or_end.notify_all();
  }
  s.gate->close();
  std::vector<std::unique_ptr<Shared::Worker>> workers;
  {
    std::lock_guard guard(s.lock);
    workers.swap(s.workers);
    for (auto& worker : workers)
      if (worker->at_work) worker->thread.detach();
  }
  for (auto& worker : workers)
    if (worker->thread.joinable()) worker->thread.join();
}

}  // namespace beamlet
