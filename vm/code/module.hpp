// module.hpp - a loaded module: threaded code and what is known about it.
//
// Picture     code       | FuncInfo f/1 | entry of f/1 ... | FuncInfo g/2 | entry ...
//             functions    sorted by start: which function does an address belong to
//             marks        sorted by offset: which line does an address belong to
//
// Invariants  D1  code, functions and marks never change after loading.
//             D2  a function's FuncInfo instruction stands kFuncInfoWords before its entry.
// Threads     constant after loading; freed by the code server when nobody runs it any more.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "vm/bytecode/module_image.hpp"
#include "vm/term/term.hpp"

namespace beamlet {

struct FunEntry;
struct LiteralArea;

// FuncInfo in memory: { handler, a = arity }, module, function.
inline constexpr size_t kFuncInfoWords = 3;

// The following instructions (from this word of the code on) belong to this row of the line table.
struct LineMark {
  uint32_t offset, line;
};

struct Module {
  Module() = default;
  ~Module();
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  struct Function {
    uint32_t start;  // word offset of its FuncInfo
    Term name;
    uint32_t arity;
    [[nodiscard]] uint32_t entry() const { return start + kFuncInfoWords; }
  };

  Term name;
  std::vector<Word> code;
  std::vector<Function> functions;
  std::vector<Function> exports;
  std::vector<LineMark> marks;
  std::vector<ModuleImage::LineEntry> lines;
  std::vector<std::string> files;
  std::vector<FunEntry*> lambdas;
  std::vector<uint32_t> lambda_entries;  // word offsets in `code`, as many as lambdas
  LiteralArea* area = nullptr;           // of the literals, owned; nullptr when they need none
  std::vector<Term> literals;
  Term attributes = Term::nil();  // literals
  Term compile_info = Term::nil();
  std::string docs;
  std::string path;  // file it was loaded from; empty for the embedded library
  std::string md5;   // 16 bytes

  [[nodiscard]] bool contains(const Word* ip) const {
    return ip >= code.data() && ip < code.data() + code.size();
  }
  // The function an address inside `code` belongs to, or nullptr.
  [[nodiscard]] const Function* function_at(const Word* ip) const;
  // Its row of the line table, or nullptr when it has none.
  [[nodiscard]] const ModuleImage::LineEntry* line_at(const Word* ip) const;
  [[nodiscard]] const Function* find_function(Term function, uint32_t arity) const;
  [[nodiscard]] const Word* entry_of(const Function& f) const { return code.data() + f.entry(); }
};

}  // namespace beamlet
