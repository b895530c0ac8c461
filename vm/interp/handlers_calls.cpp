// Calls, returns, funs, apply and builtins (frame_layout.hpp).
#include "vm/bif/bif.hpp"
#include "vm/code/code_server.hpp"
#include "vm/code/export_table.hpp"
#include "vm/code/fun_table.hpp"
#include "vm/interp/handlers.hpp"
#include "vm/interp/semantics_stack.hpp"
#include "vm/interp/unwind.hpp"
#include "vm/process/blocking.hpp"
#include "vm/process/process_alloc.hpp"
#include "vm/term/fun.hpp"

namespace beamlet {

namespace {

// How a call instruction leaves its caller.
enum class Mode : uint8_t {
  Push,
  Only,
  Last
};  // returns here; tail call without a frame; tail call that drops the frame of b slots

// -- slow ends of calls --------------------------------------------------------------------------------------------------

BEAMLET_COLD call_slow_local(BEAMLET_ARGS) {
  p->live = field_a(ip - kFuncInfoWords);
  BEAMLET_TAIL(call_slow);
}

// -- local and external calls ----------------------------------------------------------------------------------------------

template <Mode mode>
BEAMLET_HANDLER call(BEAMLET_ARGS) {
  if constexpr (mode == Mode::Push) sem::push_return(sp, ip + 2);
  if constexpr (mode == Mode::Last) sp += field_a(ip);
  ip = target_of(ip);
  if (--reds <= 0) [[unlikely]]
    BEAMLET_TAIL(call_slow_local);
  BEAMLET_DISPATCH;
}

template <Mode mode, Src s>
BEAMLET_HANDLER move_call(BEAMLET_ARGS) {
  x[field_b(ip)] = get<s>(field_a(ip), {}, sp, x);
  if constexpr (mode == Mode::Push) sem::push_return(sp, ip + 2);
  ip = target_of(ip);
  if (--reds <= 0) [[unlikely]]
    BEAMLET_TAIL(call_slow_local);
  BEAMLET_DISPATCH;
}

template <Mode mode>
BEAMLET_HANDLER call_ext(BEAMLET_ARGS) {
  const auto* entry = reinterpret_cast<const ExportEntry*>(ip[1]);
  if constexpr (mode == Mode::Push) sem::push_return(sp, ip + 2);
  if constexpr (mode == Mode::Last) sp += field_a(ip);
  ip = entry->address();
  if (--reds <= 0) [[unlikely]] {
    p->live = entry->arity;
    BEAMLET_TAIL(call_slow);
  }
  BEAMLET_DISPATCH;
}

BEAMLET_HANDLER ret(BEAMLET_ARGS) {
  ip = sem::pop_return(sp);
  BEAMLET_DISPATCH;
}
BEAMLET_HANDLER deallocate(BEAMLET_ARGS) {
  sp += field_a(ip);
  BEAMLET_NEXT(1);
}
BEAMLET_HANDLER deallocate_ret(BEAMLET_ARGS) {
  sp += field_a(ip);
  ip = sem::pop_return(sp);
  BEAMLET_DISPATCH;
}

BEAMLET_COLD func_info(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  raise_function_clause(*p, x, field_a(ip));
  BEAMLET_TAIL(raise_exception);
}

BEAMLET_COLD process_end(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  p->exit_reason = atom::normal;
  p->result = x[0];
  p->outcome = Outcome::Exited;
}

// -- builtins ----------------------------------------------------------------------------------------------------------------

BEAMLET_COLD suspend_here(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  p->outcome = p->pending == Pending::Wait        ? Outcome::Waiting
               : p->pending == Pending::Elsewhere ? Outcome::Blocking
                                                  : Outcome::Yielded;
  p->pending = Pending::None;
}

// A builtin that was called at ip (a call_bif of 3 words) returned no value.
BEAMLET_COLD bif_pending(BEAMLET_ARGS) {
  const auto& entry = *reinterpret_cast<const ExportEntry*>(ip[2]);
  switch (p->pending) {
    case Pending::Trap: {
      // The frame's slack may be used up: the return address needs room.
      ExportEntry* target = p->trap_target;
      const Word* code = p->trap_code != nullptr ? p->trap_code : target->address();
      p->trap_code = nullptr;
      p->pending = Pending::None;
      if (!sem::has_room(sp, hp, 1)) {
        store(p, ip, sp, hp, reds);
        bool fits = collect_for(*p, 1, p->trap_live);
        load(p, sp, hp, x, reds);
        if (!fits) BEAMLET_TAIL(kill_for_memory);
      }
      sem::push_return(sp, ip + 3);
      ip = code;
      if (--reds <= 0) {
        p->live = p->trap_live;
        BEAMLET_TAIL(call_slow);
      }
      BEAMLET_DISPATCH;
    }
    case Pending::Jump:
      p->pending = Pending::None;
      ip = p->trap_target->address();
      BEAMLET_DISPATCH;
    case Pending::Exit:
      store(p, ip, sp, hp, reds);
      p->pending = Pending::None;
      p->outcome = Outcome::Exited;
      return;
    case Pending::Yield:
    case Pending::Wait:
    case Pending::Elsewhere:
      p->live = entry.arity;
      BEAMLET_TAIL(suspend_here);
    default:
      store(p, ip, sp, hp, reds);
      note_builtin_failure(*p, entry, x);
      BEAMLET_TAIL(raise_exception);
  }
}

// a arity; word 1 function, word 2 ExportEntry*.
BEAMLET_HANDLER call_bif(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds - 1);
  Term r = reinterpret_cast<BifFunction>(ip[1])(*p, x);
  load(p, sp, hp, x, reds);
  if (r.is_none()) [[unlikely]]
    BEAMLET_TAIL(bif_pending);
  x[0] = r;
  BEAMLET_NEXT(3);
}

// The same behind an entry's stub: a tail call of the builtin.
BEAMLET_COLD stub_pending(BEAMLET_ARGS) {
  const auto& entry = *reinterpret_cast<const ExportEntry*>(ip[1]);
  switch (p->pending) {
    case Pending::Trap:
      ip = p->trap_code != nullptr ? p->trap_code : p->trap_target->address();
      p->trap_code = nullptr;
      p->pending = Pending::None;
      if (--reds <= 0) {
        p->live = p->trap_live;
        BEAMLET_TAIL(call_slow);
      }
      BEAMLET_DISPATCH;
    case Pending::Yield:
    case Pending::Wait:
    case Pending::Elsewhere:
      p->live = entry.arity;
      BEAMLET_TAIL(suspend_here);
    default:
      store(p, ip, sp, hp, reds);
      note_builtin_failure(*p, entry, x);
      BEAMLET_TAIL(raise_exception);
  }
}

BEAMLET_HANDLER stub_builtin(BEAMLET_ARGS) {
  const auto* entry = reinterpret_cast<const ExportEntry*>(ip[1]);
  store(p, ip, sp, hp, reds);
  Term r = entry->bif->function(*p, x);
  load(p, sp, hp, x, reds);
  if (r.is_none()) [[unlikely]]
    BEAMLET_TAIL(stub_pending);
  x[0] = r;
  ip = sem::pop_return(sp);
  BEAMLET_DISPATCH;
}

// -- undefined functions -----------------------------------------------------------------------------------------------------

// '$handle_undefined_function'(Function, Args) of the module, if it exports that: arguments in x0, x1.
const ExportEntry* undefined_handler(Process& p, const ExportEntry& entry) {
  ExportEntry* handler = the_node.exports->find(entry.module, atom::undefined_handler, 2);
  if (handler == nullptr || handler->is_stub()) return nullptr;
  p.x[1] = list_of(p, p.x, entry.arity);
  p.x[0] = entry.function;
  return handler;
}

Term load_module(Process&, const Term* args) {
  return the_node.code->ensure_loaded(args[0]) ? atom::true_ : atom::false_;
}
Term load_module_if_near(Process& p, const Term* args) {
  return the_node.code->loading_blocks(args[0]) ? Term::none() : load_module(p, args);
}

// Loads the module, on a thread of the pool when that takes reading or compiling. None: the process waits for it, and comes back to the stub.
Term load_for(Process& p, Term module) {
  Term loaded = run_blocking(p, {load_module, load_module_if_near, nullptr}, &module, 1);
  if (!loaded.is_none()) return loaded;
  p.pending = Pending::None;
  p.outcome = Outcome::Waiting;
  return loaded;
}

BEAMLET_COLD stub_undefined(BEAMLET_ARGS) {
  const auto* entry = reinterpret_cast<const ExportEntry*>(ip[1]);
  store(p, ip, sp, hp, reds);
  Term loaded = load_for(*p, entry->module);
  if (loaded.is_none()) {
    p->live = entry->arity;
    return;
  }
  if (loaded == atom::true_ && !entry->is_stub()) {
    ip = entry->address();
    load(p, sp, hp, x, reds);
    BEAMLET_DISPATCH;
  }
  if (const ExportEntry* handler = undefined_handler(*p, *entry)) {
    load(p, sp, hp, x, reds);
    ip = handler->address();
    BEAMLET_DISPATCH;
  }
  raise_undef(*p, entry->module, entry->function, x, entry->arity);
  BEAMLET_TAIL(raise_exception);
}

// A fun whose module was purged: load it again, else badfun. The fun itself is gone from the registers: rebuilt from the entry.
// While a purge is under way it is not decided yet: the process comes back later.
BEAMLET_COLD stub_purged_fun(BEAMLET_ARGS) {
  const auto* entry = reinterpret_cast<const FunEntry*>(ip[1]);
  store(p, ip, sp, hp, reds);
  if (entry->address() == entry->stub && the_node.code->is_undecided(*entry)) {
    p->live = entry->arity + entry->free;
    p->outcome = Outcome::Yielded;
    return;
  }
  Term loaded = load_for(*p, entry->module);
  if (loaded.is_none()) {
    p->live = entry->arity + entry->free;
    return;
  }
  if (loaded == atom::true_ && entry->address() != entry->stub) {
    ip = entry->address();
    load(p, sp, hp, x, reds);
    BEAMLET_DISPATCH;
  }
  Term* at = p->alloc(2 + entry->free);
  Term fun = fun_at(at, entry);
  for (uint32_t i = 0; i < entry->free; ++i) at[2 + i] = x[entry->arity + i];
  (void)p->error2(atom::badfun, fun);
  BEAMLET_TAIL(raise_exception);
}

// -- funs --------------------------------------------------------------------------------------------------------------------

// x[kScratch]: what was called with field_a arguments. External funs are rare enough to go this way, too.
template <Mode mode>
BEAMLET_COLD call_fun_slow(BEAMLET_ARGS) {
  Term fun = x[kScratch];
  uint32_t arity = field_a(ip);
  if (is_kind(fun, TermKind::ExportFun) && export_identity(fun).arity == arity) {
    const auto* entry = static_cast<const ExportEntry*>(&export_identity(fun));
    if constexpr (mode == Mode::Push) sem::push_return(sp, ip + 1);
    if constexpr (mode == Mode::Last) sp += field_b(ip);
    ip = entry->address();
    if (--reds <= 0) {
      p->live = arity;
      BEAMLET_TAIL(call_slow);
    }
    BEAMLET_DISPATCH;
  }
  store(p, ip, sp, hp, reds);
  if (is_fun(fun))
    (void)p->error2(atom::badarity, tuple_at(p->alloc(3), fun, list_of(*p, x, arity)));
  else
    (void)p->error2(atom::badfun, fun);
  BEAMLET_TAIL(raise_exception);
}

template <Mode mode>
BEAMLET_HANDLER call_fun(BEAMLET_ARGS) {
  uint32_t arity = field_a(ip);
  Term fun = x[arity];
  if (!is_kind(fun, TermKind::Fun)) [[unlikely]] {
    x[kScratch] = fun;
    BEAMLET_TAIL(call_fun_slow<mode>);
  }
  const Term* object = fun.boxed_ptr();
  const auto* entry = reinterpret_cast<const FunEntry*>(object[1].raw());
  if (entry->arity != arity) [[unlikely]] {
    x[kScratch] = fun;
    BEAMLET_TAIL(call_fun_slow<mode>);
  }
  uint32_t free = entry->free;
  for (uint32_t i = 0; i < free; ++i) x[arity + i] = object[2 + i];
  if constexpr (mode == Mode::Push) sem::push_return(sp, ip + 1);
  if constexpr (mode == Mode::Last) sp += field_b(ip);
  ip = entry->address();
  if (--reds <= 0) [[unlikely]] {
    p->live = arity + free;
    BEAMLET_TAIL(call_slow);
  }
  BEAMLET_DISPATCH;
}

// -- apply -------------------------------------------------------------------------------------------------------------------

// Spreads a list into x0..; returns its length or -1 when it is improper or too long.
int64_t spread(Term list, Term* x) {
  int64_t n = 0;
  for (; list.is_cons(); list = list.tail()) {
    if (n == limits::kMaxArity) return -1;
    x[n++] = list.head();
  }
  return list.is_nil() ? n : -1;
}

// badarg of erlang:apply(M, F, Args).
void raise_apply(Process& p, Term module, Term function, Term args) {
  static constexpr uint32_t kArity = 3;
  Term all[kArity] = {module, function, args};
  (void)p.badarg();
  note_builtin_failure(p, *the_node.exports->get(atom::erlang, atom::apply, kArity), all);
}

// Words of every apply instruction: 1. The callee's entry is in p->trap_code, its arguments in x0.., their number in p->live.
template <Mode mode>
[[gnu::always_inline]] inline void enter(const Word*& ip, Term*& sp, Process* p) {
  if constexpr (mode == Mode::Push) sem::push_return(sp, ip + 1);
  if constexpr (mode == Mode::Last) sp += field_b(ip);
  ip = p->trap_code;
  p->trap_code = nullptr;
}

// Module in x[arity], function in x[arity + 1]. False: badarg is raised.
bool resolve_apply(Process& p, uint32_t arity) {
  Term module = p.x[arity], function = p.x[arity + 1];
  if (!module.is_atom() || !function.is_atom()) {
    raise_apply(p, module, function, list_of(p, p.x, arity));
    return false;
  }
  p.trap_code = the_node.exports->get(module, function, arity)->address();
  p.live = arity;
  return true;
}

template <Mode mode>
BEAMLET_HANDLER apply(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  if (!resolve_apply(*p, field_a(ip))) [[unlikely]]
    BEAMLET_TAIL(raise_exception);
  load(p, sp, hp, x, reds);
  enter<mode>(ip, sp, p);
  if (--reds <= 0) [[unlikely]]
    BEAMLET_TAIL(call_slow);
  BEAMLET_DISPATCH;
}

// erlang:apply/3: x0 module, x1 function, x2 arguments.
bool resolve_apply_list(Process& p) {
  Term module = p.x[0], function = p.x[1], args = p.x[2];
  int64_t n = module.is_atom() && function.is_atom() ? spread(args, p.x) : -1;
  if (n < 0) {
    raise_apply(p, module, function, args);
    return false;
  }
  p.live = static_cast<uint32_t>(n);
  p.trap_code = the_node.exports->get(module, function, p.live)->address();
  return true;
}

// erlang:apply/2: x0 fun, x1 arguments.
bool resolve_apply_fun(Process& p) {
  Term fun = p.x[0], args = p.x[1];
  int64_t n = spread(args, p.x);
  if (n < 0) {
    Term all[2] = {fun, args};
    (void)p.badarg();
    note_builtin_failure(p, *the_node.exports->get(atom::erlang, atom::apply, 2), all);
    return false;
  }
  auto arity = static_cast<uint32_t>(n);
  if (!is_fun(fun)) {
    (void)p.error2(atom::badfun, fun);
    return false;
  }
  if (fun_arity(fun) != arity) {
    (void)p.error2(atom::badarity, tuple_at(p.alloc(3), fun, args));
    return false;
  }
  if (is_kind(fun, TermKind::ExportFun)) {
    p.trap_code = static_cast<const ExportEntry&>(export_identity(fun)).address();
    p.live = arity;
    return true;
  }
  const auto& entry = static_cast<const FunEntry&>(fun_identity(fun));
  for (uint32_t i = 0; i < entry.free; ++i) p.x[arity + i] = fun.boxed_ptr()[2 + i];
  p.trap_code = entry.address();
  p.live = arity + entry.free;
  return true;
}

template <bool (*resolve)(Process&), Mode mode>
BEAMLET_HANDLER apply_with(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  if (!resolve(*p)) [[unlikely]]
    BEAMLET_TAIL(raise_exception);
  load(p, sp, hp, x, reds);
  enter<mode>(ip, sp, p);
  if (--reds <= 0) [[unlikely]]
    BEAMLET_TAIL(call_slow);
  BEAMLET_DISPATCH;
}

}  // namespace

