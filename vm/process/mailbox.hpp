// mailbox.hpp - the messages a process has, in the order they arrived, and where its `receive` is looking.
//
// Picture     outer queue (Process::signals, any thread pushes) --fetch_signals--> private list, owner only:
//
//               first_ -> m <-> m <-> [mark] <-> m <-> m <- last_
//                               ^position_: the last one the running receive has looked at (null: none yet)
//
//             A mark stands where the list ended when a reference was about to be made: a receive that only matches messages holding this reference starts
//             there. The marks of the last kMarks references are kept; older ones are taken out.
//
// Invariants  B1  messages of one sender stand in the order sent.
//             B2  a message stays in its fragment, outside the heap and the roots, until take_current() hands it over.
//             B3  `looking` is the fragment of the message that the running receive has in its registers: the collector must not move it.
// Threads     [owner]
#pragma once

#include <cstdint>

#include "vm/process/signal.hpp"

namespace beamlet {

class Mailbox {
 public:
  HeapFragment* looking = nullptr;

  [[nodiscard]] uint64_t length() const { return length_; }
  [[nodiscard]] bool empty() const { return length_ == 0; }

  void append(Signal* message);
  // The message after the position, or null when all were looked at (fetch more, then ask again).
  [[nodiscard]] Signal* current();
  // The current message did not match: the position moves behind it.
  void skip() { position_ = next_of(position_); }
  // The next receive starts from the front.
  void rewind() { position_ = nullptr; }
  // Unlinks the current message; the caller owns it now.
  [[nodiscard]] Signal* take_current();

  // Puts a mark at the end; its number is what RecvMark stores.
  [[nodiscard]] uint32_t place_mark();
  // The mark belongs to this reference now (its unique number).
  void bind_mark(uint32_t mark, uint64_t ref);
  // The running receive starts at the mark of this reference, if there is one.
  void use_mark(uint64_t ref);

  // Calls visit(term) for each message, oldest first (process_info messages).
  template <class Visit>
  void for_each(Visit visit) const {
    for (Signal* s = first_; s != nullptr; s = s->next())
      if (s->kind == SignalKind::Message) visit(s->value);
  }
  // Takes out and frees every message that matches (demonitor with flush). No receive may be under way.
  template <class Matches>
  void remove_if(Matches matches) {
    for (Signal* s = first_; s != nullptr;) {
      Signal* next = s->next();
      if (s->kind == SignalKind::Message && matches(s->value)) {
        unlink(s);
        --length_;
        Signal::destroy(s);
      }
      s = next;
    }
  }
  // Puts another message in the place of each that `renew` returns one for (it has freed the old one). No receive may be under way.
  template <class Renew>
  void renew_each(Renew renew) {
    for (Signal* s = first_; s != nullptr;) {
      Signal* next = s->next();
      Signal* previous = s->previous;
      if (s->kind == SignalKind::Message) {
        bool stands_here = position_ == s;
        if (Signal* fresh = renew(s)) {
          fresh->previous = previous;
          fresh->set_next(next);
          if (previous != nullptr)
            previous->set_next(fresh);
          else
            first_ = fresh;
          if (next != nullptr)
            next->previous = fresh;
          else
            last_ = fresh;
          if (stands_here) position_ = fresh;
        }
      }
      s = next;
    }
  }
  // Frees all messages.
  void clear();

 private:
  static constexpr uint32_t kMarks = 4;
  struct Mark {
    Signal* node = nullptr;
    uint64_t ref = 0;
  };
  // Marks are rare among processes: one allocation for those that use them.
  struct Marks {
    Mark marks[kMarks];
    uint32_t next = 0;
  };

  [[nodiscard]] Signal* next_of(Signal* s) const { return s == nullptr ? first_ : s->next(); }
  void link_last(Signal* s);
  void unlink(Signal* s);

  Signal* first_ = nullptr;
  Signal* last_ = nullptr;
  Signal* position_ = nullptr;
  uint64_t length_ = 0;
  Marks* marks_ = nullptr;
};

}  // namespace beamlet
