#include "vm/code/code_server.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "vm/base/memory_tally.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/bytecode/verifier.hpp"
#include "vm/code/export_table.hpp"
#include "vm/code/fun_table.hpp"
#include "vm/code/literals.hpp"
#include "vm/heap/literal_area.hpp"
#include "vm/process/process_table.hpp"
#include "vm/process/ready_sink.hpp"
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
    if (atoms.back().is_none()) return Failure{std::string(kAtomTableFull)};
  }
  module->name = atoms.front();
  module->md5 = image.md5.empty() ? module_md5(image) : image.md5;
  if (std::optional<std::string> fault = load_literals(image, *module)) return Failure{*fault};

  std::vector<ExportEntry*> imports;
  imports.reserve(image.imports.size());
  for (const ModuleImage::Import& i : image.imports)
    imports.push_back(the_node.exports->get(atoms[i.module], atoms[i.function], i.arity));
  for (size_t i = 0; i < image.lambdas.size(); ++i) {
    module->lambdas.push_back(
        the_node.funs->get(module->name, static_cast<uint32_t>(i), checksum,
                           {atoms[image.lambdas[i].name], image.lambdas[i].arity, image.lambdas[i].free}));
  }

  Result<LoweredCode, std::string> lowered =
      lowering_.lower(image, {atoms, module->literals, imports, module->lambdas});
  if (!lowered) return Failure{lowered.error()};
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
  for (const ModuleImage::Lambda& lambda : image.lambdas)
    module->lambda_entries.push_back(lowered->labels[lambda.label]);
  return module;
}

void CodeServer::publish(Module& module) {
  MemoryTally::add(MemoryKind::Code, module.code.size() * sizeof(Word));
  by_address_[module.code.data()] = &module;
  for (size_t i = 0; i < module.lambdas.size(); ++i)
    module.lambdas[i]->set_code(module.code.data() + module.lambda_entries[i]);
  for (const Module::Function& f : module.exports) {
    ExportEntry* entry = the_node.exports->get(module.name, f.name, f.arity);
    // A native function wins over the stub of that name in the module's source.
    if (entry->bif == nullptr) entry->set_code(module.entry_of(f));
  }
}

void CodeServer::retire_exports(const Module& module) {
  for (const Module::Function& f : module.exports) {
    ExportEntry* entry = the_node.exports->get(module.name, f.name, f.arity);
    if (module.contains(entry->address())) the_node.exports->undefine(entry);
  }
}

