#include "tools/repl/line_editor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cwchar>
#include <filesystem>
#include <fstream>

#include "vm/io/os_signals.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {

namespace {

// Where the signal handlers write (line_editor.hpp L2).
std::atomic<int> signal_pipe{-1};

void on_signal(int signal) {
  int saved = errno;
  const char why = signal == SIGINT ? 'i' : signal == SIGWINCH ? 'w' : 'c';
  [[maybe_unused]] ssize_t written = ::write(signal_pipe.load(std::memory_order_relaxed), &why, 1);
  errno = saved;
}

constexpr int kSignals[] = {SIGINT, SIGWINCH, SIGCONT};

void write_terminal(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t n = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
}

std::wstring widen(std::string_view text) {
  std::wstring out;
  for (size_t at = 0; at < text.size();) {
    uint32_t c = 0;
    size_t length = get_utf8(reinterpret_cast<const uint8_t*>(text.data()) + at, text.size() - at, c);
    out.push_back(static_cast<wchar_t>(length == 0 ? 0xFFFD : c));
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string narrow(std::wstring_view text) {
  std::string out;
  for (wchar_t c : text) {
    uint8_t bytes[4];
    size_t length = put_utf8(bytes, static_cast<uint32_t>(c));
    out.append(reinterpret_cast<const char*>(bytes), length);
  }
  return out;
}

uint32_t columns() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// Where the cursor is after `text`, counted in cells from the first row's start; a wide character does not straddle two rows.
uint32_t advance(uint32_t cell, std::wstring_view text, uint32_t width) {
  for (wchar_t c : text) {
    int w = c < 32 || c == 127 ? 2 : std::max(0, wcwidth(c));  // control characters are shown as ^X
    if (w == 2 && c >= 128 && cell % width == width - 1) ++cell;
    cell += static_cast<uint32_t>(w);
  }
  return cell;
}

// The bytes of a character that begins with this one.
size_t sequence_length(uint8_t first) {
  if (first < 0xC0) return 1;
  if (first < 0xE0) return 2;
  return first < 0xF0 ? 3 : 4;
}

}  // namespace

LineEditor::LineEditor(AskCompletion ask, std::string history_file)
    : ask_(std::move(ask)), history_file_(std::move(history_file)) {
  tcgetattr(STDIN_FILENO, &original_);
  [[maybe_unused]] int piped = pipe2(wake_, O_CLOEXEC | O_NONBLOCK);
  // libedit and wcwidth ask the locale about characters; terminals speak UTF-8.
  if (std::setlocale(LC_CTYPE, "C.UTF-8") == nullptr) std::setlocale(LC_CTYPE, "");
  editor_ = el_init("beamlet", stdin, stdout, stderr);
  el_set(editor_, EL_CLIENTDATA, this);
  el_wset(editor_, EL_PROMPT, &LineEditor::prompt_of);
  el_wset(editor_, EL_GETCFN, &LineEditor::get_char);
  el_set(editor_, EL_EDITOR, "emacs");
  history_ = history_winit();
  HistEventW event;
  history_w(history_, &event, H_SETSIZE, kMaxHistory);
  history_w(history_, &event, H_SETUNIQUE, 1);
  el_wset(editor_, EL_HIST, history_w, history_);
  el_wset(editor_, EL_ADDFN, L"beamlet-complete", L"Completes modules, functions and variables",
          &LineEditor::complete);
  static constexpr const char* kBindings[][2] = {
      {"\t", "beamlet-complete"},   {"^R", "em-inc-search-prev"}, {"\\e[3~", "ed-delete-next-char"},
      {"\\e[1~", "ed-move-to-beg"}, {"\\e[4~", "ed-move-to-end"}, {"\\e[H", "ed-move-to-beg"},
      {"\\e[F", "ed-move-to-end"},  {"\\eOH", "ed-move-to-beg"},  {"\\eOF", "ed-move-to-end"},
      {"\\e[1;5C", "em-next-word"}, {"\\e[1;5D", "ed-prev-word"}, {"\\ef", "em-next-word"},
      {"\\eb", "ed-prev-word"},     {"^W", "ed-delete-prev-word"}};
  for (const auto& [key, function] : kBindings) el_set(editor_, EL_BIND, key, function, nullptr);
  el_source(editor_, nullptr);  // ~/.editrc
  load_history();
  signal_pipe.store(wake_[1], std::memory_order_relaxed);
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = OsSignals::kHandlerFlags;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < std::size(kSignals); ++i) sigaction(kSignals[i], &action, &former_[i]);
}

LineEditor::~LineEditor() {
  for (size_t i = 0; i < std::size(kSignals); ++i) sigaction(kSignals[i], &former_[i], nullptr);
  signal_pipe.store(-1, std::memory_order_relaxed);
  history_wend(history_);
  el_end(editor_);
  restore();
  close(wake_[0]);
  close(wake_[1]);
}

void LineEditor::restore() { tcsetattr(STDIN_FILENO, TCSADRAIN, &original_); }

void LineEditor::wake(char why) { [[maybe_unused]] ssize_t written = ::write(wake_[1], &why, 1); }

bool LineEditor::take(int fd, std::string_view bytes) {
  if (isatty(fd) == 0) return false;
  std::lock_guard guard(lock_);
  if (!editing_) return false;
  output_.append(bytes);
  wake('o');
  return true;
}

void LineEditor::answer_completion(std::string insert, std::string list) {
  std::lock_guard guard(lock_);
  insert_ = std::move(insert);
  list_ = std::move(list);
  answered_ = true;
  wake('t');
}

LineEditor::Outcome LineEditor::read(const std::string& prompt, bool keep, std::string& line) {
  prompt_ = widen(prompt);
  interrupted_ = stopped_ = had_text_ = false;
  left_ = "\n";
  {
    std::lock_guard guard(lock_);
    editing_ = true;
  }
  // Before the prompt is there, so that nothing typed at it is echoed twice.
  el_set(editor_, EL_PREP_TERM, 1);
  int count = 0;
  const wchar_t* text = el_wgets(editor_, &count);
  std::wstring read =
      text != nullptr && count > 0 ? std::wstring(text, static_cast<size_t>(count)) : std::wstring();
  bool given_up = interrupted_ || stopped_;
  std::string late;
  {
    std::lock_guard guard(lock_);
    editing_ = false;
    late.swap(output_);
  }
  if (given_up) el_set(editor_, EL_PREP_TERM, 0);
  if (given_up || read.empty()) write_terminal(left_);
  write_terminal(late);
  if (stopped_) return Outcome::Stopped;
  if (interrupted_) return had_text_ ? Outcome::Abandoned : Outcome::Interrupted;
  if (read.empty()) return Outcome::End;
  if (read.back() == L'\n') read.pop_back();
  line = narrow(read);
  if (keep && line.find_first_not_of(" \t") != std::string::npos) add_history(read, line);
  return Outcome::Line;
}

char LineEditor::wait() {
  for (;;) {
    pollfd wait_for = {wake_[0], POLLIN, 0};
    if (poll(&wait_for, 1, -1) < 0 && errno != EINTR) return 'q';
    char why = 0;
    if (::read(wake_[0], &why, 1) == 1) return why;
  }
}

int LineEditor::get_char(EditLine* editor, wchar_t* c) {
  void* self = nullptr;
  el_get(editor, EL_CLIENTDATA, &self);
  return static_cast<LineEditor*>(self)->next_char(*c);
}

wchar_t* LineEditor::prompt_of(EditLine* editor) {
  void* self = nullptr;
  el_get(editor, EL_CLIENTDATA, &self);
  return static_cast<LineEditor*>(self)->prompt_.data();
}

// libedit asks for characters; between them is the time to look at everything else. 1: a character, 0: the end.
int LineEditor::next_char(wchar_t& c) {
  int first = next_byte();
  if (first < 0) return 0;
  uint8_t bytes[4] = {static_cast<uint8_t>(first)};
  size_t length = sequence_length(bytes[0]), have = 1;
  for (; have < length; ++have) {
    int byte = next_byte();
    if (byte < 0) return 0;
    bytes[have] = static_cast<uint8_t>(byte);
  }
  uint32_t decoded = 0;
  c = static_cast<wchar_t>(get_utf8(bytes, length, decoded) == length ? decoded : 0xFFFD);
  return 1;
}

int LineEditor::next_byte() {
  while (typed_at_ == typed_.size()) {
    pollfd wait_for[2] = {{wake_[0], POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    if (poll(wait_for, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    char why = 0;
    if (wait_for[0].revents != 0 && ::read(wake_[0], &why, 1) == 1) {
      if (!on_wake(why)) return -1;
      continue;
    }
    if (wait_for[1].revents == 0) continue;
    typed_.resize(256);
    ssize_t n = ::read(STDIN_FILENO, typed_.data(), typed_.size());
    typed_.resize(n > 0 ? static_cast<size_t>(n) : 0);
    typed_at_ = 0;
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return -1;
  }
  return static_cast<uint8_t>(typed_[typed_at_++]);
}

bool LineEditor::on_wake(char why) {
  switch (why) {
    case 'i':
      interrupted_ = true;
      leave_line("^C");
      return false;
    case 'x':
      stopped_ = true;
      leave_line("");
      return false;
    case 'o': {
      std::string text;
      {
        std::lock_guard guard(lock_);
        text.swap(output_);
      }
      if (!text.empty()) show_above(text);
      return true;
    }
    case 'w':
      el_resize(editor_);
      show_above({});
      return true;
    case 'c':
      el_set(editor_, EL_PREP_TERM, 1);
      redraw();
      return true;
    default:
      return true;
  }
}

LineEditor::Rows LineEditor::rows() const {
  const LineInfoW* info = el_wline(editor_);
  uint32_t width = columns();
  auto before = std::wstring_view(info->buffer, static_cast<size_t>(info->cursor - info->buffer));
  auto behind = std::wstring_view(info->cursor, static_cast<size_t>(info->lastchar - info->cursor));
  uint32_t cursor = advance(advance(0, prompt_, width), before, width);
  uint32_t end = advance(cursor, behind, width);
  return {cursor / width, end / width - cursor / width};
}

// The line is given up where it is; what comes next is below it.
void LineEditor::leave_line(std::string_view mark) {
  const LineInfoW* info = el_wline(editor_);
  had_text_ = info->lastchar > info->buffer;
  Rows at = rows();
  left_.clear();
  if (at.below > 0) left_ += "\x1b[" + std::to_string(at.below) + "B";
  if (info->cursor == info->lastchar) left_ += mark;
  left_ += "\n";  // the terminal adds the carriage return
}

void LineEditor::show_above(const std::string& text) {
  Rows at = rows();
  std::string out;
  if (at.above > 0) out += "\x1b[" + std::to_string(at.above) + "A";
  out += "\r\x1b[J";
  // libedit's mode keeps output processing, so a newline returns the carriage as well.
  out += text;
  if (!text.empty() && text.back() != '\n') out += "\n";
  write_terminal(out);
  redraw();
}

void LineEditor::redraw() { el_set(editor_, EL_REFRESH); }

unsigned char LineEditor::complete(EditLine* editor, int) {
  void* self = nullptr;
  el_get(editor, EL_CLIENTDATA, &self);
  static_cast<LineEditor*>(self)->show_completion();
  return CC_REFRESH;
}

void LineEditor::show_completion() {
  const LineInfoW* info = el_wline(editor_);
  {
    std::lock_guard guard(lock_);
    answered_ = false;
  }
  ask_(narrow(std::wstring_view(info->buffer, static_cast<size_t>(info->cursor - info->buffer))));
  constexpr int kPatienceMs = 2000;
  std::string insert, list;
  for (;;) {
    {
      std::lock_guard guard(lock_);
      if (answered_) {
        insert.swap(insert_);
        list.swap(list_);
        break;
      }
    }
    pollfd wait_for = {wake_[0], POLLIN, 0};
    if (poll(&wait_for, 1, kPatienceMs) == 0) return;
    char why = 0;
    if (::read(wake_[0], &why, 1) == 1 && !on_wake(why)) {
      // The interrupt belongs to the line: let the next character find it.
      wake(why);
      return;
    }
  }
  if (!insert.empty()) el_winsertstr(editor_, widen(insert).c_str());
  if (list.empty()) return;
  Rows at = rows();
  std::string out;
  if (at.below > 0) out += "\x1b[" + std::to_string(at.below) + "B";
  write_terminal(out + "\r\n" + list + (list.back() == '\n' ? "" : "\r\n"));
  redraw();
}

// The file has an entry a line; what is longer than the history is cut when it is read.
void LineEditor::load_history() {
  if (history_file_.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(history_file_).parent_path(), error);
  std::vector<std::string> lines;
  {
    std::ifstream in(history_file_);
    for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  }
  constexpr size_t kMost = kMaxHistory;
  if (lines.size() > 2 * kMost) {
    lines.erase(lines.begin(), lines.end() - kMost);
    std::string shorter = history_file_ + ".new";
    std::ofstream out(shorter, std::ios::trunc);
    for (const std::string& line : lines) out << line << '\n';
    if (out.flush()) std::filesystem::rename(shorter, history_file_, error);
  }
  HistEventW event;
  for (const std::string& line : lines) history_w(history_, &event, H_ENTER, widen(line).c_str());
}

void LineEditor::add_history(const std::wstring& line, const std::string& text) {
  HistEventW event;
  history_w(history_, &event, H_ENTER, line.c_str());
  if (history_file_.empty()) return;
  // One write to the end: shells that run at once do not tear each other's lines.
  int fd = open(history_file_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return;
  std::string entry = text + "\n";
  [[maybe_unused]] ssize_t written = ::write(fd, entry.data(), entry.size());
  close(fd);
}

}  // namespace beamlet
