#include "vm/process/mailbox.hpp"

#include "vm/base/memory.hpp"

namespace beamlet {

Message* Message::create(Term value, HeapFragment* fragment) {
  auto* message = static_cast<Message*>(memory_alloc(sizeof(Message)));
  message->next = nullptr;
  message->value = value;
  message->fragment = fragment;
  return message;
}

void Message::destroy(Message* message) {
  if (message->fragment != nullptr) HeapFragment::destroy(message->fragment);
  memory_free(message);
}

bool Mailbox::take() {
  // acquire pairs with push().
  Message* newest = inbox.exchange(nullptr, std::memory_order_acquire);
  if (newest == nullptr) return false;
  Message* oldest = nullptr;
  Message* tail = newest;
  while (newest != nullptr) {
    Message* next = newest->next;
    newest->next = oldest;
    oldest = newest;
    newest = next;
    ++length;
  }
  *last = oldest;
  last = &tail->next;
  return true;
}

Message* Mailbox::unlink_current() {
  Message* message = *save;
  *save = message->next;
  if (last == &message->next) last = save;
  --length;
  return message;
}

void Mailbox::clear() {
  take();
  while (first != nullptr) {
    Message* next = first->next;
    Message::destroy(first);
    first = next;
  }
  last = save = &first;
  length = 0;
}

}  // namespace beamlet
