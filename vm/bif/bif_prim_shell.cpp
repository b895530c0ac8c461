// bif_prim_shell.cpp - the shell's way to the terminal and the compiler of the executable (shell_host.hpp).
#include <optional>
#include <string>

#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/iodata.hpp"
#include "vm/bif/shell_host.hpp"
#include "vm/code/code_server.hpp"
#include "vm/code/module.hpp"
#include "vm/term/external.hpp"

namespace beamlet {
namespace {

// The text of a binary or iolist argument.
std::optional<std::string> text_of(Process& p, Term t) { return iodata_string(p, t); }

// A proper list of atoms as texts.
bool atom_list(Term list, std::vector<std::string>& out) {
  for (; list.is_cons(); list = list.tail()) {
    if (!list.head().is_atom()) return false;
    out.emplace_back(atom_text(list.head()));
  }
  return list.is_nil();
}

// [{Name, Arity, Module}]
bool function_list(Term list, std::vector<PromptFunction>& out) {
  for (; list.is_cons(); list = list.tail()) {
    const Term* e = tuple_of(list.head(), 3);
    if (e == nullptr || !e[0].is_atom() || !e[1].is_small() || !e[2].is_atom()) return false;
    out.push_back({std::string(atom_text(e[0])), static_cast<uint32_t>(e[1].small_value()),
                   std::string(atom_text(e[2]))});
  }
  return list.is_nil();
}

}  // namespace

Term bif_prim_shell_start_0(Process& p, const Term*) {
  ShellHost* host = the_node.shell;
  if (host == nullptr) return p.error(make_atom("notsup"));
  host->set_owner(p.self);
  return new_tuple(p, boolean(host->interactive()), boolean(host->colour()));
}

Term bif_prim_shell_read_line_3(Process& p, const Term* args) {
  ShellHost* host = the_node.shell;
  std::optional<std::string> prompt = text_of(p, args[1]);
  if (host == nullptr || !args[0].is_small() || !prompt) return p.badarg();
  ShellRequest request;
  request.kind = ShellRequest::Kind::ReadLine;
  request.to = p.self;
  request.id = args[0].small_value();
  request.text = std::move(*prompt);
  request.flag = args[2] == atom::true_;
  host->submit(std::move(request));
  return atom::ok;
}

Term bif_prim_shell_cancel_read_0(Process& p, const Term*) {
  if (the_node.shell == nullptr) return p.badarg();
  the_node.shell->cancel_read();
  return atom::ok;
}

Term bif_prim_shell_complete_2(Process& p, const Term* args) {
  std::optional<std::string> insert = text_of(p, args[0]), list = text_of(p, args[1]);
  if (the_node.shell == nullptr || !insert || !list) return p.badarg();
  the_node.shell->complete(std::move(*insert), std::move(*list));
  return atom::ok;
}

Term bif_prim_shell_split_1(Process& p, const Term* args) {
  if (the_node.shell == nullptr || !is_binary(args[0])) return p.badarg();
  BinaryBytes text(args[0]);
  charge(p, text.size(), 8);
  ShellHost::Split split = the_node.shell->split(text.view());
  if (split.size > 0) return make_uint(p, split.size);
  return make_atom(split.blank ? "blank" : "incomplete");
}

// Id, {Text, Module, Records, First}, {Bound, Functions}
Term bif_prim_shell_compile_input_3(Process& p, const Term* args) {
  const Term* what = tuple_of(args[1], 4);
  const Term* scope = tuple_of(args[2], 2);
  if (the_node.shell == nullptr || !args[0].is_small() || what == nullptr || scope == nullptr)
    return p.badarg();
  std::optional<std::string> text = text_of(p, what[0]), records = text_of(p, what[2]);
  std::optional<size_t> first = as_size(what[3]);
  ShellRequest request;
  if (!text || !records || !first || !what[1].is_atom() || !atom_list(scope[0], request.bound) ||
      !function_list(scope[1], request.functions))
    return p.badarg();
  request.kind = ShellRequest::Kind::CompileInput;
  request.to = p.self;
  request.id = args[0].small_value();
  request.text = std::move(*text);
  request.module = atom_text(what[1]);
  request.records = std::move(*records);
  request.first = static_cast<uint32_t>(*first);
  the_node.shell->submit(std::move(request));
  return atom::ok;
}

Term bif_prim_shell_compile_functions_4(Process& p, const Term* args) {
  std::optional<std::string> text = text_of(p, args[2]), records = text_of(p, args[3]);
  if (the_node.shell == nullptr || !args[0].is_small() || !args[1].is_atom() || !text || !records)
    return p.badarg();
  ShellRequest request;
  request.kind = ShellRequest::Kind::CompileFunctions;
  request.to = p.self;
  request.id = args[0].small_value();
  request.module = atom_text(args[1]);
  request.text = std::move(*text);
  request.records = std::move(*records);
  the_node.shell->submit(std::move(request));
  return atom::ok;
}

// Id, Path or {records, Path}
Term bif_prim_shell_compile_file_2(Process& p, const Term* args) {
  const Term* records = tuple_of(args[1], 2);
  if (records != nullptr && records[0] != make_atom("records")) return p.badarg();
  std::optional<std::string> path = text_of(p, records != nullptr ? records[1] : args[1]);
  if (the_node.shell == nullptr || !args[0].is_small() || !path) return p.badarg();
  if (records != nullptr)
    the_node.shell->records_of_file(p.self, args[0].small_value(), std::move(*path));
  else
    the_node.shell->compile_file(p.self, args[0].small_value(), std::move(*path));
  return atom::ok;
}

Term bif_prim_shell_load_2(Process& p, const Term* args) {
  if (!args[0].is_atom() || !is_binary(args[1])) return p.badarg();
  if (the_node.shell == nullptr) return p.error(make_atom("notsup"));
  BinaryBytes bytes(args[1]);
  std::string_view file = bytes.view();
  charge(p, file.size(), 4);
  Result<Module*, std::string> loaded =
      the_node.code->load_file_bytes(file, std::string(atom_text(args[0])), true);
  return loaded ? atom::true_ : new_tuple(p, atom::error, make_binary(p, loaded.error()));
}

Term bif_prim_shell_library_modules_0(Process& p, const Term*) {
  if (the_node.shell == nullptr) return p.error(make_atom("notsup"));
  ListBuilder list(p);
  for (const std::string& name : the_node.shell->library_modules()) list.add(make_utf8_list(p, name));
  return list.finish();
}

Term bif_prim_shell_docs_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  if (!the_node.code->ensure_loaded(args[0])) return make_atom("none");
  Module* module = the_node.code->current(args[0]);
  if (module == nullptr || module->docs.empty()) return make_atom("none");
  charge(p, module->docs.size(), 16);
  Term docs = external_decode(
      p.heap, {reinterpret_cast<const uint8_t*>(module->docs.data()), module->docs.size()}, {});
  return docs.is_none() ? make_atom("none") : docs;
}

}  // namespace beamlet
