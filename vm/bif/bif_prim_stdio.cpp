// bif_prim_stdio.cpp - the standard streams: what module io uses where no other process stands between.
#include <sys/ioctl.h>
#include <unistd.h>
#include <cerrno>
#include <string>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/blocking_attempts.hpp"
#include "vm/bif/iodata.hpp"
#include "vm/io/stdio.hpp"
#include "vm/term/print.hpp"

namespace beamlet {
namespace {

Term read_result(Process& p, Stdio::Read outcome, const std::string& data) {
  switch (outcome) {
    case Stdio::Read::Data:
      charge(p, data.size(), 64);
      return make_binary(p, data);
    case Stdio::Read::End:
      return atom::eof;
    case Stdio::Read::Error:
      break;
  }
  Term reason = Stdio::instance().read_error() == EISDIR ? atom::eisdir : atom::eio;
  return new_tuple(p, atom::error, reason);
}

}  // namespace

Term bif_prim_stdio_write_2(Process& p, const Term* args) {
  bool output = args[0] == Term::small(STDOUT_FILENO);
  if (!output && args[0] != Term::small(STDERR_FILENO)) return p.badarg();
  std::optional<std::string> bytes = iodata_string(p, args[1]);
  if (!bytes) return p.badarg();
  bool written = output ? Stdio::instance().write(*bytes) : Stdio::instance().write_error(*bytes);
  return written ? atom::ok : p.error(atom::terminated);
}

Term attempt_write(Process& p, const Term* args) {
  bool output = args[0] == Term::small(STDOUT_FILENO);
  if (!output && args[0] != Term::small(STDERR_FILENO)) return p.badarg();
  std::optional<std::string> bytes = iodata_string(p, args[1]);
  if (!bytes) return p.badarg();
  Stdio& stdio = Stdio::instance();
  Stdio::Attempt outcome = output ? stdio.try_write(*bytes) : stdio.try_write_error(*bytes);
  if (outcome == Stdio::Attempt::WouldBlock) return Term::none();
  return outcome == Stdio::Attempt::Done ? atom::ok : p.error(atom::terminated);
}

Term bif_prim_stdio_flush_0(Process&, const Term*) {
  Stdio::instance().flush();
  return atom::ok;
}

Term bif_prim_stdio_read_line_0(Process& p, const Term*) {
  std::string line;
  Stdio::Read outcome = Stdio::instance().read_line(line);
  return read_result(p, outcome, line);
}

Term bif_prim_stdio_read_1(Process& p, const Term* args) {
  std::optional<size_t> most = as_size(args[0]);
  if (!most) return p.badarg();
  std::string data;
  Stdio::Read outcome = Stdio::instance().read(*most, data);
  return read_result(p, outcome, data);
}

Term attempt_read_line(Process& p, const Term*) {
  std::string line;
  return Stdio::instance().try_read_line(line) ? read_result(p, Stdio::Read::Data, line) : Term::none();
}

Term attempt_read(Process& p, const Term* args) {
  std::optional<size_t> most = as_size(args[0]);
  if (!most) return p.badarg();
  std::string data;
  return Stdio::instance().try_read(*most, data) ? read_result(p, Stdio::Read::Data, data) : Term::none();
}

Term undo_read(Process& p, const Term* result) {
  return is_binary(*result) ? bif_prim_stdio_unread_1(p, result) : atom::ok;
}

Term bif_prim_stdio_unread_1(Process& p, const Term* args) {
  if (!is_binary(args[0])) return p.badarg();
  Stdio::instance().unread(BinaryBytes(args[0]).view());
  return atom::ok;
}

Term bif_prim_stdio_geometry_0(Process& p, const Term*) {
  winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return atom::undefined;
  return new_tuple(p, Term::small(size.ws_col), Term::small(size.ws_row));
}

// -- for debugging

Term bif_display_1(Process& p, const Term* args) {
  std::string text = print_term(args[0], {.strings = true});
  charge(p, text.size(), 64);
  text.push_back('\n');
  Stdio::instance().write(text);
  return atom::true_;
}

Term bif_display_string_1(Process& p, const Term* args) {
  std::optional<std::string> text = iodata_string(p, args[0]);
  if (!text) return p.badarg();
  Stdio::instance().write(*text);
  return atom::true_;
}

}  // namespace beamlet
