#include "vm/code/purge.hpp"

#include "vm/code/code_server.hpp"
#include "vm/heap/gc.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/process/process_alloc.hpp"
#include "vm/process/request.hpp"
#include "vm/process/signal.hpp"

namespace beamlet {

namespace {

// {Pid, Answer} to the process that drives the purge, if there still is one.
void reply(Process& process, bool stays) {
  process.sweep_due = false;
  std::optional<PurgeOrder> order = the_node.code->purge_under_way();
  if (!order) return;
  Term* at = process.alloc(3);
  reply_to(order->asker, order->ref, tuple_at(at, process.self, stays ? atom::true_ : atom::false_));
}

}  // namespace

bool has_direct_reference(const Process& process, const Module& module) {
  if (module.contains(process.ip)) return true;
  for (const Term* slot = process.heap.sp; slot < process.heap.end; ++slot) {
    if (slot->is_return_address() && module.contains(slot->return_ip())) return true;
    if (slot->is_catch_tag() && module.contains(slot->catch_ip())) return true;
  }
  return false;
}

void sweep_literals(Process& process, const LiteralArea& area) {
  process.mailbox.renew_each([&](Signal* message) -> Signal* {
    HeapFragment* fragment = message->fragment;
    bool leads =
        may_lead_into(&message->value, &message->value + 1, area) ||
        (fragment != nullptr && may_lead_into(fragment->words(), fragment->words() + fragment->used, area));
    if (!leads) return nullptr;
    Signal* fresh = Signal::message(message->value, false, Signal::Size::Granted);
    Signal::destroy(message);
    return fresh;
  });
  ProcessRoots roots(process, process.live);
  if (!may_lead_into(process.heap, roots, area)) return;
  process.reductions -= gc_reductions(collect_leaving(process.heap, roots, area));
}

void answer_purge(Process& process) {
  std::optional<PurgeOrder> order = the_node.code->purge_under_way();
  bool stays = false;
  if (order) {
    stays = has_direct_reference(process, *order->code);
    if (!stays && order->code->area != nullptr) sweep_literals(process, *order->code->area);
  }
  reply(process, stays);
}

void answer_purge_at_end(Process& process) {
  if (process.sweep_due) reply(process, false);
}

}  // namespace beamlet
