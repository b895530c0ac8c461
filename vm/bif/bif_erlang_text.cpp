// bif_erlang_text.cpp - atoms and numbers as text and back.
#include <string>

#include "vm/base/float_text.hpp"
#include "vm/bif/bif.hpp"
#include "vm/bif/bif_support.hpp"
#include "vm/process/machine_event.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {
namespace {

enum class Encoding : uint8_t { Latin1, Utf8 };

std::optional<Encoding> atom_encoding(Term t) {
  if (t == atom::latin1) return Encoding::Latin1;
  if (t == atom::utf8 || t == atom::unicode) return Encoding::Utf8;
  return std::nullopt;
}

// -- atoms

enum class IfNew : uint8_t { Make, Fail };

Term atom_of(Process& p, std::string_view utf8, size_t characters, IfNew if_new) {
  if (if_new == IfNew::Fail) {
    Term found = characters > limits::kMaxAtomCharacters ? Term::none() : the_node.atoms->find(utf8);
    return found.is_none() ? p.badarg() : found;
  }
  if (characters > limits::kMaxAtomCharacters) return p.system_limit();
  Term made = the_node.atoms->intern(utf8);
  if (!made.is_none()) return made;
  report_event(p, MachineEvent::AtomLimit);
  return p.system_limit();
}

void append_utf8(std::string& out, uint32_t c) {
  uint8_t bytes[4];
  out.append(reinterpret_cast<const char*>(bytes), put_utf8(bytes, c));
}

Term atom_of_list(Process& p, Term list, IfNew if_new) {
  std::string text;
  size_t characters = 0;
  for (; list.is_cons(); list = list.tail(), ++characters) {
    Term c = list.head();
    if (!c.is_small() || c.small_value() < 0 || !is_scalar_value(static_cast<uint64_t>(c.small_value()))) {
      return p.badarg();
    }
    if (characters < limits::kMaxAtomCharacters) append_utf8(text, static_cast<uint32_t>(c.small_value()));
  }
  if (!list.is_nil()) return p.badarg();
  return atom_of(p, text, characters, if_new);
}

Term atom_of_binary(Process& p, Term binary, Term encoding_name, IfNew if_new) {
  std::optional<Encoding> encoding = atom_encoding(encoding_name);
  if (!encoding || !is_binary(binary)) return p.badarg();
  BinaryBytes bytes(binary);
  if (*encoding == Encoding::Latin1) {
    std::string text;
    for (uint8_t byte : bytes_of(bytes)) append_utf8(text, byte);
    return atom_of(p, text, bytes.size(), if_new);
  }
  size_t characters = 0;
  for (size_t at = 0; at < bytes.size(); ++characters) {
    uint32_t c;
    size_t used = get_utf8(bytes.data() + at, bytes.size() - at, c);
    if (used == 0) return p.badarg();
    at += used;
  }
  return atom_of(p, bytes.view(), characters, if_new);
}

// -- integers

// What a builtin that makes text returns.
enum class As : uint8_t { List, Binary };

Term text_term(Process& p, std::string_view text, As as) {
  charge(p, text.size(), 64);
  return as == As::List ? make_string(p, text) : make_binary(p, text);
}

std::optional<uint32_t> number_base(Term t) {
  if (!t.is_small() || t.small_value() < 2 || t.small_value() > 36) return std::nullopt;
  return static_cast<uint32_t>(t.small_value());
}

Term integer_text(Process& p, Term integer, Term base_term, As as) {
  std::optional<uint32_t> base = number_base(base_term);
  if (!is_integer(integer) || !base) return p.badarg();
  return text_term(p, integer_to_text(integer, *base), as);
}

Term integer_of(Process& p, std::string_view text, Term base_term) {
  std::optional<uint32_t> base = number_base(base_term);
  if (!base) return p.badarg();
  charge(p, text.size(), 64);
  Term integer = integer_from_text(p.heap, text, *base);
  if (integer.is_none()) return p.badarg();
  return number_result(p, integer);
}

Term integer_of_list(Process& p, Term list, Term base) {
  std::optional<std::string> text = byte_list_text(list);
  return text ? integer_of(p, *text, base) : p.badarg();
}

Term integer_of_binary(Process& p, Term binary, Term base) {
  return is_binary(binary) ? integer_of(p, BinaryBytes(binary).view(), base) : p.badarg();
}

// -- floats

constexpr int kDefaultScientificDigits = 20;

struct FloatFormat {
  enum class Form : uint8_t { Scientific, Decimals, Short } form = Form::Scientific;
  int digits = kDefaultScientificDigits;
  bool compact = false;
};

// The last of contradicting options counts.
bool read_float_format(Term list, FloatFormat& format) {
  for (; list.is_cons(); list = list.tail()) {
    Term option = list.head();
    if (option == atom::compact) {
      format.compact = true;
      continue;
    }
    if (option == atom::short_) {
      format.form = FloatFormat::Form::Short;
      continue;
    }
    const Term* pair = tuple_of(option, 2);
    if (pair == nullptr || !pair[1].is_small()) return false;
    int64_t digits = pair[1].small_value();
    int64_t most;
    if (pair[0] == atom::decimals) {
      format.form = FloatFormat::Form::Decimals;
      most = 253;
    } else if (pair[0] == atom::scientific) {
      format.form = FloatFormat::Form::Scientific;
      most = 249;
    } else {
      return false;
    }
    if (digits < 0 || digits > most) return false;
    format.digits = static_cast<int>(digits);
  }
  return list.is_nil();
}

Term float_text(Process& p, Term number, Term options, As as) {
  FloatFormat format;
  if (!is_float(number) || !read_float_format(options, format)) return p.badarg();
  double value = float_value(number);
  std::string text;
  switch (format.form) {
    case FloatFormat::Form::Short:
      append_float(text, value);
      break;
    case FloatFormat::Form::Scientific:
      text = float_scientific(value, format.digits);
      break;
    case FloatFormat::Form::Decimals:
      text = float_fixed(value, format.digits, format.compact);
      break;
  }
  if (text.empty()) return p.badarg();  // too long, as in OTP
  return text_term(p, text, as);
}

Term float_of(Process& p, std::string_view text) {
  std::optional<double> value = parse_float(text);
  return value ? make_float(p.heap, *value) : p.badarg();
}

}  // namespace

