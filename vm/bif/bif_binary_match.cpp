// bif_binary_match.cpp - searching in binaries: match, matches, split, compile_pattern.
//
// A compiled pattern is {bm | ac, Ref} as in OTP, where the reference owns a BytePattern.
#include <new>
#include <string>
#include <vector>

#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/bif/byte_pattern.hpp"
#include "vm/bif/identity.hpp"
#include "vm/heap/off_heap.hpp"

namespace beamlet {
namespace {

constexpr uint64_t kBytesPerReduction = 1024;

struct CompiledPattern : MagicRef {
  explicit CompiledPattern(std::vector<std::string> patterns) : pattern(std::move(patterns)) {
    destroy = &release;
  }
  static void release(MagicRef* self) { delete static_cast<CompiledPattern*>(self); }
  BytePattern pattern;
};

// The patterns of a binary or a non-empty list of binaries, none of them empty.
std::optional<std::vector<std::string>> read_patterns(Term t) {
  std::vector<std::string> patterns;
  auto add = [&](Term pattern) {
    if (!is_binary(pattern) || bit_size_of(pattern) == 0) return false;
    patterns.emplace_back(BinaryBytes(pattern).view());
    return true;
  };
  if (!t.is_list()) return add(t) ? std::optional(std::move(patterns)) : std::nullopt;
  for (; t.is_cons(); t = t.tail()) {
    if (!add(t.head())) return std::nullopt;
  }
  if (!t.is_nil() || patterns.empty()) return std::nullopt;
  return patterns;
}

const BytePattern* compiled_pattern(Term t) {
  const Term* pair = tuple_of(t, 2);
  if (pair == nullptr || (pair[0] != atom::bm && pair[0] != atom::ac)) return nullptr;
  if (!is_kind(pair[1], TermKind::MagicRef)) return nullptr;
  MagicRef* resource = magic_ref_of(pair[1]);
  if (resource->destroy != &CompiledPattern::release) return nullptr;
  return &static_cast<CompiledPattern*>(resource)->pattern;
}

// The pattern argument of a call: compiled before, or compiled now.
class PatternArgument {
 public:
  explicit PatternArgument(Term t) : pattern_(compiled_pattern(t)) {
    if (pattern_ != nullptr) return;
    std::optional<std::vector<std::string>> patterns = read_patterns(t);
    if (patterns) pattern_ = &own_.emplace(std::move(*patterns));
  }
  ~PatternArgument() = default;
  PatternArgument(const PatternArgument&) = delete;
  PatternArgument& operator=(const PatternArgument&) = delete;
  [[nodiscard]] const BytePattern* get() const { return pattern_; }

