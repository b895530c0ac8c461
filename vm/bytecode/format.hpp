// format.hpp - the module file (.blc): ModuleImage as bytes, and back.
//
// Picture     offset  size
//                  0     4   magic "BLC\n"
//                  4     4   format version (version.hpp), little-endian like every fixed-size number here
//                  8     8   xxHash64 (seed 0) of everything from offset 16 on
//                 16     -   chunks: tag (4 ASCII characters), size (u32), `size` bytes; no padding
//
//             tag    contents (v = varint of operand.hpp, s = v length + bytes)
//             ATOM   v count, count x s                          UTF-8; the first is the module's name
//             IMPT   v count, count x (v module, v function, v arity)
//             EXPT   v count, count x (v name, v arity, v label)
//             LOCL   as EXPT
//             LAMB   v count, count x (v name, v arity, v label, v free)
//             LITS   v count, count x s                          external term format, with its version byte
//             FILE   v count, count x s
//             LINE   v count, count x (v file, v line)
//             ATTR CINF DOCS   the bytes as they are
//             CODE   v label count, then the code stream
//             MD5S   16 bytes: the MD5 digest of the bodies of ATOM, IMPT, EXPT, LOCL, LAMB, LITS and CODE, in this order: of what the code does, not of
//                    where in which text it was written, what is said of it or who compiled it when
//             Unknown chunks are skipped, so that later versions may add some.
//
// Invariants  R1  write_module(read_module(b)) == b for every b that write_module made.
//             R2  read_module accepts any bytes: it fails with a text, it never reads out of bounds. What it accepts has valid indexes in its tables, but
//                 its code is only trustworthy after verify_module (verifier.hpp).
// Threads     [any] values only.
#pragma once

#include <string>
#include <string_view>

#include "vm/base/result.hpp"
#include "vm/bytecode/module_image.hpp"

namespace beamlet {

inline constexpr std::string_view kModuleMagic = "BLC\n";
inline constexpr size_t kModuleHeaderBytes = 16;

// The file's bytes. The image must be one a compiler made (no check is repeated here).
[[nodiscard]] std::string write_module(const ModuleImage& image);

// The image in these bytes, or what is wrong with them: "checksum mismatch: the file is damaged".
[[nodiscard]] Result<ModuleImage, std::string> read_module(std::string_view bytes);

// The 16 bytes of MD5S.
[[nodiscard]] std::string module_md5(const ModuleImage& image);

}  // namespace beamlet