Term bif_atom_to_list_1(Process& p, const Term* args) {
  return args[0].is_atom() ? make_utf8_list(p, atom_text(args[0])) : p.badarg();
}
Term bif_atom_to_binary_1(Process& p, const Term* args) {
  return args[0].is_atom() ? make_binary(p, atom_text(args[0])) : p.badarg();
}
Term bif_atom_to_binary_2(Process& p, const Term* args) {
  std::optional<Encoding> encoding = atom_encoding(args[1]);
  if (!args[0].is_atom() || !encoding) return p.badarg();
  std::string_view utf8 = atom_text(args[0]);
  if (*encoding == Encoding::Utf8) return make_binary(p, utf8);
  std::string latin1;
  for (size_t at = 0; at < utf8.size();) {
    uint32_t c;
    at += get_utf8(reinterpret_cast<const uint8_t*>(utf8.data()) + at, utf8.size() - at, c);
    if (c > 255) return p.badarg();
    latin1.push_back(static_cast<char>(c));
  }
  return make_binary(p, latin1);
}

Term bif_list_to_atom_1(Process& p, const Term* args) { return atom_of_list(p, args[0], IfNew::Make); }
Term bif_list_to_existing_atom_1(Process& p, const Term* args) {
  return atom_of_list(p, args[0], IfNew::Fail);
}
Term bif_binary_to_atom_1(Process& p, const Term* args) {
  return atom_of_binary(p, args[0], atom::utf8, IfNew::Make);
}
Term bif_binary_to_atom_2(Process& p, const Term* args) {
  return atom_of_binary(p, args[0], args[1], IfNew::Make);
}
Term bif_binary_to_existing_atom_1(Process& p, const Term* args) {
  return atom_of_binary(p, args[0], atom::utf8, IfNew::Fail);
}
Term bif_binary_to_existing_atom_2(Process& p, const Term* args) {
  return atom_of_binary(p, args[0], args[1], IfNew::Fail);
}

namespace {
constexpr Term kTen = Term::small(10);
}  // namespace

Term bif_integer_to_list_1(Process& p, const Term* args) { return integer_text(p, args[0], kTen, As::List); }
Term bif_integer_to_list_2(Process& p, const Term* args) {
  return integer_text(p, args[0], args[1], As::List);
}
Term bif_integer_to_binary_1(Process& p, const Term* args) {
  return integer_text(p, args[0], kTen, As::Binary);
}
Term bif_integer_to_binary_2(Process& p, const Term* args) {
  return integer_text(p, args[0], args[1], As::Binary);
}
Term bif_list_to_integer_1(Process& p, const Term* args) { return integer_of_list(p, args[0], kTen); }
Term bif_list_to_integer_2(Process& p, const Term* args) { return integer_of_list(p, args[0], args[1]); }
Term bif_binary_to_integer_1(Process& p, const Term* args) { return integer_of_binary(p, args[0], kTen); }
Term bif_binary_to_integer_2(Process& p, const Term* args) { return integer_of_binary(p, args[0], args[1]); }

Term bif_float_to_list_1(Process& p, const Term* args) {
  return float_text(p, args[0], Term::nil(), As::List);
}
Term bif_float_to_list_2(Process& p, const Term* args) { return float_text(p, args[0], args[1], As::List); }
Term bif_float_to_binary_1(Process& p, const Term* args) {
  return float_text(p, args[0], Term::nil(), As::Binary);
}
Term bif_float_to_binary_2(Process& p, const Term* args) {
  return float_text(p, args[0], args[1], As::Binary);
}
Term bif_list_to_float_1(Process& p, const Term* args) {
  std::optional<std::string> text = byte_list_text(args[0]);
  return text ? float_of(p, *text) : p.badarg();
}
Term bif_binary_to_float_1(Process& p, const Term* args) {
  return is_binary(args[0]) ? float_of(p, BinaryBytes(args[0]).view()) : p.badarg();
}

}  // namespace beamlet
