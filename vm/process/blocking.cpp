#include "vm/process/blocking.hpp"

#include <utility>

#include "vm/heap/copy_term.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/relations.hpp"

namespace beamlet {

BlockingJob* BlockingJob::of(Process& p) { return p.has_relations() ? p.relations().job : nullptr; }

BlockingJob::~BlockingJob() { scratch_.heap.destroy(); }

void BlockingJob::submit(Process& p, const Work& work, const Term* args, uint32_t arity) {
  auto* job = new BlockingJob(work);
  job->waiter_ = job->scratch_.self = p.self;
  job->scratch_.group_leader = p.group_leader;
  for (uint32_t i = 0; i < arity; ++i) {
    CopiedTerm copy = copy_all_to_fragment(args[i]);
    job->scratch_.heap.attach(copy.fragment);
    job->args_[i] = copy.term;
  }
  p.relations().job = job;
  the_node.ready->submit(job);
}

Term BlockingJob::run() {
  Term waiter = waiter_;
  result_ = work_.function(scratch_, args_);
  // seq_cst: pairs with is_done() and with the exchange of abandon(); done, then the waiter's state word (DESIGN.md 3).
  if (state_.exchange(State::Done, std::memory_order_seq_cst) != State::Abandoned) return waiter;
  if (work_.undo != nullptr && !result_.is_none()) static_cast<void>(work_.undo(scratch_, &result_));
  delete this;
  return Term::none();
}

Term BlockingJob::take(Process& p) {
  BlockingJob* job = std::exchange(p.relations().job, nullptr);
  Process& scratch = job->scratch_;
  Term result = Term::none();
  if (!job->result_.is_none()) {
    result = copy_to_heap(p.heap, job->result_);
  } else {
    p.pending = scratch.pending;
    p.exception = scratch.exception;
    for (Term* t :
         {&p.exception.reason, &p.exception.trace, &p.exception.error_args, &p.exception.error_info})
      if (!t->is_none()) *t = copy_to_heap(p.heap, *t);
  }
  p.reductions += scratch.reductions;  // what it was charged
  delete job;
  return result;
}

void BlockingJob::abandon(Process& p) {
  BlockingJob* job = of(p);
  if (job == nullptr) return;
  p.relations().job = nullptr;
  // acq_rel: pairs with the exchange of run().
  if (job->state_.exchange(State::Abandoned, std::memory_order_acq_rel) != State::Done) return;
  if (job->work_.undo != nullptr && !job->result_.is_none())
    static_cast<void>(job->work_.undo(job->scratch_, &job->result_));
  delete job;
}

Term run_blocking(Process& p, const BlockingJob::Work& work, const Term* args, uint32_t arity) {
  BlockingJob* job = BlockingJob::of(p);
  if (job == nullptr) {
    if (!the_node.ready->has_pool()) return work.function(p, args);
    if (work.attempt != nullptr) {
      Term result = work.attempt(p, args);
      if (!result.is_none() || p.pending != Pending::None) return result;
    }
    for (uint32_t i = 0; i < arity; ++i)
      if (!copy_fits(copy_size_all(args[i]))) return p.system_limit();
    BlockingJob::submit(p, work, args, arity);
  } else if (job->is_done()) {
    return BlockingJob::take(p);
  }
  p.pending = Pending::Wait;
  return Term::none();
}

}  // namespace beamlet
