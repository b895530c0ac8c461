// bif_os.cpp - module os: environment and identity of the operating-system process.
//
// The C library's environment is not safe to change while others read it: one lock stands around all of it.
#include <sys/utsname.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/transcode.hpp"
#include "vm/io/os_signals.hpp"

namespace beamlet {
namespace {

std::mutex& environment_lock() {
  static std::mutex lock;
  return lock;
}

// Character data as a C string: no zero bytes.
std::optional<std::string> c_string(Process& p, Term data) {
  if (!data.is_list() || !Transcoder::well_formed(data)) return std::nullopt;
  BytesSink sink(TextEncoding::Utf8);
  Transcoder transcoder(p, TextEncoding::Utf8, sink, FailureShape::Native);
  if (transcoder.run(data) != Transcoder::Outcome::Ok) return std::nullopt;
  if (sink.bytes().find('\0') != std::string::npos) return std::nullopt;
  return std::move(sink.bytes());
}

// A name of a variable has no `=` (but perhaps at its start).
std::optional<std::string> variable_name(Process& p, Term data) {
  std::optional<std::string> name = c_string(p, data);
  if (name && name->find('=', 1) != std::string::npos) return std::nullopt;
  return name;
}

// The value as a list, or none() when there is no such variable.
Term value_of(Process& p, const std::string& name) {
  std::lock_guard guard(environment_lock());
  const char* value = getenv(name.c_str());
  return value == nullptr ? Term::none() : make_utf8_list(p, value);
}

}  // namespace

Term bif_os_getenv_0(Process& p, const Term*) {
  std::lock_guard guard(environment_lock());
  ListBuilder result(p);
  for (char** at = environ; *at != nullptr; ++at) result.add(make_utf8_list(p, *at));
  return result.finish();
}

Term bif_os_env_0(Process& p, const Term*) {
  std::lock_guard guard(environment_lock());
  ListBuilder result(p);
  for (char** at = environ; *at != nullptr; ++at) {
    std::string_view entry(*at);
    size_t equals = entry.find('=', 1);
    if (equals == std::string_view::npos) continue;
    Term name = make_utf8_list(p, entry.substr(0, equals));
    result.add(new_tuple(p, name, make_utf8_list(p, entry.substr(equals + 1))));
  }
  return result.finish();
}

Term bif_os_getenv_1(Process& p, const Term* args) {
  std::optional<std::string> name = variable_name(p, args[0]);
  if (!name) return p.badarg();
  Term value = value_of(p, *name);
  return value.is_none() ? atom::false_ : value;
}

Term bif_os_getenv_2(Process& p, const Term* args) {
  std::optional<std::string> name = variable_name(p, args[0]);
  if (!name) return p.badarg();
  Term value = value_of(p, *name);
  return value.is_none() ? args[1] : value;
}

Term bif_os_putenv_2(Process& p, const Term* args) {
  std::optional<std::string> name = variable_name(p, args[0]);
  std::optional<std::string> value = c_string(p, args[1]);
  if (!name || !value) return p.badarg();
  std::lock_guard guard(environment_lock());
  setenv(name->c_str(), value->c_str(), 1);  // NOLINT(concurrency-mt-unsafe): under the lock
  return atom::true_;
}

Term bif_os_unsetenv_1(Process& p, const Term* args) {
  std::optional<std::string> name = variable_name(p, args[0]);
  if (!name) return p.badarg();
  std::lock_guard guard(environment_lock());
  unsetenv(name->c_str());  // NOLINT(concurrency-mt-unsafe): under the lock
  return atom::true_;
}

Term bif_os_getpid_0(Process& p, const Term*) { return make_string(p, std::to_string(getpid())); }

Term bif_os_set_signal_2(Process& p, const Term* args) {
  if (!args[0].is_atom() || !args[1].is_atom()) return p.badarg();
  std::optional<int> number = OsSignals::number_of(atom_text(args[0]));
  if (!number) return p.badarg();
  OsSignals::Action action = OsSignals::Action::Handle;
  if (args[1] == make_atom("default"))
    action = OsSignals::Action::Default;
  else if (args[1] == make_atom("ignore"))
    action = OsSignals::Action::Ignore;
  else if (args[1] != make_atom("handle"))
    return p.badarg();
  return OsSignals::instance().set_action(*number, action) ? atom::ok : p.error(make_atom("notsup"));
}

Term bif_os_type_0(Process& p, const Term*) { return new_tuple(p, atom::unix_, atom::linux_); }

Term bif_os_version_0(Process& p, const Term*) {
  utsname name;
  int major = 0, minor = 0, release = 0;
  if (uname(&name) == 0) std::sscanf(name.release, "%d.%d.%d", &major, &minor, &release);
  return new_tuple(p, Term::small(major), Term::small(minor), Term::small(release));
}

}  // namespace beamlet
