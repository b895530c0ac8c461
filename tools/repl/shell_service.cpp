#include "tools/repl/shell_service.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cstdlib>

#include "tools/common/compile_file.hpp"
#include "tools/repl/input_compiler.hpp"
#include "vm/base/node.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bytecode/format.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {

namespace {

bool wants_colour() {
  const char* no = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) != 0 && (no == nullptr || *no == '\0') && terminal != nullptr &&
         std::string_view(terminal) != "dumb";
}

bool on_terminal() { return isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0; }

// Where the history is kept: BEAMLET_HISTORY (empty or "off": nowhere), else the XDG state folder.
std::string history_file() {
  if (const char* file = std::getenv("BEAMLET_HISTORY"))
    return std::string_view(file) == "off" ? std::string() : std::string(file);
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
    return std::string(state) + "/beamlet/history";
  const char* home = std::getenv("HOME");
  return home == nullptr || *home == '\0' ? std::string()
                                          : std::string(home) + "/.local/state/beamlet/history";
}

Term atom_names(Process& p, const std::vector<std::string>& names) {
  ListBuilder list(p);
  for (const std::string& name : names) list.add(make_atom(name));
  return list.finish();
}

// What a compilation says, for shell.bl: see prim_shell.bl for the forms.
Term result_term(Process& p, const CompiledInput& result) {
  Term next = result.next ? Term::small(*result.next) : make_atom("done");
  switch (result.kind) {
    case CompiledInput::Kind::Failed:
      return new_tuple(p, atom::error, make_binary(p, result.diagnostics));
    case CompiledInput::Kind::Expressions:
      return new_tuple(p, make_atom("module"), make_binary(p, result.bytes), atom_names(p, result.names),
                       next, boolean(result.makes_funs));
    case CompiledInput::Kind::Forget:
      return new_tuple(p, make_atom("forget"), atom_names(p, result.names), next);
    case CompiledInput::Kind::Function:
      return new_tuple(p, make_atom("function"), make_atom(result.name), Term::small(result.arity));
    case CompiledInput::Kind::Record:
      return new_tuple(p, make_atom("record"), make_atom(result.name), atom_names(p, result.names));
    case CompiledInput::Kind::Other:
      return make_atom("other");
  }
  return Term::none();
}

template <typename Build>
void reply(OutsideSender& sender, Term to, int64_t id, Build build) {
  sender.send(to, [&](Process& p) {
    Term answer = build(p);
    return new_tuple(p, make_atom("shell_reply"), Term::small(id), answer);
  });
}

}  // namespace

ShellService::ShellService(Runtime& runtime, std::string_view library)
    : library_(library),
      colour_(wants_colour()),
      terminal_sender_(runtime.schedulers()),
      compiler_sender_(runtime.schedulers()) {
  if (on_terminal()) {
    editor_ = std::make_unique<LineEditor>([this](const std::string& before) { ask_completion(before); },
                                           history_file());
    Stdio::instance().set_tap(editor_.get());
  }
  [[maybe_unused]] int piped = pipe2(plain_wake_, O_CLOEXEC | O_NONBLOCK);
  the_node.shell = this;
  terminal_thread_ = std::thread([this] { serve_terminal(); });
  compiler_thread_ = std::thread([this] { serve_compiler(); });
}

ShellService::~ShellService() {
  {
    std::lock_guard guard(lock_);
    stopping_ = true;
  }
  compile_wanted_.notify_all();
  read_wanted_.notify_all();
  cancel_read();
  terminal_thread_.join();
  compiler_thread_.join();
  Stdio::instance().flush();
  Stdio::instance().set_tap(nullptr);
  the_node.shell = nullptr;
  close(plain_wake_[0]);
  close(plain_wake_[1]);
}

void ShellService::submit(ShellRequest request) {
  bool read = request.kind == ShellRequest::Kind::ReadLine;
  {
    std::lock_guard guard(lock_);
    (read ? reads_ : compiles_).push_back(std::move(request));
  }
  if (!read) return compile_wanted_.notify_one();
  if (editor_ != nullptr)
    editor_->wake('r');
  else
    read_wanted_.notify_one();
}

void ShellService::compile_file(Term to, int64_t id, std::string path) {
  submit_file({to, id, std::move(path), false});
}

void ShellService::records_of_file(Term to, int64_t id, std::string path) {
  submit_file({to, id, std::move(path), true});
}

void ShellService::submit_file(FileJob job) {
  {
    std::lock_guard guard(lock_);
    files_.push_back(std::move(job));
  }
  compile_wanted_.notify_one();
}

void ShellService::cancel_read() {
  if (editor_ != nullptr) return editor_->wake('x');
  [[maybe_unused]] ssize_t written = ::write(plain_wake_[1], "x", 1);
}

void ShellService::set_owner(Term pid) {
  std::lock_guard guard(lock_);
  owner_ = pid;
}

void ShellService::complete(std::string insert, std::string list) {
  if (editor_ != nullptr) editor_->answer_completion(std::move(insert), std::move(list));
}

ShellHost::Split ShellService::split(std::string_view text) { return split_input(text); }

std::vector<std::string> ShellService::library_modules() const {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < library_.size(); ++i) names.emplace_back(library_.name(i));
  return names;
}

