// module_image.hpp - a compiled module in memory: what the compiler makes, the file holds and the loader takes.
//
// Purpose     The only thing compiler and machine share besides the tables. It knows no heap and no process: atoms are text,
//             literals are bytes of the external term format.
//
// Picture     ModuleImage
//               atoms      ["hello", "main", ...]     index 0 is the module's name
//               imports    [{module, function, arity}]     operands of letter e
//               exports    [{function, arity, label}]
//               locals     [{function, arity, label}]      every other function (stack traces, completion, disassembly)
//               lambdas    [{function, arity, label, free}]  operands of letter u; arity excludes the free variables
//               literals   [external term format bytes]    operands of kind Lit
//               lines      [{file, line}]                  operands of Line; files[] are names
//               attributes, compile_info, docs             external term format bytes of one term each ("" = none)
//               code       byte stream (operand.hpp)
//               md5        16 bytes: module_md5() of format.hpp
//
// Invariants  M1  a function is:  Label a; Line; FuncInfo m f n; Label entry; ...  and entry is what exports and calls name.
//             M2  labels are numbered 1..label_count, each defined once.
//             M3  y registers are named only between Allocate and Deallocate/tail call of the same function.
//             M4  a lambda's function takes its `arity` arguments first, then its free variables: x[arity..arity+free).
// Threads     plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace beamlet {

struct ModuleImage {
  struct Import {
    uint32_t module, function, arity;
    friend bool operator==(const Import&, const Import&) = default;
  };
  struct Function {
    uint32_t name, arity, label;
  };
  struct Lambda {
    uint32_t name, arity, label, free;  // name: atom such as '-main/0-fun-0-'
  };
  struct LineEntry {
    uint32_t file, line;
  };

  std::vector<std::string> atoms;  // UTF-8
  std::vector<Import> imports;
  std::vector<Function> exports;
  std::vector<Function> locals;
  std::vector<Lambda> lambdas;
  std::vector<std::string> literals;
  std::vector<std::string> files;
  std::vector<LineEntry> lines;
  std::string attributes;    // [{Name, [Value]}]: module_info(attributes)
  std::string compile_info;  // [{source, ...}, ...]: module_info(compile)
  std::string docs;          // see lang-spec: what h() shows
  std::string code;
  std::string md5;  // "": not computed
  uint32_t label_count = 0;

  [[nodiscard]] const std::string& name() const { return atoms.front(); }
};

// Words a fun takes on the heap besides its free variables: header and entry (boxed.hpp).
inline constexpr uint32_t kFunHeaderWords = 2;

// Segment types of BsCreate, and flags of all binary instructions.
enum class BsType : uint8_t {
  Integer,
  Float,
  Binary,
  Utf8,
  Utf16,
  Utf32,
  Append,
  PrivateAppend,
  StringLiteral
};
namespace bs_flag {
inline constexpr uint8_t kLittle = 1;
inline constexpr uint8_t kSigned = 2;
inline constexpr uint8_t kNative = 4;  // the machine's byte order; resolved by the loader
}  // namespace bs_flag

}  // namespace beamlet
