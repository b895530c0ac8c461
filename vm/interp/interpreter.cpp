#include "vm/interp/interpreter.hpp"

#include "vm/interp/handlers.hpp"
#include "vm/interp/semantics_stack.hpp"

namespace beamlet {

namespace {

// Code that belongs to no module. Filled at start-up: handler addresses are no constant expressions.
struct FixedCode {
  Word end[1];
  Word call_fun[1];
  FixedCode() {
    end[0] = reinterpret_cast<Word>(kCalls.process_end);
    call_fun[0] = reinterpret_cast<Word>(kCalls.call_fun_only);  // arity 0: the fun is in x0
  }
};
const FixedCode& fixed_code() {
  static const FixedCode code;
  return code;
}

}  // namespace

Outcome run_slice(Process& p) {
  Term* sp;
  Term* hp;
  Term* x;
  int64_t reds;
  load(&p, sp, hp, x, reds);
  handler_at(p.ip)(&p, p.ip, sp, hp, x, reds);
  return p.outcome;
}

void prepare_call(Process& p, const Word* entry, uint32_t arity) {
  sem::push_return(p.heap.sp, fixed_code().end);
  p.ip = entry;
  p.live = arity;
}

void restart_stack(Process& p) {
  p.heap.sp = p.heap.end;
  sem::push_return(p.heap.sp, fixed_code().end);
}

void prepare_fun(Process& p) {
  sem::push_return(p.heap.sp, fixed_code().end);
  p.ip = fixed_code().call_fun;
  p.live = 1;
}

}  // namespace beamlet