 private:
  std::optional<BytePattern> own_;
  const BytePattern* pattern_;
};

struct SearchOptions {
  size_t from = 0, to = 0;
  bool global = false, trim = false, trim_all = false;
};

// {scope, {Start, Length}}: Length may be negative.
bool read_scope(Term option, size_t size, SearchOptions& options) {
  const Term* pair = tuple_of(option, 2);
  const Term* range = pair != nullptr && pair[0] == atom::scope ? tuple_of(pair[1], 2) : nullptr;
  if (range == nullptr || !range[0].is_small() || !range[1].is_small()) return false;
  int64_t from = range[0].small_value();
  int64_t length = range[1].small_value();
  if (from < 0 || from > static_cast<int64_t>(size)) return false;
  if (length < -from || length > static_cast<int64_t>(size) - from) return false;
  options.from = static_cast<size_t>(length < 0 ? from + length : from);
  options.to = static_cast<size_t>(length < 0 ? from : from + length);
  return true;
}

enum class Allowed : uint8_t { Scope, Split };

bool read_options(Term list, size_t size, Allowed allowed, SearchOptions& options) {
  options.to = size;
  for (; list.is_cons(); list = list.tail()) {
    Term option = list.head();
    if (allowed == Allowed::Split && option == atom::global)
      options.global = true;
    else if (allowed == Allowed::Split && option == atom::trim)
      options.trim = true;
    else if (allowed == Allowed::Split && option == atom::trim_all)
      options.trim_all = true;
    else if (!read_scope(option, size, options))
      return false;
  }
  return list.is_nil();
}

// Nothing is found in an empty binary, whatever is searched: as on OTP the pattern is not even looked at.
std::optional<BytePattern::Match> find(const PatternArgument& pattern, const BinaryBytes& bytes, size_t from,
                                       size_t to) {
  if (pattern.get() == nullptr) return std::nullopt;
  return pattern.get()->find(bytes_of(bytes), from, to);
}

Term match_term(Process& p, BytePattern::Match match) {
  return new_tuple(p, Term::small(static_cast<int64_t>(match.position)),
                   Term::small(static_cast<int64_t>(match.length)));
}

Term match(Process& p, Term subject, Term pattern_term, Term option_list) {
  if (!is_binary(subject)) return p.badarg();
  PatternArgument pattern(pattern_term);
  BinaryBytes bytes(subject);
  SearchOptions options;
  if (!read_options(option_list, bytes.size(), Allowed::Scope, options)) return p.badarg();
  if (pattern.get() == nullptr && bytes.size() != 0) return p.badarg();
  std::optional<BytePattern::Match> found = find(pattern, bytes, options.from, options.to);
  charge(p, (found ? found->position : options.to) - options.from, kBytesPerReduction);
  return found ? match_term(p, *found) : atom::nomatch;
}

Term matches(Process& p, Term subject, Term pattern_term, Term option_list) {
  if (!is_binary(subject)) return p.badarg();
  PatternArgument pattern(pattern_term);
  BinaryBytes bytes(subject);
  SearchOptions options;
  if (!read_options(option_list, bytes.size(), Allowed::Scope, options)) return p.badarg();
  if (pattern.get() == nullptr && bytes.size() != 0) return p.badarg();
  charge(p, options.to - options.from, kBytesPerReduction);
  ListBuilder result(p);
  for (size_t at = options.from;;) {
    std::optional<BytePattern::Match> found = find(pattern, bytes, at, options.to);
    if (!found) return result.finish();
    result.add(match_term(p, *found));
    at = found->position + found->length;
  }
}

Term split(Process& p, Term subject, Term pattern_term, Term option_list) {
  if (!is_binary(subject)) return p.badarg();
  PatternArgument pattern(pattern_term);
  BinaryBytes bytes(subject);
  SearchOptions options;
  if (!read_options(option_list, bytes.size(), Allowed::Split, options)) return p.badarg();
  if (pattern.get() == nullptr && bytes.size() != 0) return p.badarg();
  struct Part {
    size_t from, to;
  };
  std::vector<Part> parts;
  size_t at = 0;
  auto add = [&](size_t to) {
    if (!options.trim_all || to > at) parts.push_back({at, to});
  };
  size_t search = options.from;
  do {
    std::optional<BytePattern::Match> found = find(pattern, bytes, search, options.to);
    if (!found) break;
    add(found->position);
    at = search = found->position + found->length;
  } while (options.global);
  charge(p, search - options.from, kBytesPerReduction);
  charge(p, parts.size(), 16);
  add(bytes.size());
  if (options.trim) {
    while (!parts.empty() && parts.back().from == parts.back().to) parts.pop_back();
  }
  ListBuilder result(p);
  for (Part part : parts) result.add(bits_part(p.heap, subject, part.from * 8, (part.to - part.from) * 8));
  return result.finish();
}

}  // namespace

Term bif_binary_compile_pattern_1(Process& p, const Term* args) {
  std::optional<std::vector<std::string>> patterns = read_patterns(args[0]);
  if (!patterns) return p.badarg();
  Term kind = patterns->size() == 1 ? atom::bm : atom::ac;
  CompiledPattern* compiled = new CompiledPattern(std::move(*patterns));
  Term ref = magic_ref_at(p.alloc(kMagicRefWords), compiled, next_unique_reference(), p.heap.off_heap);
  return new_tuple(p, kind, ref);
}

Term bif_binary_match_2(Process& p, const Term* args) { return match(p, args[0], args[1], Term::nil()); }
Term bif_binary_match_3(Process& p, const Term* args) { return match(p, args[0], args[1], args[2]); }
Term bif_binary_matches_2(Process& p, const Term* args) { return matches(p, args[0], args[1], Term::nil()); }
Term bif_binary_matches_3(Process& p, const Term* args) { return matches(p, args[0], args[1], args[2]); }
Term bif_binary_split_2(Process& p, const Term* args) { return split(p, args[0], args[1], Term::nil()); }
Term bif_binary_split_3(Process& p, const Term* args) { return split(p, args[0], args[1], args[2]); }

}  // namespace beamlet
