// fun.hpp - what a fun object leads to, as far as comparing, printing, hashing and encoding need to know.
//
// Picture     Fun        [header][FunIdentity* (really FunEntry*)][free variables ...]
//             ExportFun  [header][ExportIdentity* (really ExportEntry*)]
//
// Invariants  the code layer's FunEntry and ExportEntry derive (non-virtually, as first base) from these structs.
// Threads     [any]: the fields never change.
#pragma once

#include <cstdint>

#include "vm/term/boxed.hpp"

namespace beamlet {

struct ExportIdentity {
  Term module;
  Term function;
  uint32_t arity;
};

struct FunIdentity {
  Term module;
  Term name;        // of the function that holds the body: '-main/0-fun-0-'
  uint32_t arity;   // without the free variables
  uint32_t free;    // free variables
  uint32_t index;   // of the lambda in its module
  uint64_t unique;  // hash of the module's code: tells versions apart
};

inline constexpr size_t kExportFunWords = 2;
[[nodiscard]] inline const FunIdentity& fun_identity(Term fun) {
  return *reinterpret_cast<const FunIdentity*>(fun.boxed_ptr()[1].raw());
}
[[nodiscard]] inline const ExportIdentity& export_identity(Term fun) {
  return *reinterpret_cast<const ExportIdentity*>(fun.boxed_ptr()[1].raw());
}
// Number of arguments a fun of either kind takes.
[[nodiscard]] inline uint32_t fun_arity(Term fun) {
  return is_kind(fun, TermKind::Fun) ? fun_identity(fun).arity : export_identity(fun).arity;
}
// Words: 2 + identity->free; the caller fills at[2..].
inline Term fun_at(Term* at, const FunIdentity* identity) {
  at[0] = Header(TermKind::Fun, 1 + identity->free).term();
  at[1] = Term::from_raw(reinterpret_cast<Word>(identity));
  return Term::boxed(at);
}
inline Term export_fun_at(Term* at, const ExportIdentity* identity) {
  at[0] = Header(TermKind::ExportFun, 1).term();
  at[1] = Term::from_raw(reinterpret_cast<Word>(identity));
  return Term::boxed(at);
}

}  // namespace beamlet
