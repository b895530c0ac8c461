// shell_service.hpp - the executable's side of the shell: its terminal and its compiler, each on a thread of its own.
//
// Purpose     Implements ShellHost (vm/bif/shell_host.hpp) for `beamlet repl`.
// Picture     natives -> queue -> terminal thread (LineEditor, or plain lines from a pipe) -> {shell_reply, Id, ...}
//                     -> queue -> compiler thread (input_compiler)                          -> {shell_reply, Id, ...}
// Threads     made, and destroyed after the machine has stopped, by the thread that runs it; ShellHost's functions: [any].
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "tools/repl/line_editor.hpp"
#include "vm/bif/shell_host.hpp"
#include "vm/boot/outside_sender.hpp"
#include "vm/boot/runtime.hpp"
#include "vm/bytecode/module_archive.hpp"

namespace beamlet {

class ShellService final : public ShellHost {
 public:
  // `library`: the archive inside the executable.
  ShellService(Runtime& runtime, std::string_view library);
  ~ShellService() override;
  ShellService(const ShellService&) = delete;
  ShellService& operator=(const ShellService&) = delete;

  void submit(ShellRequest request) override;
  void compile_file(Term to, int64_t id, std::string path) override;
  void records_of_file(Term to, int64_t id, std::string path) override;
  void cancel_read() override;
  void set_owner(Term pid) override;
  void complete(std::string insert, std::string list) override;
  [[nodiscard]] Split split(std::string_view text) override;
  [[nodiscard]] std::vector<std::string> library_modules() const override;
  void restore_terminal() override;
  [[nodiscard]] bool interactive() const override { return editor_ != nullptr; }
  [[nodiscard]] bool colour() const override { return colour_; }

 private:
  struct FileJob {
    Term to;
    int64_t id;
    std::string path;
    bool records;  // only these are wanted
  };

  void serve_terminal();
  void serve_compiler();
  void serve_read(const ShellRequest& request);
  void submit_file(FileJob job);
  void serve_file(const FileJob& job);
  void serve_records(const FileJob& job);
  void interrupted();
  void ask_completion(const std::string& before);
  // A line of what is no terminal. False: given up.
  bool read_plain(std::string& line, bool& end);

  ModuleArchive library_;
  bool colour_;
  OutsideSender terminal_sender_, compiler_sender_;
  std::unique_ptr<LineEditor> editor_;  // null: not on a terminal
  int plain_wake_[2] = {-1, -1};

  std::mutex lock_;  // of what follows
  std::condition_variable compile_wanted_, read_wanted_;
  std::deque<ShellRequest> reads_, compiles_;
  std::deque<FileJob> files_;
  Term owner_ = Term::none();
  int64_t completions_ = 0;
  bool stopping_ = false;

  std::thread terminal_thread_, compiler_thread_;
};

}  // namespace beamlet
