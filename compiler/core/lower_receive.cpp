// receive: a loop over the mailbox.
//
//   head:   message = loop_rec -> got, none
//   got:    the clauses; one that matches: remove_message, its body; none: loop_rec_end -> head
//   none:   wait -> head          or   wait_timeout T -> timed_out, head
//   timed_out: timeout, the after-body

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

void Lowering::receive_to(const ReceiveExpr& e, const Cont& cont) {
  Arg time = e.timeout != nullptr ? expr(*e.timeout) : Arg();
  uint32_t line = line_of(e.span);
  BlockId head = new_block();
  BlockId got = new_block();
  BlockId none = new_block();
  jump(head);
  use(head);
  Arg message = emit_branching(Op::LoopRec, {}, 0, line, got, none, true);
  use(got);
  BlockId next = new_block();
  if (e.clauses.empty()) {
    jump(next);
  } else {
    std::vector<MatchRow> rows(e.clauses.size());
    for (uint32_t i = 0; i < e.clauses.size(); ++i) {
      rows[i].clause = i;
      rows[i].guard = e.clauses[i]->guard;
      add_constraint(rows[i], {Subject::Kind::Whole, message, 0}, pattern(*e.clauses[i]->patterns[0], false));
    }
    match(rows, next, [&](uint32_t clause) {
      emit_void(Op::RemoveMessage, {});
      body_to(e.clauses[clause]->body, cont);
    });
  }
  use(next);
  BlockId back[] = {head};
  end(Op::LoopRecEnd, {}, back);

  use(none);
  int64_t milliseconds = -1;
  bool forever = time.is_none() || m_.is_atom(time, "infinity");
  if (forever) {
    end(Op::Wait, {}, back, line);
    return;
  }
  BlockId timed_out = new_block();
  if (is_int_literal(time, milliseconds) && milliseconds == 0) {
    jump(timed_out);
  } else {
    Arg args[] = {time};
    BlockId successors[] = {timed_out, head};
    end(Op::WaitTimeout, args, successors, line);
  }
  use(timed_out);
  emit_void(Op::Timeout, {});
  size_t before = mark();
  body_to(e.timeout_body, cont);
  undo(before);
}

}  // namespace beamlet::core
