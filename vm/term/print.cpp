#include "vm/term/print.hpp"

#include <cstdio>

#include "vm/base/float_text.hpp"
#include "vm/base/memory.hpp"
#include "vm/base/node.hpp"
#include "vm/term/atom.hpp"
#include "vm/term/binary.hpp"
#include "vm/term/fun.hpp"
#include "vm/term/map.hpp"
#include "vm/term/number.hpp"
#include "vm/term/pid.hpp"
#include "vm/term/term_stack.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {

namespace {

// The language's reserved words: as atoms they are quoted.
bool is_reserved(std::string_view text) {
  constexpr std::string_view kWords[] = {
      "after", "and",  "andalso", "band",   "begin",   "bnot", "bor", "bsl",  "bsr",
      "bxor",  "case", "catch",   "cond",   "div",     "end",  "fun", "if",   "let",
      "not",   "of",   "or",      "orelse", "receive", "rem",  "try", "when", "xor",
  };
  for (std::string_view word : kWords)
    if (word == text) return true;
  return false;
}

bool is_lower(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7); }
bool is_name_character(uint32_t c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
         (c >= '0' && c <= '9') || c == '_' || c == '@';
}

void append_utf8(std::string& out, uint32_t c) {
  uint8_t bytes[4];
  size_t n = put_utf8(bytes, c);
  out.append(reinterpret_cast<const char*>(bytes), n);
}

// One character inside quotes.
void append_escaped(std::string& out, uint32_t c, char quote, bool latin1) {
  static constexpr std::string_view kLetters =
      "\bb\tt\nn\vv\ff\rr\x1b"
      "e\x7f"
      "d";
  if (c == static_cast<uint32_t>(quote) || c == '\\') {
    out.push_back('\\');
    out.push_back(static_cast<char>(c));
    return;
  }
  for (size_t i = 0; i < kLetters.size(); i += 2) {
    if (c != static_cast<uint8_t>(kLetters[i])) continue;
    out.push_back('\\');
    out.push_back(kLetters[i + 1]);
    return;
  }
  char buffer[16];
  if (c < 0x20 || (c >= 0x80 && c < 0xA0)) {
    out.append(buffer, static_cast<size_t>(std::snprintf(buffer, sizeof buffer, "\\%o", c)));
  } else if (latin1 && c > 0xFF) {
    out.append(buffer, static_cast<size_t>(std::snprintf(buffer, sizeof buffer, "\\x{%X}", c)));
  } else {
    append_utf8(out, c);
  }
}

bool is_printable_latin1(uint64_t c) {
  return (c >= 0x20 && c < 0x7F) || (c >= 8 && c <= 13) || c == 27 || (c >= 0xA0 && c <= 0xFF);
}

class Printer {
 public:
  Printer(std::string& out, const PrintOptions& options)
      : out_(out),
        options_(options),
        limit_(options.max_chars > SIZE_MAX - out.size() ? SIZE_MAX : out.size() + options.max_chars) {}

  void run(Term t) {
    one(t);
    while (!work_.empty()) {
      if (out_.size() > limit_) {
        out_.resize(limit_);
        out_ += "...";
        free_owned();
        return;
      }
      step();
    }
    if (out_.size() > limit_) {
      out_.resize(limit_);
      out_ += "...";
    }
  }

 private:
  struct Work {
    enum Kind : uint8_t { Elements, Tail, Pairs } kind;
    bool started;
    char close;  // after the last element
    const Term* at;
    uint64_t left;
    void* owned;
  };

  void free_owned() {
    while (!work_.empty()) {
      void* owned = work_.pop().owned;
      if (owned != nullptr) memory_free(owned);
    }
  }