void ShellService::restore_terminal() {
  if (editor_ != nullptr) editor_->restore();
}

void ShellService::serve_terminal() {
  for (;;) {
    ShellRequest request;
    {
      std::unique_lock guard(lock_);
      while (reads_.empty() && !stopping_) {
        if (editor_ == nullptr) {
          read_wanted_.wait(guard);
          continue;
        }
        guard.unlock();
        char why = editor_->wait();
        if (why == 'i') interrupted();
        guard.lock();
      }
      if (stopping_) return;
      request = std::move(reads_.front());
      reads_.pop_front();
    }
    serve_read(request);
  }
}

void ShellService::serve_read(const ShellRequest& request) {
  LineEditor::Outcome outcome = LineEditor::Outcome::Line;
  std::string line;
  if (editor_ != nullptr) {
    outcome = editor_->read(request.text, request.flag, line);
  } else {
    bool end = false;
    if (!read_plain(line, end)) outcome = LineEditor::Outcome::Stopped;
    if (end) outcome = LineEditor::Outcome::End;
  }
  reply(terminal_sender_, request.to, request.id, [&](Process& p) {
    switch (outcome) {
      case LineEditor::Outcome::Line:
        return make_binary(p, line);
      case LineEditor::Outcome::End:
        return atom::eof;
      case LineEditor::Outcome::Abandoned:
        return make_atom("abandoned");
      default:
        return make_atom("interrupted");
    }
  });
  // An interrupt while the program reads is the program's interrupt.
  bool interrupt = outcome == LineEditor::Outcome::Interrupted || outcome == LineEditor::Outcome::Abandoned;
  if (interrupt && !request.flag) interrupted();
}

bool ShellService::read_plain(std::string& line, bool& end) {
  Stdio& stdio = Stdio::instance();
  for (;;) {
    if (!stdio.has_input()) {
      pollfd wait_for[2] = {{plain_wake_[0], POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
      if (poll(wait_for, 2, -1) < 0) continue;
      char why = 0;
      if (wait_for[0].revents != 0 && ::read(plain_wake_[0], &why, 1) == 1) return false;
    }
    constexpr size_t kChunk = 64 * 1024;
    std::string bytes;
    if (stdio.read(kChunk, bytes) != Stdio::Read::Data) {
      end = line.empty();
      return true;
    }
    size_t newline = bytes.find('\n');
    line.append(bytes, 0, newline);
    if (newline == std::string::npos) continue;
    if (newline + 1 < bytes.size()) stdio.unread(std::string_view(bytes).substr(newline + 1));
    return true;
  }
}

void ShellService::interrupted() {
  Term owner;
  {
    std::lock_guard guard(lock_);
    owner = owner_;
  }
  if (owner.is_none()) return;
  terminal_sender_.send(owner, [](Process& p) { return new_tuple(p, make_atom("shell_interrupt")); });
}

void ShellService::ask_completion(const std::string& before) {
  Term owner;
  int64_t id = 0;
  {
    std::lock_guard guard(lock_);
    owner = owner_;
    id = ++completions_;
  }
  if (owner.is_none()) return;
  terminal_sender_.send(owner, [&](Process& p) {
    return new_tuple(p, make_atom("shell_complete"), Term::small(id), make_binary(p, before));
  });
}

void ShellService::serve_compiler() {
  for (;;) {
    std::unique_lock guard(lock_);
    compile_wanted_.wait(guard, [&] { return stopping_ || !compiles_.empty() || !files_.empty(); });
    if (stopping_) return;
    if (!compiles_.empty()) {
      ShellRequest request = std::move(compiles_.front());
      compiles_.pop_front();
      guard.unlock();
      CompiledInput result = request.kind == ShellRequest::Kind::CompileInput
                                 ? compile_input(request, colour_)
                                 : compile_functions(request, colour_);
      reply(compiler_sender_, request.to, request.id, [&](Process& p) { return result_term(p, result); });
      continue;
    }
    FileJob job = std::move(files_.front());
    files_.pop_front();
    guard.unlock();
    job.records ? serve_records(job) : serve_file(job);
  }
}

void ShellService::serve_file(const FileJob& job) {
  CompileFileOptions options;
  options.colour = colour_;
  CompiledFile compiled = beamlet::compile_file(job.path, options);
  reply(compiler_sender_, job.to, job.id, [&](Process& p) {
    Term diagnostics = make_binary(p, compiled.diagnostics);
    if (!compiled.image) return new_tuple(p, atom::error, diagnostics);
    Term name = make_atom(compiled.image->name());
    return new_tuple(p, atom::ok, name, make_binary(p, write_module(*compiled.image)), diagnostics);
  });
}

void ShellService::serve_records(const FileJob& job) {
  FoundRecords found = records_of(job.path, colour_);
  reply(compiler_sender_, job.to, job.id, [&](Process& p) {
    if (!found.diagnostics.empty()) return new_tuple(p, atom::error, make_binary(p, found.diagnostics));
    ListBuilder records(p);
    for (const FoundRecords::Record& record : found.records)
      records.add(
          new_tuple(p, make_atom(record.name), atom_names(p, record.fields), make_binary(p, record.text)));
    return new_tuple(p, make_atom("records"), records.finish());
  });
}

}  // namespace beamlet
