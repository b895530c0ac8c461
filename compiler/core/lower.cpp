#include "compiler/core/lower.hpp"

#include <algorithm>

#include "compiler/core/lower_impl.hpp"
#include "compiler/syntax/ast_print.hpp"

namespace beamlet::core {

Lowering::Lowering(const LoweringContext& ast, const ModuleEnv& env)
    : ast_(ast), env_(env), symbols_(*ast.symbols) {
  environment_.resize(symbols_.size());
  atom_of_symbol_.resize(symbols_.size());
  m_.lines.push_back({0, 0});
}

// ---------------------------------------------------------------------------------------------------------------
// Scopes and the environment

FunctionId Lowering::reserve_function() {
  m_.functions.emplace_back();
  return static_cast<FunctionId>(m_.functions.size() - 1);
}

void Lowering::open_scope(Scope& scope, uint32_t arity) {
  scope.outer = s_;
  scope.number = ++scope_count_;
  s_ = &scope;
  scope.current = scope.fn.new_block();
  for (uint32_t i = 0; i < arity; ++i) scope.params.push_back(scope.fn.new_value());
}

void Lowering::close_scope(std::string_view name) {
  Scope& s = *s_;
  Function& f = s.fn;
  f.name = m_.atom(name);
  f.free = static_cast<uint32_t>(s.free.size());
  f.arity = static_cast<uint32_t>(s.params.size());
  // A block that nobody ended is one that nobody reaches.
  for (BlockId b = 0; b < f.blocks.size(); ++b) {
    InstId last = f.blocks[b].last;
    if (last != kNone && (f.blocks[b].succ_count > 0 || has_flag(f.insts[last].op, op_flag::End))) continue;
    f.append(b, f.new_inst(Op::Unreachable, {}, kNone, 0, 0));
  }
  f.blocks[0].first_param = static_cast<uint32_t>(f.params_pool.size());
  f.blocks[0].param_count = f.arity;
  f.params_pool.insert(f.params_pool.end(), s.params.begin(), s.params.end());
  f.span = form_span_;
  f.is_lambda = m_.functions[s.id].is_lambda;  // a fun of it may have been made before its code
  m_.functions[s.id] = std::move(f);
  s_ = s.outer;
}

void Lowering::bind(Symbol variable, Arg value) {
  if (variable.id >= environment_.size()) environment_.resize(symbols_.size());
  trail_.push_back({variable, environment_[variable.id]});
  environment_[variable.id] = {value, s_->number};
}

bool Lowering::is_bound(Symbol variable) const {
  return variable.id < environment_.size() && environment_[variable.id].scope != 0;
}

void Lowering::undo(size_t to) {
  while (trail_.size() > to) {
    environment_[trail_.back().variable.id] = trail_.back().before;
    trail_.pop_back();
  }
}

Arg Lowering::look_up(Symbol variable) {
  const Entry& e = environment_[variable.id];
  if (e.scope == s_->number || e.value.is_literal()) return e.value;
  auto [it, fresh] = s_->captured.try_emplace(variable.id, 0);
  if (fresh) {
    it->second = s_->fn.new_value();
    s_->params.push_back(it->second);
    s_->free.push_back(variable);
  }
  return Arg::value(it->second);
}

Symbol Lowering::hidden_name(std::string_view prefix) {
  return symbols_.intern(std::string(" ") + std::string(prefix) + std::to_string(hidden_count_++));
}

// ---------------------------------------------------------------------------------------------------------------
// Emitting

BlockId Lowering::here() {
  if (s_->current == kNone) s_->current = new_block();
  return s_->current;
}

Arg Lowering::emit(Op op, std::initializer_list<Arg> arguments, uint32_t aux, uint32_t line) {
  return emit(op, std::span(arguments.begin(), arguments.size()), aux, line);
}

// A test as a value: two ways that meet. When the value is tested in turn, the passes make one branch of both.
Arg Lowering::truth_of(Op op, std::span<const Arg> arguments, uint32_t aux) {
  BlockId yes = new_block();
  BlockId no = new_block();
  BlockId both = new_block(1);
  BlockId b = here();
  s_->fn.append(b, s_->fn.new_inst(op, arguments, kNone, aux, 0));
  BlockId successors[] = {yes, no};
  s_->fn.set_succs(b, successors);
  for (bool truth : {true, false}) {
    use(truth ? yes : no);
    Arg value[] = {atom_arg(truth ? "true" : "false")};
    jump(both, value);
  }
  use(both);
  return param(both, 0);
}

Arg Lowering::emit(Op op, std::span<const Arg> arguments, uint32_t aux, uint32_t line) {
  if (has_flag(op, op_flag::Test)) return truth_of(op, arguments, aux);
  BlockId b = here();
  Function& f = s_->fn;
  ValueId result = f.new_value();
  f.append(b, f.new_inst(op, arguments, result, aux, line));
  if (s_->fail != kNone && has_flag(op, op_flag::Raises)) {  // in a guard: failure is a branch
    BlockId next = new_block();
    BlockId successors[] = {next, s_->fail};
    f.set_succs(b, successors);
    use(next);
  }
  return Arg::value(result);
}

void Lowering::emit_void(Op op, std::initializer_list<Arg> arguments, uint32_t aux, uint32_t line) {
  BlockId b = here();
  s_->fn.append(b, s_->fn.new_inst(op, std::span(arguments.begin(), arguments.size()), kNone, aux, line));
}

Arg Lowering::emit_branching(Op op, std::initializer_list<Arg> arguments, uint32_t aux, uint32_t line,
                             BlockId yes, BlockId no, bool with_result) {
  BlockId b = here();
  Function& f = s_->fn;
  ValueId result = with_result ? f.new_value() : kNone;
  f.append(b, f.new_inst(op, std::span(arguments.begin(), arguments.size()), result, aux, line));
  BlockId successors[] = {yes, no};
  f.set_succs(b, successors);
  use(kNone);
  return with_result ? Arg::value(result) : Arg();
}

void Lowering::branch(Op op, std::initializer_list<Arg> arguments, BlockId yes, BlockId no, uint32_t aux,
                      uint32_t line) {
  (void)emit_branching(op, arguments, aux, line, yes, no, false);
}

void Lowering::end(Op op, std::span<const Arg> arguments, std::span<const BlockId> successors,
                   uint32_t line) {
  BlockId b = here();
  s_->fn.append(b, s_->fn.new_inst(op, arguments, kNone, 0, line));
  s_->fn.set_succs(b, successors);
  use(kNone);
}

void Lowering::jump(BlockId to, std::span<const Arg> arguments) {
  BlockId successors[] = {to};
  end(Op::Jump, arguments, successors);
}

void Lowering::ret(Arg value) {
  Arg arguments[] = {value};
  end(Op::Return, arguments, {});
}

uint32_t Lowering::line_of(uint32_t offset) {
  if (offset == 0) return 0;
  if (offset == last_offset_) return last_line_;
  SourceLine at = ast_.sources->presumed(offset);
  auto [file, fresh_file] = file_index_.try_emplace(at.file, static_cast<uint32_t>(m_.files.size()));
  if (fresh_file) m_.files.emplace_back(at.file);
  uint64_t key = uint64_t{file->second} << 32 | at.line;
  auto [it, fresh] = line_index_.try_emplace(key, static_cast<uint32_t>(m_.lines.size()));
  if (fresh) m_.lines.push_back({file->second, at.line});
  last_offset_ = offset;
  return last_line_ = it->second;
}

uint32_t Lowering::atom_of(Symbol s) {
  if (s.id >= atom_of_symbol_.size()) atom_of_symbol_.resize(symbols_.size());
  uint32_t& known = atom_of_symbol_[s.id];
  if (known == 0) known = m_.atom(symbols_.text(s)) + 1;
  return known - 1;
}

// ---------------------------------------------------------------------------------------------------------------
// The module

void Lowering::lower_function(const FunctionInfo& info) {
  const FunctionForm& form = *info.form;
  base_name_ = std::string(symbols_.text(form.name)) + "/" + std::to_string(form.arity);
  fun_count_ = letrec_count_ = 0;
  Scope scope;
  scope.id = function_ids_.at({form.name, form.arity});
  open_scope(scope, form.arity);
  scope.fn.exported = info.exported || env_.export_all || env_.is_script;
  scope.fn.inline_size = info.inlined ? kInlineAlways : env_.inline_all ? env_.inline_size : 0;
  scope.fn.line = line_of(form.span);
  form_span_ = form.name_span;
  std::vector<Arg> params;
  for (ValueId v : scope.params) params.push_back(Arg::value(v));
  function_clauses(form.clauses, params, Cont{}, true,
                   [&] { end(Op::FuncClause, params, {}, scope.fn.line); });
  undo(0);
  close_scope(symbols_.text(form.name));
}

void Lowering::module_info_function(uint32_t arity) {
  Scope scope;
  scope.id = reserve_function();
  open_scope(scope, arity);
  scope.fn.exported = true;
  std::vector<Arg> args{Arg::literal(m_.literals.atom(0))};
  for (ValueId v : scope.params) args.push_back(Arg::value(v));
  ret(call_import("erlang", "get_module_info", args, 0));
  close_scope("module_info");
}

// behaviour_info/1 of a module with -callback attributes: what behaviours are asked for.
void Lowering::behaviour_info_function() {
  LiteralPool& p = m_.literals;
  std::vector<LiteralId> callbacks;
  std::vector<LiteralId> optional;
  auto note = [&](std::vector<LiteralId>& to, Symbol name, uint32_t arity) {
    LiteralId pair[] = {p.atom(atom_of(name)), p.integer(arity)};
    to.push_back(p.tuple(pair));
  };
  for (const Form* form : ast_.forms) {
    if (const auto* spec = as<SpecForm>(form); spec != nullptr && spec->is_callback)
      note(callbacks, spec->name, spec->arity);
    if (const auto* names = as<OptionalCallbacksForm>(form))
      for (const NameArityRef& f : names->functions) note(optional, f.name, f.arity);
  }
  if (callbacks.empty()) return;
  auto list_of = [&](const std::vector<LiteralId>& items) {
    LiteralId list = p.nil();
    for (size_t i = items.size(); i-- > 0;) list = p.cons(items[i], list);
    return Arg::literal(list);
  };
  Scope scope;
  scope.id = reserve_function();
  open_scope(scope, 1);
  scope.fn.exported = true;
  Arg what = Arg::value(scope.params[0]);
  BlockId is_callbacks = new_block(), not_callbacks = new_block(), is_optional = new_block(),
          unknown = new_block();
  branch(Op::EqExact, {what, atom_arg("callbacks")}, is_callbacks, not_callbacks);
  use(is_callbacks);
  ret(list_of(callbacks));
  use(not_callbacks);
  branch(Op::EqExact, {what, atom_arg("optional_callbacks")}, is_optional, unknown);
  use(is_optional);
  ret(list_of(optional));
  use(unknown);
  end(Op::FuncClause, std::span(&what, 1), {});
  close_scope("behaviour_info");
}

LiteralId Lowering::term_literal(const Expr& e) {
  Arg a = constant(e);
  return a.is_literal() ? a.literal() : m_.literals.nil();
}

// [{Name, [Value]}]: values that are lists already stay lists, as module_info(attributes) shows them.
LiteralId Lowering::attributes_literal() {
  std::vector<LiteralId> items;
  auto add = [&](Symbol name, LiteralId value) {
    LiteralPool::Kind kind = m_.literals[value].kind;
    bool is_list = kind == LiteralPool::Kind::Cons || kind == LiteralPool::Kind::Nil ||
                   kind == LiteralPool::Kind::String;
    LiteralId pair[] = {m_.literals.atom(atom_of(name)),
                        is_list ? value : m_.literals.cons(value, m_.literals.nil())};
    items.push_back(m_.literals.tuple(pair));
  };
  for (const Form* form : ast_.forms) {
    if (const auto* b = as<BehaviourForm>(form)) add(b->spelling, m_.literals.atom(atom_of(b->name)));
    const auto* a = as<AttributeForm>(form);
    if (a == nullptr || a->name == sym::kDoc || a->name == sym::kModuledoc) continue;
    m_.has_version = m_.has_version || a->name == sym::kVsn;
    add(a->name, term_literal(*a->value));
  }
  LiteralId list = m_.literals.nil();
  for (size_t i = items.size(); i-- > 0;) list = m_.literals.cons(items[i], list);
  return list;
}

// {ModuleDoc | none, [{{function, Name, Arity}, Spec | none, Doc | none}]}: the texts of -moduledoc, -spec and -doc as UTF-8 binaries, of
// exported functions.
LiteralId Lowering::docs_literal() {
  LiteralPool& p = m_.literals;
  LiteralId module_doc = p.atom(m_.atom("none"));
  std::vector<LiteralId> items;
  const AttributeForm* pending = nullptr;
  std::unordered_map<NameArity, const SpecForm*> specs;
  for (const Form* form : ast_.forms)
    if (const auto* spec = as<SpecForm>(form); spec != nullptr && !spec->is_callback)
      specs.try_emplace({spec->name, spec->arity}, spec);
  auto spec_of = [&](const FunctionForm& f) {
    auto found = specs.find({f.name, f.arity});
    if (found == specs.end()) return p.atom(m_.atom("none"));
    std::string text = print_form(*found->second, *ast_.symbols);
    return p.bits({reinterpret_cast<const uint8_t*>(text.data()), text.size()}, text.size() * 8);
  };
  auto text_of = [&](const Expr& e, LiteralId& out) {
    if (const auto* s = as<StringExpr>(&e)) {
      out = p.bits({reinterpret_cast<const uint8_t*>(s->utf8.data()), s->utf8.size()}, s->utf8.size() * 8);
      return true;
    }
    if (const auto* a = as<AtomExpr>(&e)) {  // -doc hidden. / -doc false.
      out = p.atom(atom_of(a->name));
      return true;
    }
    Arg c = constant(e);
    if (!c.is_literal() || p[c.literal()].kind != LiteralPool::Kind::Bits) return false;
    out = c.literal();
    return true;
  };
  for (const Form* form : ast_.forms) {
    if (const auto* a = as<AttributeForm>(form)) {
      if (a->name == sym::kModuledoc) (void)text_of(*a->value, module_doc);
      LiteralId ignored = 0;
      if (a->name == sym::kDoc && text_of(*a->value, ignored)) pending = a;
    } else if (const auto* f = as<FunctionForm>(form)) {
      LiteralId text = p.atom(m_.atom("none"));
      if (pending != nullptr) (void)text_of(*pending->value, text);
      if (const auto info = env_.functions.find({f->name, f->arity});
          info != env_.functions.end() && info->second.exported) {
        LiteralId key[] = {p.atom(m_.atom("function")), p.atom(atom_of(f->name)), p.integer(f->arity)};
        LiteralId row[] = {p.tuple(key), spec_of(*f), text};
        items.push_back(p.tuple(row));
      }
      pending = nullptr;
    } else if (form->kind == FormKind::Type) {
      pending = nullptr;
    }
  }
  LiteralId list = p.nil();
  for (size_t i = items.size(); i-- > 0;) list = p.cons(items[i], list);
  LiteralId both[] = {module_doc, list};
  return p.tuple(both);
}

LiteralId Lowering::compile_info_literal() {
  LiteralPool& p = m_.literals;
  LiteralId version[] = {p.atom(m_.atom("version")), p.string("1")};
  LiteralId options[] = {p.atom(m_.atom("options")), p.nil()};
  LiteralId source[] = {p.atom(m_.atom("source")), string_literal(ast_.sources->name(ast_.file))};
  return p.cons(p.tuple(version), p.cons(p.tuple(options), p.cons(p.tuple(source), p.nil())));
}

Module Lowering::run_module() {
  (void)m_.atom(symbols_.text(env_.module));
  for (const NameArity& f : env_.function_order) function_ids_[f] = reserve_function();
  for (const NameArity& f : env_.function_order) lower_function(env_.functions.at(f));
  behaviour_info_function();
  module_info_function(0);
  module_info_function(1);
  m_.attributes = attributes_literal();
  m_.compile_info = compile_info_literal();
  m_.docs = docs_literal();
  return std::move(m_);
}

Module Lowering::run_expressions(ExprList expressions, std::span<const Symbol> bound_before,
                                 std::span<const Symbol> bound_after, std::string_view module_name) {
  (void)m_.atom(module_name);
  calls_go_out_ = true;
  base_name_ = "eval/1";
  Scope scope;
  scope.id = reserve_function();
  open_scope(scope, 1);
  scope.fn.exported = true;
  scope.fn.line = line_of(expressions.front()->span);
  Arg bindings = Arg::value(scope.params[0]);
  BlockId ok = new_block();
  BlockId bad = new_block();
  branch(Op::IsTupleOfArity, {bindings}, ok, bad, static_cast<uint32_t>(bound_before.size()));
  use(bad);
  end(Op::FuncClause, std::span(&bindings, 1), {});
  use(ok);
  for (uint32_t i = 0; i < bound_before.size(); ++i)
    bind(bound_before[i], emit(Op::GetElement, {bindings}, i, 0));
  Arg value = body(expressions);
  std::vector<Arg> after;
  for (Symbol s : bound_after) after.push_back(is_bound(s) ? look_up(s) : atom_arg("undefined"));
  Arg both[] = {value, make_tuple(after)};
  ret(make_tuple(both));
  undo(0);
  close_scope("eval");
  module_info_function(0);
  module_info_function(1);
  m_.attributes = m_.compile_info = m_.literals.nil();
  LiteralId docs[] = {m_.literals.atom(m_.atom("none")), m_.literals.nil()};
  m_.docs = m_.literals.tuple(docs);
  return std::move(m_);
}

}  // namespace beamlet::core

namespace beamlet {

core::Module lower_module(const CheckedModule& checked) {
  const Ast& ast = *checked.ast;
  return core::Lowering({ast.sources, ast.symbols, ast.file, ast.forms}, checked.env).run_module();
}

core::Module lower_expressions(const LoweringContext& context, ExprList expressions,
                               std::span<const Symbol> bound_before, std::span<const Symbol> bound_after,
                               const ModuleEnv& env, std::string_view module_name) {
  return core::Lowering(context, env).run_expressions(expressions, bound_before, bound_after, module_name);
}

}  // namespace beamlet
