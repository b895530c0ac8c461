// Messages: sending, and the loop of a receive.
#include "vm/interp/handlers.hpp"
#include "vm/code/export_table.hpp"
#include "vm/interp/unwind.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/send.hpp"
#include "vm/base/node.hpp"

namespace beamlet {

namespace {

BEAMLET_COLD send_failed(BEAMLET_ARGS) {
  static constexpr uint32_t kArity = 2;
  store(p, ip, sp, hp, reds);
  (void)p->badarg();
  note_builtin_failure(*p, *the_node.exports->get(atom::erlang, atom::send, kArity), x);
  BEAMLET_TAIL(raise_exception);
}

// x0 ! x1
BEAMLET_HANDLER send(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds - 1);
  bool sent = send_message(*p, x[0], x[1]);
  load(p, sp, hp, x, reds);
  if (!sent) [[unlikely]]
    BEAMLET_TAIL(send_failed);
  x[0] = x[1];
  BEAMLET_NEXT(1);
}

// a destination; word 1 target: nothing to look at.
template <Dst d>
BEAMLET_HANDLER loop_rec(BEAMLET_ARGS) {
  p->reductions = reds;
  Message* message = p->mailbox.current();
  x = p->x;
  reds = p->reductions;
  if (message == nullptr) {
    ip = target_of(ip);
    BEAMLET_DISPATCH;
  }
  p->mailbox.looking = message->fragment;
  put<d>(field_a(ip), message->value, sp, x);
  BEAMLET_NEXT(2);
}

void end_receive(Process& p) {
  if (p.timer_active) {
    the_node.ready->cancel_timer(p);
    p.timer_active = p.timer_fired = false;
  }
  p.mailbox.rewind();
}

void take_message(Process& p) {
  Message* message = p.mailbox.unlink_current();
  p.heap.attach(message->fragment);
  message->fragment = nullptr;
  Message::destroy(message);
  p.mailbox.looking = nullptr;
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

// Word 1 target: LoopRec.
BEAMLET_HANDLER wait(BEAMLET_ARGS) {
  store(p, target_of(ip), sp, hp, reds);
  p->live = 0;
  p->outcome = Outcome::Waiting;
}

BEAMLET_COLD bad_timeout(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  (void)p->error(atom::timeout_value);
  BEAMLET_TAIL(raise_exception);
}

// Word 1 target: LoopRec; word 2 milliseconds.
BEAMLET_HANDLER wait_timeout(BEAMLET_ARGS) {
  if (p->timer_fired) BEAMLET_NEXT(3);
  if (!p->timer_active) {
    Term ms = operand_value(ip[2], sp, x);
    if (ms == atom::infinity) BEAMLET_TAIL(wait);
    if (!ms.is_small() || ms.small_value() < 0 || ms.small_value() > 0xFFFFFFFF) BEAMLET_TAIL(bad_timeout);
    if (ms.small_value() == 0) BEAMLET_NEXT(3);
    p->timer_active = true;
    p->wait_ms = static_cast<uint64_t>(ms.small_value());
    p->timer_id = 0;
  }
  BEAMLET_TAIL(wait);
}

BEAMLET_HANDLER timeout(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  end_receive(*p);
  load(p, sp, hp, x, reds);
  BEAMLET_NEXT(1);
}

// -- receive markers: word 1 operand word, word 2 operand word -----------------------------------------------------------------

BEAMLET_HANDLER recv_mark(BEAMLET_ARGS) {
  operand_place(ip[1], sp, x) = Term::nil();
  BEAMLET_NEXT(2);
}
BEAMLET_HANDLER recv_bind(BEAMLET_ARGS) { BEAMLET_NEXT(3); }
BEAMLET_HANDLER recv_use(BEAMLET_ARGS) { BEAMLET_NEXT(2); }

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