Result<Module*, std::string> CodeServer::load(const ModuleImage& image, uint64_t checksum, std::string path) {
  Result<std::unique_ptr<Module>, std::string> prepared = prepare(image, checksum);
  if (!prepared) return Failure{prepared.error()};
  std::unique_ptr<Module> module = std::move(*prepared);
  module->path = std::move(path);
  std::lock_guard guard(lock_);
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

uint64_t file_checksum(std::string_view bytes) {
  uint64_t checksum = 0;
  std::memcpy(&checksum, bytes.data() + 8, sizeof checksum);
  return checksum;
}

Result<Module*, std::string> CodeServer::load_file_bytes(std::string_view bytes, std::string path,
                                                         bool is_trusted) {
  Result<ModuleImage, std::string> image = read_module(bytes);
  if (!image) return Failure{image.error()};
  if (!is_trusted || BEAMLET_DEBUG)
    if (std::optional<std::string> fault = verify_module(*image)) return Failure{*fault};
  return load(*image, file_checksum(bytes), std::move(path));
}

bool CodeServer::ensure_loaded(Term module) {
  if (current(module) != nullptr) return true;
  std::lock_guard guard(finder_lock_);
  if (current(module) != nullptr) return true;  // somebody else has loaded it meanwhile
  if (finder_ == nullptr) return false;
  std::optional<FoundModule> found = finder_->find(atom_text(module), false);
  if (!found) return false;
  Result<Module*, std::string> loaded = load_file_bytes(found->bytes, found->path, found->is_trusted);
  if (loaded) return true;
  std::string name(atom_text(module));
  std::fprintf(stderr, "beamlet: cannot load module %s: %s\n", name.c_str(), loaded.error().c_str());
  return false;
}

bool CodeServer::loading_blocks(Term module) {
  if (current(module) != nullptr || finder_ == nullptr) return false;
  std::unique_lock guard(finder_lock_, std::try_to_lock);
  return !guard.owns_lock() || !finder_->is_near(atom_text(module));
}

std::optional<CodeServer::File> CodeServer::find_file(Term module) {
  std::lock_guard guard(finder_lock_);
  if (finder_ == nullptr) return std::nullopt;
  std::optional<FoundModule> found = finder_->find(atom_text(module), true);
  if (!found) return std::nullopt;
  return File{std::string(found->bytes), found->path, found->is_trusted};
}

std::vector<std::string> CodeServer::folders() {
  std::lock_guard guard(finder_lock_);
  return finder_ == nullptr ? std::vector<std::string>{} : finder_->folders();
}

void CodeServer::set_folders(std::vector<std::string> folders) {
  std::lock_guard guard(finder_lock_);
  if (finder_ != nullptr) finder_->set_folders(std::move(folders));
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

bool CodeServer::purge_is_driven() {
  {
    std::lock_guard guard(lock_);
    if (!purge_) return false;
    if (the_node.processes->find(purge_->asker) != nullptr) return true;
  }
  abort_purge();  // who drove it is dead
  return false;
}

uint64_t CodeServer::retire_area(LiteralArea* area) {
  std::lock_guard guard(lock_);
  retired_areas_.push_back(area);
  return retired_bytes_ += area->words * sizeof(Term);
}

CodeServer::Purge CodeServer::begin_area_purge(Term asker, uint64_t ref) {
  if (purge_is_driven()) return Purge::Busy;
  std::lock_guard guard(lock_);
  if (retired_areas_.empty()) return Purge::NoOldCode;
  LiteralArea* area = retired_areas_.front();
  the_node.literals->begin_leaving(*area);
  purge_ = PurgeOrder{nullptr, area, asker, ref};
  return Purge::Begun;
}

CodeServer::Purge CodeServer::begin_purge(Term module, Term asker, uint64_t ref) {
  if (purge_is_driven()) return Purge::Busy;
  std::lock_guard guard(lock_);
  auto it = modules_.find(module.atom_index());
  if (it == modules_.end() || it->second.old == nullptr) return Purge::NoOldCode;
  const Module& old = *it->second.old;
  for (FunEntry* entry : old.lambdas)
    if (old.contains(entry->address())) entry->retire();
  if (old.area != nullptr) the_node.literals->begin_leaving(*old.area);
  purge_ = PurgeOrder{&old, old.area, asker, ref};
  return Purge::Begun;
}

void CodeServer::abort_purge() {
  std::lock_guard guard(lock_);
  if (!purge_) return;
  if (purge_->code == nullptr) {  // its area stands in the line still
    the_node.literals->end_leaving();
    return purge_.reset();
  }
  const Module& old = *purge_->code;
  for (size_t i = 0; i < old.lambdas.size(); ++i)
    if (old.lambdas[i]->address() == old.lambdas[i]->stub)
      old.lambdas[i]->set_code(old.code.data() + old.lambda_entries[i]);
  the_node.literals->end_leaving();
  purge_.reset();
}

void CodeServer::finish_purge() {
  std::unique_ptr<Module> gone;
  {
    std::lock_guard guard(lock_);
    if (!purge_) return;
    if (purge_->code == nullptr) {
      LiteralArea* area = retired_areas_.front();
      retired_areas_.pop_front();
      retired_bytes_ -= area->words * sizeof(Term);
      the_node.literals->end_leaving();
      purge_.reset();
      return the_node.ready->retire(area, [](void* gone_area) {
        if (the_node.literals != nullptr) the_node.literals->destroy(static_cast<LiteralArea*>(gone_area));
      });
    }
    Versions& versions = modules_[purge_->code->name.atom_index()];
    gone = std::move(versions.old);
    by_address_.erase(gone->code.data());
    MemoryTally::subtract(MemoryKind::Code, gone->code.size() * sizeof(Word));
    if (versions.current == nullptr) modules_.erase(gone->name.atom_index());
    the_node.literals->end_leaving();
    purge_.reset();
  }
  // A builtin on another scheduler may still look at it.
  the_node.ready->retire(gone.release(), [](void* module) { delete static_cast<Module*>(module); });
}

void CodeServer::free_all() {
  std::lock_guard guard(lock_);
  by_address_.clear();
  modules_.clear();
}

std::optional<PurgeOrder> CodeServer::purge_under_way() const {
  std::lock_guard guard(lock_);
  return purge_;
}

bool CodeServer::is_undecided(const FunEntry& entry) const {
  std::lock_guard guard(lock_);
  if (!purge_ || purge_->code == nullptr || purge_->code->name != entry.module) return false;
  const std::vector<FunEntry*>& lambdas = purge_->code->lambdas;
  return std::ranges::find(lambdas, &entry) != lambdas.end();
}

std::vector<Module*> CodeServer::all_current() const {
  std::lock_guard guard(lock_);
  std::vector<Module*> all;
  for (const auto& [name, versions] : modules_)
    if (versions.current != nullptr) all.push_back(versions.current.get());
  return all;
}

}  // namespace beamlet
