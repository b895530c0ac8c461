#include "vm/io/stdio.hpp"

#include <poll.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <csignal>

#include "vm/base/machine_gate.hpp"
#include "vm/base/node.hpp"

namespace beamlet {
namespace {

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) {
      // Whoever shares the other end made it non-blocking: wait as if it were not.
      pollfd room{fd, POLLOUT, 0};
      ::poll(&room, 1, -1);
      continue;
    }
    if (n < 0) return false;
    add_fact(the_node.facts.output_bytes, static_cast<uint64_t>(n));
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

// A pipe that has room takes this much at once (PIPE_BUF of Linux).
constexpr size_t kAlwaysFits = 4096;
bool has_room(int fd) {
  pollfd room{fd, POLLOUT, 0};
  return ::poll(&room, 1, 0) == 1;  // also when the other end is closed: the write tells
}

}  // namespace

Stdio& Stdio::instance() {
  static Stdio& stdio =
      *new Stdio;  // never destroyed: a thread may be reading when the machine's process ends
  return stdio;
}

Stdio::Stdio() : line_buffered_(isatty(STDOUT_FILENO) == 1) {
  // A closed pipe is an error of write(), not the end of the machine.
  std::signal(SIGPIPE, SIG_IGN);
}

bool Stdio::write(std::string_view bytes) {
  std::lock_guard guard(output_lock_);
  if (output_closed_) return false;
  if (output_.size() + bytes.size() > kOutputBuffer) {
    if (!flush_locked()) return false;
    if (bytes.size() > kOutputBuffer) {
      output_closed_ = !emit(STDOUT_FILENO, bytes);
      return !output_closed_;
    }
  }
  output_.append(bytes);
  // relaxed: only a hint for flush_if_needed(), which then takes the lock
  buffered_.store(true, std::memory_order_relaxed);
  if (line_buffered_ && bytes.find('\n') != std::string_view::npos) return flush_locked();
  return true;
}

bool Stdio::flush() {
  std::lock_guard guard(output_lock_);
  return flush_locked();
}

bool Stdio::emit(int fd, std::string_view bytes) {
  return (tap_ != nullptr && tap_->take(fd, bytes)) || write_all(fd, bytes);
}

bool Stdio::has_input() {
  std::lock_guard guard(input_lock_);
  return input_at_ < input_.size();
}

bool Stdio::flush_locked() {
  if (!output_.empty() && !output_closed_) output_closed_ = !emit(STDOUT_FILENO, output_);
  output_.clear();
  buffered_.store(false, std::memory_order_relaxed);  // relaxed: see write()
  return !output_closed_;
}

void Stdio::flush_if_needed() {
  if (buffered_.load(std::memory_order_relaxed)) flush();  // relaxed: see write()
}

bool Stdio::drain_locked() {
  if (tap_ != nullptr || output_closed_) {
    flush_locked();
    return true;
  }
  size_t written = 0;
  while (written < output_.size() && has_room(STDOUT_FILENO)) {
    size_t size = std::min(output_.size() - written, kAlwaysFits);
    if (!write_all(STDOUT_FILENO, {output_.data() + written, size})) {
      output_closed_ = true;
      written = output_.size();
    } else {
      written += size;
    }
  }
  output_.erase(0, written);
  if (!output_.empty()) return false;
  buffered_.store(false, std::memory_order_relaxed);  // relaxed: see write()
  return true;
}

bool Stdio::flush_without_waiting() {
  if (!buffered_.load(std::memory_order_relaxed)) return true;  // relaxed: see write()
  std::unique_lock guard(output_lock_, std::try_to_lock);
  return guard.owns_lock() && drain_locked();
}

Stdio::Attempt Stdio::try_write(std::string_view bytes) {
  std::unique_lock guard(output_lock_, std::try_to_lock);
  if (!guard.owns_lock()) return Attempt::WouldBlock;
  if (output_closed_) return Attempt::Closed;
  if (output_.size() + bytes.size() > kOutputBuffer) {
    if (!drain_locked() || bytes.size() > kOutputBuffer) return Attempt::WouldBlock;
    if (output_closed_) return Attempt::Closed;
  }
  output_.append(bytes);
  buffered_.store(true, std::memory_order_relaxed);  // relaxed: see write()
  // What does not go out now goes when a scheduler is idle, or with the next write.
  if (line_buffered_ && bytes.find('\n') != std::string_view::npos) drain_locked();
  return output_closed_ ? Attempt::Closed : Attempt::Done;
}

