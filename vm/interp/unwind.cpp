#include "vm/interp/unwind.hpp"

#include "vm/code/export_table.hpp"
#include "vm/code/stack_trace.hpp"
#include "vm/interp/machine.hpp"
#include "vm/term/map.hpp"

namespace beamlet {

namespace {

// Functions whose whole purpose is to raise: their caller is the top of the trace.
bool only_raises(const ExportEntry& entry) {
  if (entry.module != atom::erlang) return false;
  return entry.function == atom::error || entry.function == atom::exit || entry.function == atom::throw_ ||
         entry.function == atom::raise || entry.function == atom::nif_error;
}

Term error_info_of(Process& p, Term module) {
  Term formatter = module == atom::erlang ? atom::erl_erts_errors : atom::erl_stdlib_errors;
  return map_put(p.heap, map_empty(p.heap), atom::module, formatter);
}

Term operator_name(Op op) {
  switch (op) {
    case Op::Add:
      return make_atom("+");
    case Op::Sub:
    case Op::Neg:
      return make_atom("-");
    case Op::Mul:
      return make_atom("*");
    case Op::Div:
      return make_atom("/");
    case Op::IntDiv:
      return make_atom("div");
    case Op::Rem:
      return make_atom("rem");
    case Op::Band:
      return make_atom("band");
    case Op::Bor:
      return make_atom("bor");
    case Op::Bxor:
      return make_atom("bxor");
    case Op::Bsl:
      return make_atom("bsl");
    case Op::Bsr:
      return make_atom("bsr");
    default:
      return make_atom("bnot");
  }
}

}  // namespace

Term list_of(Process& p, const Term* elements, uint32_t count, Term tail) {
  for (uint32_t i = count; i-- > 0;) tail = cons_at(p.alloc(2), elements[i], tail);
  return tail;
}

Term class_atom(ExceptionClass kind) {
  switch (kind) {
    case ExceptionClass::Error:
      return atom::error;
    case ExceptionClass::Exit:
      return atom::exit;
    default:
      return atom::throw_;
  }
}

void note_builtin_failure(Process& p, const ExportEntry& entry, const Term* args) {
  if (!p.exception.trace.is_none() || only_raises(entry)) return;
  TopFrame top{entry.module, entry.function, list_of(p, args, entry.arity), p.exception.error_info};
  if (top.info.is_none()) top.info = error_info_of(p, entry.module);
  p.exception.trace = capture_trace(p, top);
}

void raise_operator(Process& p, Op op, Term reason, Term a, Term b) {
  Term args[] = {a, b};
  bool unary = op == Op::Neg || op == Op::Bnot;
  (void)p.error(reason);
  p.exception.trace = capture_trace(
      p, {atom::erlang, operator_name(op), list_of(p, args, unary ? 1 : 2), error_info_of(p, atom::erlang)});
}

void raise_undef(Process& p, Term module, Term function, const Term* args, uint32_t arity) {
  (void)p.error(atom::undef);
  p.exception.trace = capture_trace(p, {module, function, list_of(p, args, arity), Term::nil()});
}

void raise_function_clause(Process& p, const Term* args, uint32_t arity) {
  (void)p.error(atom::function_clause);
  p.exception.error_args = list_of(p, args, arity);
}

bool unwind(Process& p) {
  p.pending = Pending::None;
  Exception& e = p.exception;
  if (e.trace.is_none()) {
    TopFrame top;
    if (!e.error_args.is_none()) top.args = e.error_args;
    if (!e.error_info.is_none()) top.info = e.error_info;
    e.trace = capture_trace(p, top);
  }
  e.error_args = e.error_info = Term::none();
  for (Term* slot = p.heap.sp; slot < p.heap.end; ++slot) {
    if (!slot->is_catch_tag()) continue;
    p.ip = slot->catch_ip();
    p.heap.sp = slot - field_a(p.ip);
    return true;
  }
  switch (e.kind) {
    case ExceptionClass::Exit:
      p.exit_reason = e.reason;
      break;
    case ExceptionClass::Throw:
      e.reason = tuple_at(p.alloc(3), atom::nocatch, e.reason);
      [[fallthrough]];
    case ExceptionClass::Error:
      p.crashed = true;
      p.exit_reason = tuple_at(p.alloc(3), e.reason, build_stacktrace(p, e.trace));
      break;
  }
  return false;
}

Term catch_value(Process& p) {
  Exception& e = p.exception;
  switch (e.kind) {
    case ExceptionClass::Throw:
      return e.reason;
    case ExceptionClass::Exit:
      return tuple_at(p.alloc(3), atom::EXIT, e.reason);
    default:
      return tuple_at(p.alloc(3), atom::EXIT, tuple_at(p.alloc(3), e.reason, build_stacktrace(p, e.trace)));
  }
}

}  // namespace beamlet
