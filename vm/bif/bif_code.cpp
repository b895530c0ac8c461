// bif_code.cpp - what is known about modules and their functions.
#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/code/code_server.hpp"
#include "vm/code/export_table.hpp"
#include "vm/code/module.hpp"

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

// 16 bytes, as the MD5 sum of OTP: the checksum of the module's file, twice.
Term checksum_binary(Process& p, const Module& module) {
  uint8_t bytes[16];
  for (size_t i = 0; i < sizeof bytes; ++i)
    bytes[i] = static_cast<uint8_t>(module.checksum >> (56 - i % 8 * 8));
  return binary_from(p.heap, bytes, sizeof bytes);
}

Term module_item(Process& p, const Module& module, Term item) {
  if (item == atom::module) return module.name;
  if (item == atom::exports) return export_list(p, module);
  if (item == atom::attributes) return module.attributes;
  if (item == atom::compile) return module.compile_info;
  if (item == atom::md5) return checksum_binary(p, module);
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

Term bif_delete_module_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  if (the_node.code->current(args[0]) == nullptr) return atom::undefined;
  return the_node.code->make_old(args[0]) ? atom::true_ : p.badarg();
}

}  // namespace beamlet

namespace beamlet {

Term bif_prim_code_ensure_loaded_1(Process& p, const Term* args) {
  return args[0].is_atom() ? boolean(the_node.code->ensure_loaded(args[0])) : p.badarg();
}

Term bif_prim_code_path_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  Module* module = the_node.code->current(args[0]);
  if (module == nullptr) return make_atom("non_existing");
  return module->path.empty() ? make_atom("preloaded") : make_utf8_list(p, module->path);
}

Term bif_prim_code_load_3(Process& p, const Term* args) {
  if (!args[0].is_atom() || !is_binary(args[2])) return p.badarg();
  BinaryBytes bytes(args[2]);
  std::string_view file(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  Result<ModuleImage, std::string> image = read_module(file);
  if (!image || image->name() != atom_text(args[0])) return new_tuple(p, atom::error, make_atom("badfile"));
  if (the_node.code->old(args[0]) != nullptr) return new_tuple(p, atom::error, make_atom("not_purged"));
  Result<Module*, std::string> loaded = the_node.code->load_file_bytes(file);
  return loaded.ok() ? new_tuple(p, atom::module, args[0]) : new_tuple(p, atom::error, make_atom("badfile"));
}

}  // namespace beamlet