Stdio::Attempt Stdio::try_write_error(std::string_view bytes) {
  if (bytes.size() > kAlwaysFits || !flush_without_waiting() || !has_room(STDERR_FILENO))
    return Attempt::WouldBlock;
  return write_error(bytes) ? Attempt::Done : Attempt::Closed;
}

bool Stdio::write_error(std::string_view bytes) {
  flush();
  return emit(STDERR_FILENO, bytes);
}

std::unique_lock<std::mutex> Stdio::take_turn() {
  if (std::unique_lock at_once(reader_lock_, std::try_to_lock); at_once.owns_lock()) return at_once;
  OutsideMachine outside;  // whoever reads now may wait for ever
  return std::unique_lock(reader_lock_);
}

bool Stdio::fill_input() {
  std::string chunk(kInputChunk, '\0');
  ssize_t n;
  do {
    OutsideMachine outside;
    // NOLINTNEXTLINE(clang-analyzer-unix.BlockInCriticalSection): the reader's lock is held for that: one waits for input, the others for their turn
    n = ::read(STDIN_FILENO, chunk.data(), chunk.size());
  } while (n < 0 && errno == EINTR);
  read_errno_ = n < 0 ? errno : 0;
  if (n <= 0) return false;
  add_fact(the_node.facts.input_bytes, static_cast<uint64_t>(n));
  std::lock_guard guard(input_lock_);
  input_.erase(0, input_at_);
  input_at_ = 0;
  input_.append(chunk, 0, static_cast<size_t>(n));
  return true;
}

Stdio::Read Stdio::read_line(std::string& out) {
  flush_if_needed();
  std::unique_lock turn = take_turn();
  size_t looked = 0;
  for (bool more = true;;) {
    {
      std::lock_guard guard(input_lock_);
      if (take_line(out, looked)) return Read::Data;
      if (!more && read_errno_ != 0) return Read::Error;
      if (!more && input_at_ == input_.size()) return Read::End;
      if (!more) return take(input_.size(), out);
    }
    more = fill_input();
  }
}

Stdio::Read Stdio::take(size_t most, std::string& out) {
  out.assign(input_, input_at_, most);
  input_at_ += out.size();
  return Read::Data;
}

bool Stdio::take_line(std::string& out, size_t& looked) {
  size_t newline = input_.find('\n', input_at_ + looked);
  if (newline == std::string::npos) {
    looked = input_.size() - input_at_;
    return false;
  }
  out.assign(input_, input_at_, newline + 1 - input_at_);
  input_at_ = newline + 1;
  return true;
}

bool Stdio::try_read_line(std::string& out) {
  std::unique_lock turn(reader_lock_, std::try_to_lock);
  if (!turn.owns_lock()) return false;  // who came before has its line first
  std::lock_guard guard(input_lock_);
  size_t looked = 0;
  return take_line(out, looked);
}

bool Stdio::try_read(size_t most, std::string& out) {
  std::unique_lock turn(reader_lock_, std::try_to_lock);
  if (!turn.owns_lock()) return false;  // as above
  std::lock_guard guard(input_lock_);
  return input_at_ != input_.size() && take(most, out) == Read::Data;
}

Stdio::Read Stdio::read(size_t most, std::string& out) {
  flush_if_needed();
  std::unique_lock turn = take_turn();
  out.clear();
  if (most == 0) return Read::Data;
  for (bool more = true;;) {
    {
      std::lock_guard guard(input_lock_);
      if (input_at_ != input_.size()) return take(most, out);
      if (!more) return read_errno_ != 0 ? Read::Error : Read::End;
    }
    more = fill_input();
  }
}

void Stdio::unread(std::string_view bytes) {
  std::lock_guard guard(input_lock_);
  input_.replace(0, input_at_, bytes);
  input_at_ = 0;
}

}  // namespace beamlet
