// mpsc_queue.hpp - a queue that many threads push to and one takes from: mailboxes, completions.
//
// Purpose     A push is one atomic exchange and one store: it never waits and never retries, however many push at once.
// Picture     tail_ (producers) ----------------------------v
//             head_ (consumer) -> stub -> node -> node -> node -> null
//             A producer exchanges tail_, then links its node behind the old one; in between the chain is cut there for a moment.
// Source      D. Vyukov, "Intrusive MPSC node-based queue" (2007).
// Invariants  Q1  nodes pushed by one thread come out in the order pushed.
//             Q2  pop() returns null while the oldest push is half done, also when whole ones stand behind it; empty() is false then: a consumer must
//                 not go to sleep before empty() is true.
//             Q3  empty() is true only when everything whose exchange came before has been taken out.
// Threads     push: [any]. pop, empty: [owner], one thread at a time.
#pragma once

#include <atomic>
#include <thread>

namespace beamlet {

struct MpscNode {
  std::atomic<MpscNode*> mpsc_next{nullptr};
};

class MpscQueue {
 public:
  MpscQueue() : tail_(&stub_), head_(&stub_) {}
  ~MpscQueue() = default;
  MpscQueue(const MpscQueue&) = delete;
  MpscQueue& operator=(const MpscQueue&) = delete;

  void push(MpscNode* node) {
    node->mpsc_next.store(nullptr, std::memory_order_relaxed);
    // seq_cst: pairs with the state word's transition in the consumer (vm/process/DESIGN.md 3): push, then read the state.
    MpscNode* before = tail_.exchange(node, std::memory_order_seq_cst);
    // release: pairs with the acquire in pop; the node's contents are visible with the link.
    before->mpsc_next.store(node, std::memory_order_release);
  }

  // The oldest node, or null when there is none (or its push is half done).
  [[nodiscard]] MpscNode* pop() {
    MpscNode* head = head_;
    // acquire: pairs with the release in push.
    MpscNode* next = head->mpsc_next.load(std::memory_order_acquire);
    if (head == &stub_) {
      if (next == nullptr) return nullptr;
      head_ = head = next;
      next = head->mpsc_next.load(std::memory_order_acquire);  // pairs with push
    }
    if (next != nullptr) {
      head_ = next;
      return head;
    }
    // `head` is the last one linked. Only behind the stub can it be handed out: put the stub back.
    if (head != tail_.load(std::memory_order_acquire)) return nullptr;  // pairs with the exchange in push
    push(&stub_);
    next = head->mpsc_next.load(std::memory_order_acquire);  // pairs with push
    if (next == nullptr) return nullptr;
    head_ = next;
    return head;
  }

  // The same, and waits for half pushes: null only when there is none. So the consumer finds what it pushed itself, whatever others are at.
  // They take some nanoseconds; a producer that lost its core in the middle gets the consumer's.
  [[nodiscard]] MpscNode* pop_whole() {
    for (unsigned spins = 0;; ++spins) {
      if (MpscNode* node = pop()) return node;
      if (empty()) return nullptr;
      if (spins < kSpinsBeforeYield)
        __builtin_ia32_pause();
      else
        std::this_thread::yield();
    }
  }

  [[nodiscard]] bool empty() const {
    // seq_cst: pairs with the exchange in push; read after the state word was written (DESIGN.md 3).
    return head_ == &stub_ && tail_.load(std::memory_order_seq_cst) == &stub_;
  }

 private:
  static constexpr unsigned kSpinsBeforeYield = 200;

  std::atomic<MpscNode*> tail_;
  MpscNode* head_;
  MpscNode stub_;
};

}  // namespace beamlet
