#include "tools/main/embedded_library.hpp"

#include "stdlib_checksum.hpp"

// The build names the file: BEAMLET_ARCHIVE is its path as a string. The assembler copies it into the read-only data.
__asm__(
    ".pushsection .rodata.beamlet_library, \"a\", @progbits\n"
    ".balign 16\n"
    "# archive " BEAMLET_ARCHIVE_CHECKSUM
    "\n"
    "beamlet_library_begin:\n"
    ".incbin \"" BEAMLET_ARCHIVE
    "\"\n"
    "beamlet_library_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" {
// NOLINTBEGIN(readability-identifier-naming): labels of the assembly above
extern const char beamlet_library_begin[];
extern const char beamlet_library_end[];
// NOLINTEND(readability-identifier-naming)
}

namespace beamlet {

std::string_view embedded_library() {
  return {beamlet_library_begin, static_cast<size_t>(beamlet_library_end - beamlet_library_begin)};
}

}  // namespace beamlet
