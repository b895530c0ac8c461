// line_editor.hpp - lines from a terminal, edited with libedit.
//
// Purpose     One thread reads lines; everything else goes on. What other threads write to the terminal meanwhile appears above the line, which is drawn again.
// Picture     signals, other threads --one byte each--> wake pipe --> the editing thread, which waits for the pipe and the keyboard at once
//             'i' SIGINT   'w' SIGWINCH   'c' SIGCONT   'o' output to show   'x' give up the line   'r' look at the queue   't' completion answered
// Invariants  L1  the terminal is in libedit's mode only inside read(); restore() may be called at any time, from any thread.
//             L2  one LineEditor at a time (signal handlers have no argument).
// Threads     read(), wait(): the editing thread. take(), wake(), restore(): [any].
#pragma once

#include <histedit.h>
#include <termios.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "vm/io/stdio.hpp"

namespace beamlet {

class LineEditor final : public Stdio::Tap {
 public:
  // Interrupted: Ctrl-C at an empty line; Abandoned: with something in it; Stopped: given up by wake('x').
  enum class Outcome : uint8_t { Line, End, Interrupted, Abandoned, Stopped };
  // What TAB asks: the text before the cursor -> it is answered by answer_completion from another thread.
  using AskCompletion = std::function<void(const std::string& before)>;

  LineEditor(AskCompletion ask, std::string history_file);
  ~LineEditor() override;
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // A line without its line end.
  [[nodiscard]] Outcome read(const std::string& prompt, bool keep, std::string& line);
  // Waits for a byte of the wake pipe.
  [[nodiscard]] char wait();

  void wake(char why);
  void answer_completion(std::string insert, std::string list);
  void restore();
  [[nodiscard]] bool take(int fd, std::string_view bytes) override;

 private:
  static constexpr int kMaxHistory = 1000;
  static int get_char(EditLine* editor, wchar_t* c);
  static unsigned char complete(EditLine* editor, int key);
  static wchar_t* prompt_of(EditLine* editor);

  int next_char(wchar_t& c);
  // False: the line is given up.
  bool on_wake(char why);
  // A byte of input; -1: none comes any more.
  int next_byte();
  void show_completion();
  // The rows of prompt and line above the cursor's, and below it.
  struct Rows {
    uint32_t above = 0, below = 0;
  };
  [[nodiscard]] Rows rows() const;
  void leave_line(std::string_view mark);
  void show_above(const std::string& text);
  void redraw();
  void load_history();
  void add_history(const std::wstring& line, const std::string& text);

  AskCompletion ask_;
  std::string history_file_;
  termios original_{};
  EditLine* editor_ = nullptr;
  HistoryW* history_ = nullptr;
  std::wstring prompt_;
  std::string typed_;  // bytes read and not yet taken
  size_t typed_at_ = 0;
  bool interrupted_ = false, stopped_ = false, had_text_ = false;
  std::string left_;  // what to write when the line is left without being taken
  int wake_[2] = {-1, -1};
  struct sigaction former_[3] = {};

  std::mutex lock_;  // of what follows
  bool editing_ = false;
  std::string output_;
  bool answered_ = false;
  std::string insert_, list_;
};

}  // namespace beamlet
