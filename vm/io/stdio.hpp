// stdio.hpp - the standard streams of the operating-system process.
//
// Purpose     Standard output is buffered: a program that prints a million short lines makes few system calls. What is buffered is
//             written when the buffer is full, when a terminal's line ends, when a scheduler goes idle and at exit. Standard
//             error is never buffered, and flushes standard output first, so that the two appear in order.
// Invariants  O1  bytes reach standard output in the order of the write() calls.
//             O2  who reads from the operating system has the turn (reader_lock_) and no other lock: what was read is looked at and given back without waiting.
// Threads     [any]: one lock for output; for input one for the turn, then one for the bytes. read_line() and read() block, outside the machine
//             (machine_gate.hpp); a write waits inside: output is written whatever else ends.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

namespace beamlet {

class Stdio {
 public:
  // The streams exist once per operating-system process, so there is one object for them.
  static Stdio& instance();
  ~Stdio() = default;
  Stdio(const Stdio&) = delete;
  Stdio& operator=(const Stdio&) = delete;

  // False when the other end is closed, now or earlier.
  bool write(std::string_view bytes);
  bool flush();
  bool write_error(std::string_view bytes);
  // Cheap when nothing is buffered: for a scheduler about to sleep. False: the other end takes no more now; ask again soon.
  bool flush_without_waiting();

  // -- what does not wait: for an operating system that has no room or no input, or for another thread that waits for it
  enum class Attempt : uint8_t { Done, Closed, WouldBlock };
  [[nodiscard]] Attempt try_write(std::string_view bytes);
  [[nodiscard]] Attempt try_write_error(std::string_view bytes);
  // From what was read already; false when that is not enough.
  [[nodiscard]] bool try_read_line(std::string& out);
  [[nodiscard]] bool try_read(size_t most, std::string& out);

  enum class Read : uint8_t { Data, End, Error };
  // A line with its newline (the last one may have none).
  [[nodiscard]] Read read_line(std::string& out);
  // 1 to `most` bytes.
  [[nodiscard]] Read read(size_t most, std::string& out);
  // These bytes are read before anything else.
  void unread(std::string_view bytes);
  // Whether bytes wait here that need no reading from the operating system.
  [[nodiscard]] bool has_input();
  // What would go to a terminal while a line is edited there goes to the editor, which puts it above the line: it returns whether it took the bytes.
  class Tap {
   public:
    virtual ~Tap() = default;
    [[nodiscard]] virtual bool take(int fd, std::string_view bytes) = 0;
  };
  // nullptr: none. While no other thread writes.
  void set_tap(Tap* tap) { tap_ = tap; }
  // errno of the last Read::Error.
  [[nodiscard]] int read_error() const { return read_errno_; }

 private:
  static constexpr size_t kOutputBuffer = 64 * 1024;
  static constexpr size_t kInputChunk = 64 * 1024;
  Stdio();
  bool flush_locked();
  void flush_if_needed();
  // Writes of what is buffered what the other end takes at once; true when nothing is left.
  bool drain_locked();
  // The next line behind `looked` bytes in which there is none. With input_lock_, as take().
  bool take_line(std::string& out, size_t& looked);
  Read take(size_t most, std::string& out);
  // Writes all, or leaves it to the tap.
  bool emit(int fd, std::string_view bytes);
  [[nodiscard]] std::unique_lock<std::mutex> take_turn();
  // Reads what there is. False at the end of input or on an error. With the turn.
  bool fill_input();

  std::mutex output_lock_;
  std::string output_;
  std::atomic<bool> buffered_{false};
  bool output_closed_ = false;
  bool line_buffered_ = false;
  Tap* tap_ = nullptr;

  std::mutex reader_lock_;  // who has it reads from the operating system
  int read_errno_ = 0;
  std::mutex input_lock_;  // guards what follows
  std::string input_;
  size_t input_at_ = 0;
};

}  // namespace beamlet
