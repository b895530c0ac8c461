#include "vm/process/mailbox.hpp"

#include <new>

#include "vm/base/memory.hpp"

namespace beamlet {

void Mailbox::link_last(Signal* s) {
  s->set_next(nullptr);
  s->previous = last_;
  if (last_ != nullptr)
    last_->set_next(s);
  else
    first_ = s;
  last_ = s;
}

void Mailbox::unlink(Signal* s) {
  Signal* next = s->next();
  if (s->previous != nullptr)
    s->previous->set_next(next);
  else
    first_ = next;
  if (next != nullptr)
    next->previous = s->previous;
  else
    last_ = s->previous;
  if (position_ == s) position_ = s->previous;
}

void Mailbox::append(Signal* message) {
  link_last(message);
  ++length_;
}

Signal* Mailbox::current() {
  Signal* s = next_of(position_);
  while (s != nullptr && s->kind == SignalKind::Mark) {
    position_ = s;
    s = s->next();
  }
  return s;
}

Signal* Mailbox::take_current() {
  Signal* s = next_of(position_);
  unlink(s);
  --length_;
  return s;
}

uint32_t Mailbox::place_mark() {
  if (marks_ == nullptr) marks_ = new (memory_alloc(sizeof(Marks))) Marks;
  uint32_t number = marks_->next;
  marks_->next = (number + 1) % kMarks;
  Mark& mark = marks_->marks[number];
  if (mark.node == nullptr) {
    mark.node = new (memory_alloc(sizeof(Signal))) Signal;
    mark.node->kind = SignalKind::Mark;
  } else {
    unlink(mark.node);
  }
  mark.ref = 0;
  link_last(mark.node);
  return number;
}

void Mailbox::bind_mark(uint32_t mark, uint64_t ref) {
  if (marks_ != nullptr && mark < kMarks && marks_->marks[mark].node != nullptr)
    marks_->marks[mark].ref = ref;
}

void Mailbox::use_mark(uint64_t ref) {
  if (marks_ == nullptr) return;
  for (const Mark& mark : marks_->marks)
    if (mark.node != nullptr && mark.ref == ref) {
      position_ = mark.node;
      return;
    }
}

void Mailbox::clear() {
  while (first_ != nullptr) {
    Signal* s = first_;
    first_ = s->next();
    if (s->kind == SignalKind::Message)
      Signal::destroy(s);
    else
      memory_free(s);
  }
  memory_free(marks_);
  marks_ = nullptr;
  last_ = position_ = nullptr;
  length_ = 0;
}

}  // namespace beamlet
