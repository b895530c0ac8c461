#include "vm/code/code_server.hpp"

#include <cstdio>
#include <cstring>

#include "vm/bytecode/format.hpp"
#include "vm/bytecode/verifier.hpp"
#include "vm/code/export_table.hpp"
#include "vm/code/fun_table.hpp"
#include "vm/code/literals.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/term/atom.hpp"

namespace beamlet {

CodeServer::~CodeServer() = default;

// Resolves the image's tables, lowers its code and collects what is known of it. Nothing is visible to others yet.
Result<std::unique_ptr<Module>, std::string> CodeServer::prepare(const ModuleImage& image,
                                                                 uint64_t checksum) {
  auto module = std::make_unique<Module>();
  std::vector<Term> atoms;
  atoms.reserve(image.atoms.size());
  for (const std::string& text : image.atoms) {
    atoms.push_back(make_atom(text));
    if (atoms.back().is_none()) return Failure{std::string("the atom table is full")};
  }
  module->name = atoms.front();
  module->checksum = checksum;
  if (!load_literals(image, *module)) return Failure{std::string("a literal is damaged")};

  std::vector<ExportEntry*> imports;
  imports.reserve(image.imports.size());
  for (const ModuleImage::Import& i : image.imports)
    imports.push_back(the_node.exports->get(atoms[i.module], atoms[i.function], i.arity));
  for (size_t i = 0; i < image.lambdas.size(); ++i) {
    FunEntry* entry = the_node.funs->get(module->name, static_cast<uint32_t>(i), checksum);
    entry->name = atoms[image.lambdas[i].name];
    entry->arity = image.lambdas[i].arity;
    entry->free = image.lambdas[i].free;
    module->lambdas.push_back(entry);
  }

  Result<LoweredCode, std::string> lowered =
      lowering_.lower(image, {atoms, module->literals, imports, module->lambdas});
  if (!lowered) {
    the_node.literals->destroy(module->area);  // nobody has seen them
    return Failure{lowered.error()};
  }
  module->code = std::move(lowered->words);
  module->functions = std::move(lowered->functions);
  module->marks = std::move(lowered->marks);
  module->lines = image.lines;
  module->files = image.files;
  module->docs = image.docs;
  for (const ModuleImage::Function& f : image.exports) {
    uint32_t entry = lowered->labels[f.label];
    module->exports.push_back({entry - static_cast<uint32_t>(kFuncInfoWords), atoms[f.name], f.arity});
  }
  for (size_t i = 0; i < image.lambdas.size(); ++i)
    module->lambdas[i]->set_code(module->code.data() + lowered->labels[image.lambdas[i].label]);
  return module;
}

void CodeServer::publish(Module& module) {
  by_address_[module.code.data()] = &module;
  for (const Module::Function& f : module.exports) {
    ExportEntry* entry = the_node.exports->get(module.name, f.name, f.arity);
    // A native function wins over the stub of that name in the module's source.
    if (entry->bif == nullptr) entry->set_code(module.entry_of(f));
  }
}

void CodeServer::retire_exports(Module& module) {
  for (const Module::Function& f : module.exports) {
    ExportEntry* entry = the_node.exports->get(module.name, f.name, f.arity);
    if (module.contains(entry->address())) the_node.exports->undefine(entry);
  }
}

Result<Module*, std::string> CodeServer::load(const ModuleImage& image, uint64_t checksum, std::string path) {
  std::lock_guard guard(lock_);
  Result<std::unique_ptr<Module>, std::string> prepared = prepare(image, checksum);
  if (!prepared) return Failure{prepared.error()};
  std::unique_ptr<Module> module = std::move(*prepared);
  module->path = std::move(path);
  Versions& versions = modules_[module->name.atom_index()];
  if (versions.current != nullptr) {
    if (versions.old != nullptr) return Failure{std::string("not_purged")};
    retire_exports(*versions.current);
    versions.old = std::move(versions.current);
  }
  versions.current = std::move(module);
  publish(*versions.current);
  return versions.current.get();
}

Result<Module*, std::string> CodeServer::load_file_bytes(std::string_view bytes, std::string path,
                                                         bool is_trusted) {
  Result<ModuleImage, std::string> image = read_module(bytes);
  if (!image) return Failure{image.error()};
  if (!is_trusted || BEAMLET_DEBUG)
    if (std::optional<std::string> fault = verify_module(*image)) return Failure{*fault};
  uint64_t checksum = 0;
  std::memcpy(&checksum, bytes.data() + 8, sizeof checksum);
  return load(*image, checksum, std::move(path));
}

bool CodeServer::ensure_loaded(Term module) {
  std::lock_guard guard(lock_);
  if (current(module) != nullptr) return true;
  if (finder_ == nullptr) return false;
  std::optional<std::string_view> bytes = finder_->find(atom_text(module));
  if (!bytes) return false;
  Result<Module*, std::string> loaded = load_file_bytes(*bytes, {}, finder_->is_trusted());
  if (loaded) return true;
  std::string name(atom_text(module));
  std::fprintf(stderr, "beamlet: cannot load module %s: %s\n", name.c_str(), loaded.error().c_str());
  return false;
}

Module* CodeServer::current(Term module) const {
  std::lock_guard guard(lock_);
  auto it = modules_.find(module.atom_index());
  return it == modules_.end() ? nullptr : it->second.current.get();
}

Module* CodeServer::old(Term module) const {
  std::lock_guard guard(lock_);
  auto it = modules_.find(module.atom_index());
  return it == modules_.end() ? nullptr : it->second.old.get();
}

const Module* CodeServer::module_at(const Word* ip) const {
  std::lock_guard guard(lock_);
  auto it = by_address_.upper_bound(ip);
  if (it == by_address_.begin()) return nullptr;
  --it;
  return it->second->contains(ip) ? it->second : nullptr;
}

bool CodeServer::make_old(Term module) {
  std::lock_guard guard(lock_);
  auto it = modules_.find(module.atom_index());
  if (it == modules_.end() || it->second.current == nullptr || it->second.old != nullptr) return false;
  retire_exports(*it->second.current);
  it->second.old = std::move(it->second.current);
  return true;
}

bool CodeServer::purge(Term module) {
  std::lock_guard guard(lock_);
  auto it = modules_.find(module.atom_index());
  if (it == modules_.end() || it->second.old == nullptr) return false;
  Module& gone = *it->second.old;
  for (FunEntry* entry : gone.lambdas)
    if (gone.contains(entry->address())) entry->retire();
  by_address_.erase(gone.code.data());
  it->second.old.reset();
  return true;
}

std::vector<Module*> CodeServer::all_current() const {
  std::lock_guard guard(lock_);
  std::vector<Module*> all;
  for (const auto& [name, versions] : modules_)
    if (versions.current != nullptr) all.push_back(versions.current.get());
  return all;
}

}  // namespace beamlet
