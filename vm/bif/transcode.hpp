// transcode.hpp - character data to code points: the walk behind unicode:characters_to_*.
//
// Purpose     Character data is a deep list of code points and of binaries in one encoding; a character may be split over
//             neighbouring binaries. The walk hands code points to a sink and, where it cannot go on, leaves what the language
//             shows as {error | incomplete, Converted, Rest}.
// Shapes      OTP has a native path (from latin1 and utf8 to lists and UTF-8 binaries) and one in Erlang for the rest. They show the
//             same failure in different shapes; both are kept, as FailureShape.
// Threads     [owner] of the data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vm/bif/bif_support.hpp"

namespace beamlet {

enum class TextEncoding : uint8_t { Latin1, Utf8, Utf16Big, Utf16Little, Utf32Big, Utf32Little };
[[nodiscard]] std::optional<TextEncoding> text_encoding(Term name);

enum class FailureShape : uint8_t { Native, Library };

// Takes code points; false: cannot be represented.
class CodePointSink {
 public:
  virtual bool put(uint32_t c) = 0;
  // Bytes below 128, as many code points.
  virtual void put_ascii(const uint8_t* bytes, size_t count) = 0;
  // A cell of two words for each, on the heap; else a few bytes.
  [[nodiscard]] virtual bool makes_terms() const = 0;

 protected:
  ~CodePointSink() = default;
};

class ListSink final : public CodePointSink {
 public:
  explicit ListSink(Process& p) : list_(p) {}
  bool put(uint32_t c) override {
    list_.add(Term::small(c));
    return true;
  }
  void put_ascii(const uint8_t* bytes, size_t count) override {
    for (size_t i = 0; i < count; ++i) list_.add(Term::small(bytes[i]));
  }
  [[nodiscard]] bool makes_terms() const override { return true; }
  [[nodiscard]] Term finish() { return list_.finish(); }

 private:
  ListBuilder list_;
};

class BytesSink final : public CodePointSink {
 public:
  explicit BytesSink(TextEncoding encoding) : encoding_(encoding) {}
  bool put(uint32_t c) override;
  void put_ascii(const uint8_t* bytes, size_t count) override;
  [[nodiscard]] bool makes_terms() const override { return false; }
  [[nodiscard]] std::string& bytes() { return bytes_; }

 private:
  void put_unit(uint32_t unit, int size, bool little);
  TextEncoding encoding_;
  std::string bytes_;
};

class Transcoder {
 public:
  enum class Outcome : uint8_t { Ok, Error, Incomplete, BadArg, NoMemory };
  Transcoder(Process& p, TextEncoding from, CodePointSink& sink, FailureShape shape)
      : process_(p), from_(from), sink_(sink), shape_(shape) {}

  [[nodiscard]] Outcome run(Term data);
  // After Error or Incomplete: what could not be converted.
  [[nodiscard]] Term rest() const { return rest_; }

  // Whether this is character data as far as types go.
  [[nodiscard]] static bool well_formed(Term data);

 private:
  bool ascii_elements(Term& list);
  Outcome code_point(Term list);
  // `tail`: what follows the binary in its list; none() when the binary is a tail itself.
  Outcome binary(Term bits, Term tail);
  Outcome complete_partial(const BinaryBytes& bytes, size_t& at, Term bits, Term tail);
  void fail(Term rest);
  [[nodiscard]] Term with_tail(Term first, Term tail);
  [[nodiscard]] Term partial_binary();

  // Whether the machine has room for what so many more bytes become.
  [[nodiscard]] bool has_room_for(size_t bytes);

  Process& process_;
  TextEncoding from_;
  CodePointSink& sink_;
  FailureShape shape_;
  std::vector<Term> outer_;  // tails of the lists around the current one
  uint8_t partial_[4] = {};  // start of a character whose end is in a later binary
  size_t partial_size_ = 0;
  Term data_;
  uint64_t taken_ = 0;  // bytes of binaries
  bool asked_ = false;  // there is room for all of them
  Term rest_ = Term::nil();
};

}  // namespace beamlet
