// bif_code.cpp - what is known about modules and their functions.
#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/blocking_attempts.hpp"
#include "vm/code/code_server.hpp"
#include "vm/code/export_table.hpp"
#include "vm/code/module.hpp"
#include "vm/code/purge.hpp"

namespace beamlet {
namespace {

bool is_native(Term module, Term function, int64_t arity) {
  if (arity < 0 || arity > limits::kMaxArity) return false;
  return find_bif(atom_text(module), atom_text(function), static_cast<uint32_t>(arity)) != nullptr;
}

bool is_exported(Term module, Term function, int64_t arity) {
  if (arity < 0 || arity > limits::kMaxArity) return false;
  // The library is always there, as OTP's is, though its modules are loaded when they are first needed.
  static_cast<void>(the_node.code->ensure_loaded(module));
  ExportEntry* entry = the_node.exports->find(module, function, static_cast<uint32_t>(arity));
  return (entry != nullptr && entry->is_defined()) || is_native(module, function, arity);
}

Term export_list(Process& p, const Module& module) {
  ListBuilder list(p);
  for (const Module::Function& f : module.exports) list.add(new_tuple(p, f.name, Term::small(f.arity)));
  return list.finish();
}

Term module_item(Process& p, const Module& module, Term item) {
  if (item == atom::module) return module.name;
  if (item == atom::exports) return export_list(p, module);
  if (item == atom::attributes) return module.attributes;
  if (item == atom::compile) return module.compile_info;
  if (item == atom::md5) return make_binary(p, module.md5);
  if (item == atom::native) return atom::false_;
  if (item == atom::functions) {
    ListBuilder list(p);
    for (const Module::Function& f : module.functions) list.add(new_tuple(p, f.name, Term::small(f.arity)));
    return list.finish();
  }
  return Term::none();
}

}  // namespace

Term bif_get_module_info_1(Process& p, const Term* args) {
  Module* module = args[0].is_atom() ? the_node.code->current(args[0]) : nullptr;
  if (module == nullptr) return p.badarg();
  ListBuilder list(p);
  for (Term item : {atom::module, atom::exports, atom::attributes, atom::compile, atom::md5}) {
    list.add(new_tuple(p, item, module_item(p, *module, item)));
  }
  return list.finish();
}

Term bif_get_module_info_2(Process& p, const Term* args) {
  Module* module = args[0].is_atom() ? the_node.code->current(args[0]) : nullptr;
  if (module == nullptr) return p.badarg();
  Term value = module_item(p, *module, args[1]);
  return value.is_none() ? p.badarg() : value;
}

Term bif_function_exported_3(Process& p, const Term* args) {
  if (!args[0].is_atom() || !args[1].is_atom() || !args[2].is_small()) return p.badarg();
  return boolean(is_exported(args[0], args[1], args[2].small_value()));
}

Term attempt_function_exported(Process& p, const Term* args) {
  if (args[0].is_atom() && the_node.code->loading_blocks(args[0])) return Term::none();
  return bif_function_exported_3(p, args);
}

Term bif_is_builtin_3(Process& p, const Term* args) {
  if (!args[0].is_atom() || !args[1].is_atom() || !args[2].is_small()) return p.badarg();
  return boolean(is_native(args[0], args[1], args[2].small_value()));
}

Term bif_module_loaded_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  return boolean(the_node.code->current(args[0]) != nullptr);
}

Term bif_loaded_0(Process& p, const Term*) {
  ListBuilder list(p);
  for (const Module* module : the_node.code->all_current()) list.add(module->name);
  return list.finish();
}

Term bif_check_old_code_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  return boolean(the_node.code->old(args[0]) != nullptr);
}

Term bif_load_module_2(Process& p, const Term* args) {
  if (!args[0].is_atom() || !is_binary(args[1])) return p.badarg();
  const Term all[] = {args[0], Term::nil(), args[1]};
  return bif_prim_code_load_3(p, all);
}

Term bif_purge_module_1(Process& p, const Term* args) {
  if (!args[0].is_atom() || the_node.code->old(args[0]) == nullptr) return p.badarg();
  return p.trap(the_node.exports->get(atom::code_server, make_atom("purge_module"), 1));
}

Term bif_check_process_code_2(Process& p, const Term* args) {
  if (!args[0].is_local_pid() || !args[1].is_atom()) return p.badarg();
  if (args[0] == p.self) {
    const Module* old = the_node.code->old(args[1]);
    return boolean(old != nullptr && has_direct_reference(p, *old));
  }
  return ask_and_await(p, args[0], atom::check_process_code, args[1], atom::false_);
}

Term bif_check_process_code_3(Process& p, const Term* args) {
  Term request = Term::none();
  Term options = args[2];
  for (; options.is_cons(); options = options.tail()) {
    const Term* pair = tuple_of(options.head(), 2);
    if (pair == nullptr) return p.badarg();
    if (pair[0] == atom::async)
      request = pair[1];
    else if (pair[0] != make_atom("allow_gc") || (pair[1] != atom::true_ && pair[1] != atom::false_))
      return p.badarg();
  }
  if (!options.is_nil()) return p.badarg();
  if (request.is_none()) return bif_check_process_code_2(p, args);
  if (!args[0].is_local_pid() || !args[1].is_atom()) return p.badarg();
  p.x[2] = request;
  return p.trap(the_node.exports->get(atom::code_server, make_atom("check_later"), 3));
}

Term bif_delete_module_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  if (the_node.code->old(args[0]) != nullptr) return p.badarg();
  if (the_node.code->current(args[0]) == nullptr) return atom::undefined;
  return the_node.code->make_old(args[0]) ? atom::true_ : p.badarg();
}

Term bif_pre_loaded_0(Process&, const Term*) { return Term::nil(); }

}  // namespace beamlet
