// mailbox.hpp - what was sent to a process and not yet received.
//
// Picture     senders --push--> inbox (a stack, any thread)
//                                 | take(): reversed, appended
//                                 v
//             first -> m -> m -> [save] m -> m -> .      (the owner's list; `save` is where the running receive looks)
//
// Invariants  B1  messages of one sender stand in the order sent.
//             B2  a message stays in its fragment, outside the heap, until remove_current() hands it over.
//             B3  `looking` is the fragment of the message that the running receive has in its registers: the collector must not move it.
// Threads     push(): [any]. All else: [owner].
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/heap/heap.hpp"

namespace beamlet {

struct Message {
  Message* next;
  Term value;
  HeapFragment* fragment;  // may be nullptr
  [[nodiscard]] static Message* create(Term value, HeapFragment* fragment);
  static void destroy(Message* message);  // with its fragment, if it still has it
};

struct Mailbox {
  std::atomic<Message*> inbox{nullptr};
  Message* first = nullptr;
  Message** last = &first;
  Message** save = &first;
  HeapFragment* looking = nullptr;
  uint64_t length = 0;  // of the owner's list

  void push(Message* message) {
    Message* head = inbox.load(std::memory_order_relaxed);
    do message->next = head;
    // release pairs with take(): the message is complete.
    while (!inbox.compare_exchange_weak(head, message, std::memory_order_release, std::memory_order_relaxed));
  }
  [[nodiscard]] bool inbox_empty() const { return inbox.load(std::memory_order_relaxed) == nullptr; }
  // Moves what has arrived to the owner's list; false when nothing had.
  bool take();
  // The message at `save`, or nullptr when all were looked at.
  [[nodiscard]] Message* current() {
    if (*save == nullptr && !take()) return nullptr;
    return *save;
  }
  void skip() { save = &(*save)->next; }
  void rewind() { save = &first; }
  // Unlinks the message at `save`; the caller owns it now.
  [[nodiscard]] Message* unlink_current();
  void clear();
};

}  // namespace beamlet
