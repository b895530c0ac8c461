// bif_prim_code.cpp - loading and purging modules: what stdlib/code.bl and code_server.bl stand on.
#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/blocking_attempts.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/code/code_server.hpp"
#include "vm/code/export_table.hpp"
#include "vm/code/module.hpp"
#include "vm/code/purge.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/request.hpp"
#include "vm/process/send.hpp"

namespace beamlet {
namespace {

Term error_of(Process& p, const char* reason) { return new_tuple(p, atom::error, make_atom(reason)); }

// {module, Module}, or {error, badfile | not_purged}; system_limit when the machine has no room for its atoms or literals.
Term load_bytes(Process& p, Term module, std::string_view bytes, std::string path, bool is_trusted) {
  Result<ModuleImage, std::string> image = read_module(bytes);
  if (!image || image->name() != atom_text(module)) return error_of(p, "badfile");
  Result<Module*, std::string> loaded = the_node.code->load_file_bytes(bytes, std::move(path), is_trusted);
  // Loading takes about as long for each byte as a call takes.
  charge(p, bytes.size(), 16);
  if (loaded.ok()) return new_tuple(p, atom::module, module);
  if (loaded.error() == kAtomTableFull || loaded.error() == kNoRoomForLiterals) return p.system_limit();
  return error_of(p, loaded.error() == "not_purged" ? "not_purged" : "badfile");
}

std::string_view view_of(const BinaryBytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// A message {Ref, ok} that is sent when every scheduler has passed a quiescent point.
struct Barrier {
  Term waiter;
  uint64_t ref;
  static void passed(void* object) {
    auto* self = static_cast<Barrier*>(object);
    reply_to(self->waiter, self->ref, atom::ok);
    delete self;
  }
};

uint64_t number_of(Term ref) { return ref.boxed_ptr()[1].raw(); }

}  // namespace

Term bif_prim_code_ensure_loaded_1(Process& p, const Term* args) {
  return args[0].is_atom() ? boolean(the_node.code->ensure_loaded(args[0])) : p.badarg();
}

Term attempt_ensure_loaded(Process& p, const Term* args) {
  if (args[0].is_atom() && the_node.code->loading_blocks(args[0])) return Term::none();
  return bif_prim_code_ensure_loaded_1(p, args);
}

Term bif_prim_code_path_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  Module* module = the_node.code->current(args[0]);
  if (module == nullptr) return make_atom("non_existing");
  return module->path.empty() ? make_atom("preloaded") : make_utf8_list(p, module->path);
}

Term bif_prim_code_load_3(Process& p, const Term* args) {
  if (!args[0].is_atom() || !is_binary(args[2])) return p.badarg();
  std::optional<std::string> path = byte_list_text(args[1]);
  if (!path) path.emplace();
  BinaryBytes bytes(args[2]);
  return load_bytes(p, args[0], view_of(bytes), std::move(*path), false);
}

// The bytes that find_file found, and that did not come from a program.
Term bif_prim_code_load_found_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  std::optional<CodeServer::File> found = the_node.code->find_file(args[0]);
  if (!found) return error_of(p, "nofile");
  return load_bytes(p, args[0], found->bytes, std::move(found->path), found->is_trusted);
}

Term bif_prim_code_find_file_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  std::optional<CodeServer::File> found = the_node.code->find_file(args[0]);
  if (!found) return atom::false_;
  Term path = found->path.empty() ? make_atom("preloaded") : make_utf8_list(p, found->path);
  return new_tuple(p, make_binary(p, found->bytes), path);
}

Term bif_prim_code_md5_1(Process& p, const Term* args) {
  if (!is_binary(args[0])) return p.badarg();
  BinaryBytes bytes(args[0]);
  Result<ModuleImage, std::string> image = read_module(view_of(bytes));
  if (!image) return atom::undefined;
  return make_binary(p, image->md5.empty() ? module_md5(*image) : image->md5);
}

Term bif_prim_code_folders_0(Process& p, const Term*) {
  ListBuilder list(p);
  for (const std::string& folder : the_node.code->folders()) list.add(make_utf8_list(p, folder));
  return list.finish();
}

Term bif_prim_code_set_folders_1(Process& p, const Term* args) {
  std::vector<std::string> folders;
  Term rest = args[0];
  for (; rest.is_cons(); rest = rest.tail()) {
    if (!is_binary(rest.head())) return p.badarg();
    BinaryBytes bytes(rest.head());
    folders.emplace_back(view_of(bytes));
  }
  if (!rest.is_nil()) return p.badarg();
  the_node.code->set_folders(std::move(folders));
  return atom::ok;
}

// -- purging: the steps of vm/code/purge.hpp

namespace {

// How a purge began, for the language: the reference that answers carry, false, or busy.
Term begun(CodeServer::Purge purge, Term ref) {
  switch (purge) {
    case CodeServer::Purge::Begun:
      return ref;
    case CodeServer::Purge::NoOldCode:
      return atom::false_;
    case CodeServer::Purge::Busy:
      break;
  }
  return make_atom("busy");
}

}  // namespace

Term bif_prim_code_sweep_begin_0(Process& p, const Term*) {
  Term ref = ref_at(p.alloc(kRefWords), the_node.ready->next_unique());
  return begun(the_node.code->begin_area_purge(p.self, number_of(ref)), ref);
}

Term bif_prim_code_purge_begin_1(Process& p, const Term* args) {
  if (!args[0].is_atom()) return p.badarg();
  Term ref = ref_at(p.alloc(kRefWords), the_node.ready->next_unique());
  return begun(the_node.code->begin_purge(args[0], p.self, number_of(ref)), ref);
}

Term bif_prim_code_barrier_0(Process& p, const Term*) {
  Term ref = ref_at(p.alloc(kRefWords), the_node.ready->next_unique());
  the_node.ready->retire(new Barrier{p.self, number_of(ref)}, Barrier::passed);
  return ref;
}

Term bif_prim_code_purge_ask_1(Process& p, const Term* args) {
  std::optional<PurgeOrder> order = the_node.code->purge_under_way();
  if (!is_kind(args[0], TermKind::Ref) || !order || order->asker != p.self ||
      order->ref != number_of(args[0]))
    return p.badarg();
  uint64_t asked = 0;
  the_node.processes->for_each([&](Process& other) {
    ControlSignal* signal = ControlSignal::create(SignalKind::Request, p.self, order->ref);
    signal->value = atom::purge;
    push_signal(other, signal);
    ++asked;
  });
  charge(p, asked, 4);
  return make_uint(p, asked);
}

Term bif_prim_code_purge_abort_0(Process&, const Term*) {
  the_node.code->abort_purge();
  return atom::ok;
}

Term bif_prim_code_purge_finish_0(Process&, const Term*) {
  the_node.code->finish_purge();
  return atom::ok;
}

}  // namespace beamlet
