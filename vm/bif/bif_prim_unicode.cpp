// bif_prim_unicode.cpp - the Unicode character database (utf8proc), for modules string, unicode and unicode_util.
#include <utf8proc.h>
#include <cstdlib>
#include <memory>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {
namespace {

std::optional<utf8proc_int32_t> code_point(Term t) {
  if (!t.is_small() || t.small_value() < 0 || t.small_value() > 0x10FFFF) return std::nullopt;
  return static_cast<utf8proc_int32_t>(t.small_value());
}

template <utf8proc_int32_t (*Map)(utf8proc_int32_t)>
Term mapped(Process& p, Term t) {
  std::optional<utf8proc_int32_t> c = code_point(t);
  return c ? Term::small(Map(*c)) : p.badarg();
}

struct FreeUtf8 {
  void operator()(utf8proc_uint8_t* text) const { std::free(text); }
};

std::optional<utf8proc_option_t> normal_form(Term name) {
  unsigned form = UTF8PROC_STABLE;
  if (name == atom::nfc)
    form |= UTF8PROC_COMPOSE;
  else if (name == atom::nfd)
    form |= UTF8PROC_DECOMPOSE;
  else if (name == atom::nfkc)
    form |= UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
  else if (name == atom::nfkd)
    form |= UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT;
  else
    return std::nullopt;
  // NOLINTNEXTLINE(clang-analyzer-optin.core.EnumCastOutOfRange): utf8proc's options are bits in an enum
  return static_cast<utf8proc_option_t>(form);
}

}  // namespace

Term bif_prim_unicode_grapheme_break_3(Process& p, const Term* args) {
  std::optional<size_t> state = as_size(args[0]);
  std::optional<utf8proc_int32_t> first = code_point(args[1]);
  std::optional<utf8proc_int32_t> second = code_point(args[2]);
  if (!state || *state > INT32_MAX || !first || !second) return p.badarg();
  utf8proc_int32_t carried = static_cast<utf8proc_int32_t>(*state);
  return Term::small(utf8proc_grapheme_break_stateful(*first, *second, &carried) ? -1 : carried);
}

Term bif_prim_unicode_to_upper_1(Process& p, const Term* args) {
  return mapped<utf8proc_toupper>(p, args[0]);
}
Term bif_prim_unicode_to_lower_1(Process& p, const Term* args) {
  return mapped<utf8proc_tolower>(p, args[0]);
}
Term bif_prim_unicode_to_title_1(Process& p, const Term* args) {
  return mapped<utf8proc_totitle>(p, args[0]);
}

Term bif_prim_unicode_casefold_1(Process& p, const Term* args) {
  constexpr utf8proc_ssize_t kMostFolded = 16;
  std::optional<utf8proc_int32_t> c = code_point(args[0]);
  if (!c) return p.badarg();
  utf8proc_int32_t folded[kMostFolded];
  int boundary = UTF8PROC_BOUNDCLASS_START;
  utf8proc_ssize_t n = utf8proc_decompose_char(*c, folded, kMostFolded, UTF8PROC_CASEFOLD, &boundary);
  if (n < 1 || n > kMostFolded) return make_cons(p, args[0], Term::nil());
  ListBuilder result(p);
  for (utf8proc_ssize_t i = 0; i < n; ++i) result.add(Term::small(folded[i]));
  return result.finish();
}

Term bif_prim_unicode_normalize_2(Process& p, const Term* args) {
  if (!is_binary(args[0])) return p.badarg();
  std::optional<utf8proc_option_t> options = normal_form(args[1]);
  if (!options) return p.badarg();
  BinaryBytes text(args[0]);
  charge(p, text.size(), 16);
  utf8proc_uint8_t* out = nullptr;
  utf8proc_ssize_t size =
      utf8proc_map(text.data(), static_cast<utf8proc_ssize_t>(text.size()), &out, *options);
  std::unique_ptr<utf8proc_uint8_t, FreeUtf8> owner(out);
  return size < 0 ? p.badarg() : binary_from(p.heap, out, static_cast<size_t>(size));
}

}  // namespace beamlet
