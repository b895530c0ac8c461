// bif_erlang_identifiers.cpp - pids, references, ports and funs as text and back.
#include <algorithm>
#include <string>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/term/pid.hpp"
#include "vm/term/print.hpp"

namespace beamlet {
namespace {

Term printed(Process& p, Term t) { return make_utf8_list(p, print_term(t)); }

// The numbers between `prefix` and '>', separated by dots; how many there are, 0 when the text is anything else. All fit 32 bits.
size_t read_numbers(std::string_view text, std::string_view prefix, std::span<uint32_t> numbers) {
  if (!text.starts_with(prefix) || !text.ends_with('>')) return 0;
  text = text.substr(prefix.size(), text.size() - prefix.size() - 1);
  size_t count = 0;
  for (;;) {
    if (count == numbers.size()) return 0;
    size_t end = std::min(text.find('.'), text.size());
    if (end == 0 || end > 10) return 0;
    uint64_t value = 0;
    for (char c : text.substr(0, end)) {
      if (c < '0' || c > '9') return 0;
      value = value * 10 + static_cast<uint64_t>(c - '0');
    }
    if (value > UINT32_MAX) return 0;
    numbers[count++] = static_cast<uint32_t>(value);
    if (end == text.size()) return count;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Term bif_pid_to_list_1(Process& p, const Term* args) {
  return is_pid(args[0]) ? printed(p, args[0]) : p.badarg();
}
Term bif_ref_to_list_1(Process& p, const Term* args) {
  return is_ref(args[0]) ? printed(p, args[0]) : p.badarg();
}
Term bif_port_to_list_1(Process& p, const Term* args) {
  return is_kind(args[0], TermKind::ExternalPort) ? printed(p, args[0]) : p.badarg();
}
Term bif_fun_to_list_1(Process& p, const Term* args) {
  return is_fun(args[0]) ? printed(p, args[0]) : p.badarg();
}

// The first number is the node's: only 0, this node, can be read back.
Term bif_list_to_pid_1(Process& p, const Term* args) {
  std::optional<std::string> text = byte_list_text(args[0]);
  uint32_t n[3];
  if (!text || read_numbers(*text, "<", n) != 3 || n[0] != 0 || !valid_local_pid(n[1], n[2]))
    return p.badarg();
  return local_pid(n[1], n[2]);
}

// A port of this node, open or not: the id's two halves are not told apart in the text.
Term bif_list_to_port_1(Process& p, const Term* args) {
  std::optional<std::string> text = byte_list_text(args[0]);
  uint32_t n[2];
  if (!text || read_numbers(*text, "#Port<", n) != 2 || n[0] != 0) return p.badarg();
  Term* at = p.alloc(4);
  at[0] = Header(TermKind::ExternalPort, 3).term();
  at[1] = atom::nonode;
  at[2] = Term::from_raw(n[1]);
  at[3] = Term::from_raw(0);
  return Term::boxed(at);
}

// That a reference is an alias is not in its text.
Term bif_list_to_ref_1(Process& p, const Term* args) {
  std::optional<std::string> text = byte_list_text(args[0]);
  uint32_t n[4];
  if (!text || read_numbers(*text, "#Ref<", n) != 4 || n[0] != 0) return p.badarg();
  RefNumbers numbers{.a = n[3], .b = n[2], .c = n[1]};
  return valid_ref_numbers(numbers) ? ref_at(p.alloc(kRefWords), unique_of(numbers)) : p.badarg();
}

}  // namespace beamlet