// -- shared cold handlers ------------------------------------------------------------------------------------------------------

BEAMLET_COLD call_slow(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds + p->withheld);
  p->withheld = 0;
  if (p->heap.wants_collection() && !collect_for(*p, 0, p->live)) {
    load(p, sp, hp, x, reds);
    BEAMLET_TAIL(kill_for_memory);
  }
  if (p->reductions > 0) {
    load(p, sp, hp, x, reds);
    BEAMLET_DISPATCH;
  }
  p->outcome = Outcome::Yielded;
}

BEAMLET_COLD raise_exception(BEAMLET_ARGS) {
  // The stack and heap were stored by whoever failed (R3, R4); builtins may have allocated since.
  if (!unwind(*p)) {
    p->outcome = Outcome::Exited;
    return;
  }
  load(p, sp, hp, x, reds);
  ip = p->ip;
  x[0] = Term::none();
  BEAMLET_DISPATCH;
}

BEAMLET_COLD kill_for_memory(BEAMLET_ARGS) {
  store(p, ip, sp, hp, reds);
  p->exit_reason = atom::killed;
  p->outcome = Outcome::Exited;
}

// apply as a function value, or called through another apply: the same, by a trap.
Term bif_apply_3(Process& p, const Term*) {
  if (!resolve_apply_list(p)) return Term::none();
  p.trap_live = p.live;
  p.pending = Pending::Trap;
  return Term::none();
}
Term bif_apply_2(Process& p, const Term*) {
  if (!resolve_apply_fun(p)) return Term::none();
  p.trap_live = p.live;
  p.pending = Pending::Trap;
  return Term::none();
}

const CallHandlers kCalls = {
    call<Mode::Push>,
    call<Mode::Only>,
    call<Mode::Last>,
    {move_call<Mode::Push, Src::X>, move_call<Mode::Push, Src::Y>},
    {move_call<Mode::Only, Src::X>, move_call<Mode::Only, Src::Y>},
    call_ext<Mode::Push>,
    call_ext<Mode::Only>,
    call_ext<Mode::Last>,
    call_bif,
    call_fun<Mode::Push>,
    call_fun<Mode::Only>,
    call_fun<Mode::Last>,
    apply<Mode::Push>,
    apply<Mode::Only>,
    apply<Mode::Last>,
    apply_with<resolve_apply_list, Mode::Push>,
    apply_with<resolve_apply_list, Mode::Only>,
    apply_with<resolve_apply_list, Mode::Last>,
    apply_with<resolve_apply_fun, Mode::Push>,
    apply_with<resolve_apply_fun, Mode::Only>,
    apply_with<resolve_apply_fun, Mode::Last>,
    ret,
    deallocate,
    deallocate_ret,
    func_info,
    stub_undefined,
    stub_builtin,
    stub_purged_fun,
    process_end,
};

}  // namespace beamlet
