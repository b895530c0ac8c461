#include "vm/boot/exit_report.hpp"

#include "vm/term/atom.hpp"
#include "vm/term/boxed.hpp"
#include "vm/term/print.hpp"

namespace beamlet {

namespace {

constexpr size_t kMaxChars = 2000;

std::string text_of(Term t) { return print_term(t, {.max_chars = kMaxChars}); }

bool is_trace(Term t) {
  if (!t.is_cons()) return false;
  for (; t.is_cons(); t = t.tail())
    if (!is_tuple(t.head()) || tuple_size(t.head()) != 4) return false;
  return t.is_nil();
}

// The words OTP's shell uses for the machine's own reasons.
std::string explain(Term reason) {
  Term tag = reason, value = Term::none();
  if (is_tuple(reason) && tuple_size(reason) == 2) {
    tag = tuple_elements(reason)[0];
    value = tuple_elements(reason)[1];
  }
  bool pair = !value.is_none();
  if (tag == atom::badmatch && pair) return "no match of right hand side value " + text_of(value);
  if (tag == atom::case_clause && pair) return "no case clause matching " + text_of(value);
  if (tag == atom::try_clause && pair) return "no try clause matching " + text_of(value);
  if (tag == atom::badfun && pair) return "bad function " + text_of(value);
  if (tag == atom::badmap && pair) return "bad map: " + text_of(value);
  if (tag == atom::badkey && pair) return "bad key: " + text_of(value);
  if (tag == atom::nocatch && pair) return "no catch for " + text_of(value);
  if (reason == atom::badarg) return "bad argument (badarg)";
  if (reason == atom::badarith)
    return "an error occurred when evaluating an arithmetic expression (badarith)";
  if (reason == atom::if_clause) return "no true branch found when evaluating an if expression (if_clause)";
  if (reason == atom::function_clause) return "no function clause matching (function_clause)";
  if (reason == atom::undef) return "undefined function (undef)";
  if (reason == atom::system_limit) return "a system limit has been reached (system_limit)";
  if (reason == atom::timeout_value) return "bad receive timeout value (timeout_value)";
  return text_of(reason);
}

std::string location(Term list) {
  std::string file, line;
  for (; list.is_cons(); list = list.tail()) {
    Term item = list.head();
    if (!is_tuple(item) || tuple_size(item) != 2) continue;
    const Term* e = tuple_elements(item);
    if (e[0] == atom::line) line = text_of(e[1]);
    if (e[0] == atom::file)
      for (Term c = e[1]; c.is_cons(); c = c.tail())
        file.push_back(static_cast<char>(c.head().small_value()));
  }
  return file.empty() ? "" : " (" + file + ", line " + line + ")";
}

}  // namespace

std::string exit_report(Term reason) {
  if (!is_tuple(reason) || tuple_size(reason) != 2 || !is_trace(tuple_elements(reason)[1]))
    return "exception exit: " + text_of(reason);
  const Term* e = tuple_elements(reason);
  bool thrown = is_tuple(e[0]) && tuple_size(e[0]) == 2 && tuple_elements(e[0])[0] == atom::nocatch;
  std::string report = thrown ? "exception throw: " + text_of(tuple_elements(e[0])[1]) + " (nocatch)"
                              : "exception error: " + explain(e[0]);
  bool first = true;
  for (Term frames = e[1]; frames.is_cons(); frames = frames.tail()) {
    const Term* f = tuple_elements(frames.head());
    int64_t arity = 0;
    if (f[2].is_small()) {
      arity = f[2].small_value();
    } else {
      for (Term a = f[2]; a.is_cons(); a = a.tail()) ++arity;
    }
    report += first ? "\n  in function  " : "\n  in call from ";
    append_atom(report, atom_text(f[0]));
    report += ":";
    append_atom(report, atom_text(f[1]));
    report += "/" + std::to_string(arity);
    if (first && !f[2].is_small()) {
      report += "\n     called as ";
      append_atom(report, atom_text(f[1]));
      std::string args = text_of(f[2]);
      report += args.size() >= 2 && args.front() == '[' ? "(" + args.substr(1, args.size() - 2) + ")" : args;
    }
    report += location(f[3]);
    first = false;
  }
  return report;
}

}  // namespace beamlet
