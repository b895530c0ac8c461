// bif_erlang_error.cpp - raising exceptions.
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"

namespace beamlet {
namespace {

// error/2,3: the arguments of the caller for the top of the stack trace; `none` stands for unknown.
Term raise_error(Process& p, Term reason, Term error_args) {
  Term none = p.error(reason);
  if (error_args.is_cons() || error_args.is_nil()) p.exception.error_args = error_args;
  return none;
}

// {M, F, Arity | Args}, {M, F, Arity | Args, Location}, {Fun, Args} or {Fun, Args, Location}
bool is_trace_entry(Term entry) {
  if (!is_tuple(entry)) return false;
  const Term* e = tuple_elements(entry);
  uint64_t size = tuple_size(entry);
  if (size >= 2 && is_fun(e[0])) return size == 2 || (size == 3 && e[2].is_list());
  return (size == 3 || (size == 4 && e[3].is_list())) && e[0].is_atom() && e[1].is_atom();
}

bool is_stack_trace(Term trace) {
  for (; trace.is_cons(); trace = trace.tail()) {
    if (!is_trace_entry(trace.head())) return false;
  }
  return trace.is_nil();
}

}  // namespace

Term bif_error_1(Process& p, const Term* args) { return p.error(args[0]); }
Term bif_error_2(Process& p, const Term* args) { return raise_error(p, args[0], args[1]); }
// Only the option {error_info, Map} means something; as in OTP a malformed option list changes nothing.
Term bif_error_3(Process& p, const Term* args) {
  Term none = raise_error(p, args[0], args[1]);
  for (Term list = args[2]; list.is_cons(); list = list.tail()) {
    const Term* option = tuple_of(list.head(), 2);
    if (option != nullptr && option[0] == atom::error_info && is_map(option[1]))
      p.exception.error_info = option[1];
  }
  return none;
}
Term bif_nif_error_1(Process& p, const Term* args) { return p.error(args[0]); }
Term bif_nif_error_2(Process& p, const Term* args) { return raise_error(p, args[0], args[1]); }
Term bif_exit_1(Process& p, const Term* args) { return p.fail(ExceptionClass::Exit, args[0]); }
Term bif_throw_1(Process& p, const Term* args) { return p.fail(ExceptionClass::Throw, args[0]); }

Term bif_raise_3(Process& p, const Term* args) {
  ExceptionClass kind;
  if (args[0] == atom::error)
    kind = ExceptionClass::Error;
  else if (args[0] == atom::exit)
    kind = ExceptionClass::Exit;
  else if (args[0] == atom::throw_)
    kind = ExceptionClass::Throw;
  else
    return atom::badarg;
  if (!is_stack_trace(args[2])) return atom::badarg;
  Term none = p.fail(kind, args[1]);
  p.exception.trace = args[2];
  return none;
}

}  // namespace beamlet
