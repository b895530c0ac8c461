// Messages: sending, and the loop of a receive.
#include "vm/base/clock.hpp"
#include "vm/base/node.hpp"
#include "vm/code/export_table.hpp"
#include "vm/interp/handlers.hpp"
#include "vm/interp/unwind.hpp"
#include "vm/process/exit.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/send.hpp"
#include "vm/process/system_monitor.hpp"
#include "vm/process/trace.hpp"

namespace beamlet {

namespace {

BEAMLET_COLD send_failed(BEAMLET_ARGS) {
  static constexpr uint32_t kArity = 2;
  store(p, ip, sp, hp, reds);
  note_builtin_failure(*p, *the_node.exports->get(atom::erlang, atom::send, kArity), x);
  BEAMLET_TAIL(raise_exception);
}

// x0 ! x1
BEAMLET_HANDLER send(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds - 1);
  if (traces(*p, trace_flag::kSend)) [[unlikely]]
    trace_send(*p, x[1], x[0]);
  SendResult result = beamlet::send(x[0], x[1], &p->reductions);
  load(p, sp, hp, x, reds);
  if (is_failure(result)) [[unlikely]] {
    (void)p->error(failure_of(result));
    BEAMLET_TAIL(send_failed);
  }
  x[0] = x[1];
  BEAMLET_NEXT(1);
}

template <Dst d>
BEAMLET_COLD loop_rec_fetch(BEAMLET_ARGS);

// a destination; word 1 target: nothing to look at.
template <Dst d>
BEAMLET_HANDLER loop_rec(BEAMLET_ARGS) {
  Signal* message = p->mailbox.current();
  if (message == nullptr) [[unlikely]]
    BEAMLET_TAIL(loop_rec_fetch<d>);
  p->mailbox.looking = message->fragment;
  put<d>(field_a(ip), message->value, sp, x);
  BEAMLET_NEXT(2);
}

// The private list is exhausted: see what has arrived.
template <Dst d>
BEAMLET_COLD loop_rec_fetch(BEAMLET_ARGS) {
  if (!p->signals.empty()) {
    store(p, ip, sp, hp, reds);
    bool messages = fetch_signals(*p);
    load(p, sp, hp, x, reds);
    if (messages && !p->doomed() && p->mailbox.current() != nullptr) BEAMLET_TAIL(loop_rec<d>);
  }
  ip = target_of(ip);
  BEAMLET_DISPATCH;
}

void end_receive(Process& p) {
  if (p.timer.home != nullptr) the_node.ready->cancel_timer(p);
  p.mailbox.rewind();
}

void take_message(Process& p) {
  Signal* message = p.mailbox.take_current();
  p.heap.attach(Signal::release(message));
  p.mailbox.looking = nullptr;
  if (p.told_long_queue) [[unlikely]]
    tell_queue(p);
  end_receive(p);
}

BEAMLET_HANDLER remove_message(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  take_message(*p);
  load(p, sp, hp, x, reds);
  BEAMLET_NEXT(1);
}

// The message did not match: word 1 target LoopRec. Scanning a long mailbox costs reductions, too.
BEAMLET_HANDLER loop_rec_end(BEAMLET_ARGS) {
  p->mailbox.skip();
  p->mailbox.looking = nullptr;
  ip = target_of(ip);
  if (--reds <= 0) [[unlikely]] {
    p->live = 0;
    BEAMLET_TAIL(call_slow);
  }
  BEAMLET_DISPATCH;
}

// Word 1 target: LoopRec. A signal may have ended the process.
BEAMLET_HANDLER wait(BEAMLET_ARGS) {
  store(p, target_of(ip), sp, hp, reds);
  p->live = 0;
  p->outcome = p->doomed() ? Outcome::Exited : Outcome::Waiting;
}

BEAMLET_COLD bad_timeout(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  (void)p->error(atom::timeout_value);
  BEAMLET_TAIL(raise_exception);
}

// Word 1 target: LoopRec; word 2 milliseconds.
BEAMLET_HANDLER wait_timeout(BEAMLET_ARGS) {
  // seq_cst: pairs with TimerService::expire; read after begin_run.
  if (p->timer.fired.load(std::memory_order_seq_cst)) BEAMLET_NEXT(3);
  if (p->timer.home == nullptr) {
    Term ms = operand_value(ip[2], sp, x);
    if (ms == atom::infinity) BEAMLET_TAIL(wait);
    if (!ms.is_small() || ms.small_value() < 0 || ms.small_value() > 0xFFFFFFFF) BEAMLET_TAIL(bad_timeout);
    if (ms.small_value() == 0) BEAMLET_NEXT(3);
    the_node.ready->arm_timer(*p, clock::deadline_ms(static_cast<uint64_t>(ms.small_value())));
  }
  BEAMLET_TAIL(wait);
}

BEAMLET_HANDLER timeout(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  end_receive(*p);
  if (traces(*p, trace_flag::kReceive)) [[unlikely]]
    trace_event(*p, trace_flag::kReceive, make_atom("receive"), {make_atom("timeout")});
  load(p, sp, hp, x, reds);
  BEAMLET_NEXT(1);
}

// -- receive markers: word 1 operand word, word 2 operand word -----------------------------------------------------------------

BEAMLET_HANDLER recv_mark(BEAMLET_ARGS) {
  operand_place(ip[1], sp, x) = Term::small(p->mailbox.place_mark());
  BEAMLET_NEXT(2);
}
BEAMLET_HANDLER recv_bind(BEAMLET_ARGS) {
  Term mark = operand_value(ip[1], sp, x);
  Term ref = operand_value(ip[2], sp, x);
  if (mark.is_small() && is_kind(ref, TermKind::Ref))
    p->mailbox.bind_mark(static_cast<uint32_t>(mark.small_value()), ref.boxed_ptr()[1].raw());
  BEAMLET_NEXT(3);
}
BEAMLET_HANDLER recv_use(BEAMLET_ARGS) {
  Term ref = operand_value(ip[1], sp, x);
  if (is_kind(ref, TermKind::Ref)) p->mailbox.use_mark(ref.boxed_ptr()[1].raw());
  BEAMLET_NEXT(2);
}

}  // namespace

const Handler kSend = send;
const Handler kLoopRec[kDstKinds] = {loop_rec<Dst::X>, loop_rec<Dst::Y>};
const Handler kRemoveMessage = remove_message;
const Handler kLoopRecEnd = loop_rec_end;
const Handler kWait = wait;
const Handler kWaitTimeout = wait_timeout;
const Handler kTimeout = timeout;
const Handler kRecvMark = recv_mark;
const Handler kRecvBind = recv_bind;
const Handler kRecvUse = recv_use;

}  // namespace beamlet