  void step() {
    Work& top = work_.top();
    switch (top.kind) {
      case Work::Elements:
        if (top.left == 0) return close(top);
        if (top.started) out_.push_back(',');
        top.started = true;
        --top.left;
        return one(*top.at++);
      case Work::Pairs: {
        if (top.left == 0) return close(top);
        bool key = top.left % 2 == 0;
        if (!key)
          out_ += options_.strings ? "=>" : " => ";
        else if (top.started)
          out_.push_back(',');
        top.started = true;
        --top.left;
        return one(*top.at++);
      }
      case Work::Tail: {
        Term rest = *top.at;
        if (rest.is_nil()) return close(top);
        if (rest.is_cons()) {
          out_.push_back(',');
          top.at = rest.cons_ptr() + 1;
          return one(rest.head());
        }
        out_.push_back('|');
        top.kind = Work::Elements;
        top.left = 0;
        return one(rest);
      }
    }
  }
  void close(const Work& top) {
    out_.push_back(top.close);
    void* owned = top.owned;
    work_.drop();
    if (owned != nullptr) memory_free(owned);
  }

  void one(Term t) {
    // The head of a list is next: down to the first that is none, without recursion.
    for (; t.is_cons(); t = t.head())
      if (out_.size() > limit_ || !open_list(t)) return;
    if (t.is_small()) return append_integer(out_, t, 10);
    if (t.is_atom()) return append_atom(out_, atom_text(t), options_.latin1_atoms);
    if (t.is_nil()) {
      out_ += "[]";
    } else if (t.is_local_pid()) {
      text("<0.%u.%u>", pid_number(t), pid_serial(t));
    } else if (t.is_boxed()) {
      boxed(t);
    } else {
      out_ += "#Term";  // none() and words of the stack: only in reports about broken state
    }
  }

  template <class... Args>
  void text(const char* format, Args... args) {
    char buffer[96];
    out_.append(buffer, static_cast<size_t>(std::snprintf(buffer, sizeof buffer, format, args...)));
  }

  // False: it is printed, as a string.
  bool open_list(Term t) {
    if (options_.strings && is_string(t)) {
      out_.push_back('"');
      for (; t.is_cons(); t = t.tail())
        append_escaped(out_, static_cast<uint32_t>(t.head().small_value()), '"', false);
      out_.push_back('"');
      return false;
    }
    out_.push_back('[');
    work_.push({Work::Tail, true, ']', t.cons_ptr() + 1, 0, nullptr});
    return true;
  }
  static bool is_string(Term t) {
    for (; t.is_cons(); t = t.tail())
      if (!t.head().is_small() || !is_printable_latin1(static_cast<uint64_t>(t.head().small_value())))
        return false;
    return t.is_nil();
  }

  void bits(BitView v) {
    if (options_.strings && v.size > 0 && v.size % 8 == 0 && printable(v)) {
      out_ += "<<\"";
      for (uint64_t i = 0; i < v.size; i += 8)
        append_escaped(out_, static_cast<uint32_t>(read_bits(v.bytes, v.offset + i, 8)), '"', false);
      out_ += "\">>";
      return;
    }
    out_ += "<<";
    for (uint64_t i = 0; i < v.size && out_.size() <= limit_; i += 8) {
      if (i > 0) out_.push_back(',');
      auto n = static_cast<uint32_t>(v.size - i < 8 ? v.size - i : 8);
      text("%u", static_cast<unsigned>(read_bits(v.bytes, v.offset + i, n)));
      if (n < 8) text(":%u", n);
    }
    out_ += ">>";
  }
  static bool printable(BitView v) {
    for (uint64_t i = 0; i < v.size; i += 8) {
      uint64_t c = read_bits(v.bytes, v.offset + i, 8);
      if (!is_printable_latin1(c) || c >= 0x80) return false;
    }
    return true;
  }

