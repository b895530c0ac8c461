#include "tests/unit/bif/bif_fixture.hpp"

#include <algorithm>

#include "tests/unit/bif/term_reader.hpp"
#include "vm/base/node.hpp"
#include "vm/bif/bif.hpp"
#include "vm/code/export_table.hpp"
#include "vm/process/process_table.hpp"

namespace beamlet::test {

BifFixture::BifFixture()
    : runtime_(RuntimeOptions{}), process_(the_node.processes->create()), registers_(limits::kXRegisters) {
  process_->x = registers_.data();
}

Term BifFixture::term(std::string_view text) { return TermReader(*process_, text).read_term(); }

Term BifFixture::call(std::string_view module, std::string_view function, std::vector<Term> arguments) {
  const BifInfo* bif = find_bif(module, function, static_cast<uint32_t>(arguments.size()));
  BEAMLET_CHECK(bif != nullptr);
  std::ranges::copy(arguments, registers_.begin());
  slices_ = 0;
  for (;;) {
    ++slices_;
    process_->reductions = limits::kReductions;
    process_->pending = Pending::None;
    Term result = bif->function(*process_, registers_.data());
    if (!result.is_none() || process_->pending == Pending::Exception) return result;
    if (process_->pending == Pending::Trap) {
      const ExportEntry& target = *process_->trap_target;
      bif = find_bif(atom_text(target.module), atom_text(target.function), target.arity);
      BEAMLET_CHECK(bif != nullptr);
    }
  }
}

}  // namespace beamlet::test
