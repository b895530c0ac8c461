// signal.hpp - everything one process does to another, as it travels.
//
// Purpose     All of it goes through the receiver's one queue, so that what one process does to another arrives in the order it was done.
//
// Picture     Signal (in the queue)        HeapFragment
//             +---------------------+      +-----------------------------------+----------------+
//             | link, kind, value ------>  | words of the message's terms      | the Signal     |   a message with words: one block
//             | fragment            |      +-----------------------------------+----------------+
//             +---------------------+
//             A message that is an immediate, and every control signal without terms, is a block of its own.
//
// Invariants  G1  a signal belongs to its sender until pushed, then to the receiver.
//             G2  `value` leads only into `fragment` or to literals.
//             G3  after pop from the outer queue, mpsc_next is free and links the private list.
// Threads     values; see G1.
#pragma once

#include <cstdint>

#include "vm/base/mpsc_queue.hpp"
#include "vm/heap/heap.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

enum class SignalKind : uint8_t {
  Message,
  AliasMessage,  // id: the alias; dropped when it is no longer active
  Mark,          // stands in a private list only: where a receive may start (mailbox.hpp)
  Exit,          // from, value: {'EXIT', From, Reason}; linked: came through a link
  Link,          // from
  Unlink,        // from, id: of this unlinking
  UnlinkAck,     // from, id
  Monitor,       // from, id: the reference, extra: its second word; named: watched by name, `value` the name
  Demonitor,     // id
  Down,          // id, value: {'DOWN', Ref, process, Object, Reason}
  GroupLeader,   // value: the new one
  Suspend,       // from, value: nil, or {Tag} of the reply
  Resume,        // from, id: how many of its suspensions end
  Request,       // from, id: reference for the reply, value: what is asked (request.hpp)
};

struct Signal : MpscNode {
  SignalKind kind = SignalKind::Message;
  bool embedded = false;       // lies in the last words of `fragment`
  bool linked = false;         // Exit only
  bool named = false;          // Monitor only
  Signal* previous = nullptr;  // in a private list
  Term value = Term::nil();
  HeapFragment* fragment = nullptr;  // may be nullptr

  [[nodiscard]] Signal* next() const {
    return static_cast<Signal*>(mpsc_next.load(std::memory_order_relaxed));
  }
  void set_next(Signal* s) { mpsc_next.store(s, std::memory_order_relaxed); }

  // A message with a copy of the term (of any heap); literals_too: for one that is kept before it is sent (literal_area.hpp, L3).
  // Asked: nullptr when the machine has no memory for it. Granted: there was as much before.
  enum class Size : uint8_t { Asked, Granted };
  [[nodiscard]] static Signal* message(Term term, bool literals_too = false, Size size = Size::Asked);
  // Frees the signal, and its fragment if it still has one.
  static void destroy(Signal* signal);
  // Takes the fragment out, for Heap::attach; the signal itself is gone afterwards (its memory is freed, or goes with the fragment).
  [[nodiscard]] static HeapFragment* release(Signal* signal);
};

struct ControlSignal : Signal {
  Term from = Term::none();  // pid of the sender
  uint64_t id = 0;
  uint64_t extra = 0;

  [[nodiscard]] static ControlSignal* create(SignalKind kind, Term from, uint64_t id = 0);
};

[[nodiscard]] inline ControlSignal& control(Signal& s) { return static_cast<ControlSignal&>(s); }

}  // namespace beamlet