  void boxed(Term t) {
    const Term* p = t.boxed_ptr();
    Header header(p[0]);
    switch (header.kind()) {
      case TermKind::Tuple:
        out_.push_back('{');
        return work_.push({Work::Elements, false, '}', p + 1, header.words(), nullptr});
      case TermKind::PosBig:
      case TermKind::NegBig:
        return append_integer(out_, t, 10);
      case TermKind::Float:
        return append_float(out_, float_value(t));
      case TermKind::FlatMap:
      case TermKind::HashMap:
        return map(t);
      case TermKind::Fun: {
        const FunIdentity& f = fun_identity(t);
        out_ += "#Fun<";
        append_atom(out_, atom_text(f.module), options_.latin1_atoms);
        return text(".%u.%u>", f.index, static_cast<unsigned>(f.unique & 0x7FFFFFF));
      }
      case TermKind::ExportFun: {
        const ExportIdentity& e = export_identity(t);
        out_ += "fun ";
        append_atom(out_, atom_text(e.module), options_.latin1_atoms);
        out_.push_back(':');
        append_atom(out_, atom_text(e.function), options_.latin1_atoms);
        return text("/%u", e.arity);
      }
      case TermKind::Ref:
      case TermKind::MagicRef: {
        RefNumbers n = ref_numbers(t);
        return text("#Ref<0.%u.%u.%u>", n.c, n.b, n.a);
      }
      case TermKind::ExternalPid:
        return text("<%u.%u.%u>", p[1].atom_index(), static_cast<uint32_t>(p[2].raw() >> 32),
                    static_cast<uint32_t>(p[2].raw()));
      case TermKind::ExternalRef: {
        text("#Ref<%u", p[1].atom_index());
        for (auto i = static_cast<uint32_t>(p[2].raw() & 255); i > 0; --i)
          text(".%u", external_ref_word(t, i - 1));
        out_.push_back('>');
        return;
      }
      case TermKind::ExternalPort:
        return text("#Port<%u.%llu>", p[1] == atom::nonode ? 0 : p[1].atom_index(),
                    static_cast<unsigned long long>(p[2].raw()));
      case TermKind::HeapBinary:
      case TermKind::RefcBinary:
      case TermKind::SubBits:
        return bits(bit_view(t));
      default:
        out_ += "#Internal";  // match contexts, parts of maps: only in reports about broken state
    }
  }

  void map(Term t) {
    out_ += "#{";
    uint64_t n = map_size(t);
    if (n == 0) {
      out_.push_back('}');
      return;
    }
    auto* pairs = static_cast<MapPair*>(memory_alloc(n * sizeof(MapPair)));
    map_pairs(t, pairs);
    work_.push({Work::Pairs, false, '}', &pairs[0].key, 2 * n, pairs});
  }

  std::string& out_;
  const PrintOptions& options_;
  const size_t limit_;
  WalkStack<Work> work_;
};

}  // namespace

bool atom_needs_quotes(std::string_view text) {
  const auto* p = reinterpret_cast<const uint8_t*>(text.data());
  size_t left = text.size();
  bool first = true;
  while (left > 0) {
    uint32_t c = 0;
    size_t n = get_utf8(p, left, c);
    if (n == 0 || !(first ? is_lower(c) : is_name_character(c))) return true;
    first = false;
    p += n;
    left -= n;
  }
  return first || is_reserved(text);
}

void append_atom(std::string& out, std::string_view text, bool latin1) {
  if (!atom_needs_quotes(text)) {
    out += text;
    return;
  }
  out.push_back('\'');
  const auto* p = reinterpret_cast<const uint8_t*>(text.data());
  for (size_t left = text.size(); left > 0;) {
    uint32_t c = 0;
    size_t n = get_utf8(p, left, c);
    if (n == 0) break;
    append_escaped(out, c, '\'', latin1);
    p += n;
    left -= n;
  }
  out.push_back('\'');
}

void append_term(std::string& out, Term term, const PrintOptions& options) {
  Printer printer(out, options);
  printer.run(term);
}

std::string print_term(Term term, const PrintOptions& options) {
  std::string out;
  append_term(out, term, options);
  return out;
}

}  // namespace beamlet
