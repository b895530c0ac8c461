// Operations that must fail: arithmetic on what is no number, updates of what is no map, segments that no value fits.

#include <bit>
#include <unordered_map>

#include "compiler/sema/checker.hpp"
#include "compiler/sema/constants.hpp"
#include "compiler/sema/patterns_cover.hpp"
#include "compiler/syntax/ast_print.hpp"

namespace beamlet {

void Checker::will_fail(SourceSpan span, std::string_view what, std::string_view reason) {
  if (warn_.failed) sink_.report(DiagCode::WillFail, span, {what, reason});
}

// ---------------------------------------------------------------------------------------------------------------
// What is known of a value

// The value that the variable was given where it was bound, if that is written there.
const Expr* Checker::value_of(Symbol name) const {
  const State at = name.id < states_.size() ? states_[name.id] : State{};
  return at.binding == Binding::Bound ? decls_[at.decl].value : nullptr;
}

// A value that is worth remembering of a variable.
bool Checker::is_written_out(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Atom:
    case ExprKind::Integer:
    case ExprKind::Float:
    case ExprKind::Char:
    case ExprKind::String:
    case ExprKind::Tuple:
    case ExprKind::List:
    case ExprKind::Bitstring:
    case ExprKind::Fun:
      return true;
    case ExprKind::Map:
      return to<MapExpr>(e).base == nullptr;
    default:
      return false;
  }
}

// The name of the function of `erlang` that is called.
std::string_view Checker::builtin_name(const CallExpr& e) const {
  const auto f = callee(e);
  return f && f->module == "erlang" ? f->name : std::string_view{};
}

// The value of an expression of constants. Says what must fail in it when `reports`.
Constant Checker::constant(const Expr& e, bool reports) {
  ConstantFolder::Questions questions;
  questions.callee = [this](const CallExpr& call) { return builtin_name(call); };
  questions.value_of = [this](Symbol name) { return value_of(name); };
  if (reports) {
    questions.fails = [this](SourceSpan span, std::string_view what, std::string_view reason) {
      will_fail(span, what, reason);
    };
  }
  return ConstantFolder(symbols_, std::move(questions)).fold(e);
}

// ---------------------------------------------------------------------------------------------------------------
// Maps

void Checker::advise_map(const MapExpr& e) {
  if (e.base != nullptr) {
    const Expr& base = *e.base;
    const bool no_map = constant(base).is_number() || base.kind == ExprKind::Atom ||
                        base.kind == ExprKind::String || base.kind == ExprKind::Tuple ||
                        base.kind == ExprKind::List;
    if (no_map) will_fail(e.span, "map update", "badmap");
  }
  if (!warn_.failed || e.fields.size() < 2) return;
  // A key written twice: the first value is never seen.
  std::unordered_map<std::string, size_t> last;
  for (size_t i = e.fields.size(); i-- > 0;) {
    const Expr& key = *e.fields[i].key;
    if (!is_constant_term(key)) continue;
    const std::string text = print_expr(key, symbols_, {});
    if (!last.try_emplace(text, i).second) sink_.report(DiagCode::KeyOverridden, key.span, {text});
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Bits

namespace {

bool is_unicode(int64_t v) { return v >= 0 && v <= 0x10FFFF && (v < 0xD800 || v > 0xDFFF); }

bool is_utf(BitType type) {
  return type == BitType::Utf8 || type == BitType::Utf16 || type == BitType::Utf32;
}

bool is_type_of_segment(BitType type, const Constant& value) {
  switch (type) {
    case BitType::Float:
      return value.is_number();
    case BitType::Binary:
      return value.is(Constant::Kind::Term) && value.term->kind == ExprKind::Bitstring;
    default:
      return value.is(Constant::Kind::Integer);
  }
}

bool fits(int64_t value, uint64_t bits, bool is_signed) {
  if (!is_signed) return value >= 0 && (bits >= 63 || value < int64_t{1} << bits);
  if (bits >= 64) return true;
  return bits > 0 && value >= -(int64_t{1} << (bits - 1)) && value < int64_t{1} << (bits - 1);
}

std::string_view name_of(BitType type) {
  return type == BitType::Float ? "float" : type == BitType::Binary ? "binary" : "integer";
}

}  // namespace

// The number of bits; none: not known.
std::optional<uint64_t> Checker::segment_bits(const BitElement& element, const BitSpec& spec) {
  constexpr int64_t kMostUnits = int64_t{1} << 40;
  int64_t units = spec.default_size;
  if (spec.size == BitSpec::Size::Expression) {
    const Constant size = constant(*element.size);
    if (!size.is(Constant::Kind::Integer) || size.integer < 0 || size.integer > kMostUnits)
      return std::nullopt;
    units = size.integer;
  } else if (spec.size != BitSpec::Size::Default) {
    return std::nullopt;
  }
  return static_cast<uint64_t>(units) * spec.unit;
}

void Checker::advise_float_size(const BitElement& element, const BitSpec& spec) {
  if (spec.type != BitType::Float) return;
  const auto bits = segment_bits(element, spec);
  if (bits && *bits != 16 && *bits != 32 && *bits != 64) sink_.report(DiagCode::BadFloatSize, element.span);
}

// <<1.5:8>>, <<X:(-1)>>, <<16#D800/utf8>>
void Checker::advise_construction(const BitElement& element, const BitSpec& spec) {
  advise_float_size(element, spec);
  if (!warn_.failed) return;
  const auto fails = [&](std::string_view why) {
    sink_.report(DiagCode::BinaryWillFail, element.span, {why});
  };
  if (element.size != nullptr) {
    const Constant size = constant(*element.size);
    if (size.is_no_number() || size.is(Constant::Kind::Float)) return fails("a size is an integer");
    if (size.is(Constant::Kind::Integer) && size.integer < 0) return fails("a size is not negative");
  }
  if (element.value->kind == ExprKind::String && spec.type != BitType::Binary) return;  // its characters
  const Constant value = constant(*element.value);
  if (value.is(Constant::Kind::Unknown) || value.is(Constant::Kind::Fails)) return;
  if (!is_type_of_segment(spec.type, value)) {
    fails("the value is of another type than the segment");
  } else if (is_utf(spec.type) && !is_unicode(value.integer)) {
    fails("there is no such Unicode code point");
  }
}

// << E || ... >>: every E is a bitstring.
void Checker::advise_bits_element(const Expr& e) {
  const Constant value = constant(e);
  const bool wrong =
      value.is_number() ||
      (value.is_no_number() && (!value.is(Constant::Kind::Term) || value.term->kind != ExprKind::Bitstring));
  if (wrong && warn_.failed) sink_.report(DiagCode::BinaryWillFail, e.span, {"its parts are bitstrings"});
}

// <<300:8>>, <<a:8>>, <<X:(-1)>> as patterns
void Checker::advise_segment_pattern(const BitElement& element, const BitSpec& spec) {
  advise_float_size(element, spec);
  const auto never = [&](const std::string& why) {
    dead_clause_ = true;
    if (warn_.nomatch) sink_.report(DiagCode::SegmentNeverMatches, element.span, {why});
  };
  const auto text = [&](const Expr& e) { return "`" + print_expr(e, symbols_, {}) + "`"; };
  if (element.size != nullptr) {
    const Constant size = constant(*element.size);
    if (size.is_no_number() || size.is(Constant::Kind::Float) ||
        (size.is(Constant::Kind::Integer) && size.integer < 0))
      return never(text(*element.size) + " is no size of a segment");
  }
  if (element.value->kind == ExprKind::Var || element.value->kind == ExprKind::String) return;
  const Constant value = constant(*element.value);
  if (value.is(Constant::Kind::Unknown) || value.is(Constant::Kind::Fails)) return;
  if (!is_type_of_segment(spec.type, value))
    return never(text(*element.value) + " is not of the segment's type, `" + std::string(name_of(spec.type)) +
                 "`");
  if (!value.is(Constant::Kind::Integer)) return;
  if (is_utf(spec.type)) {
    if (!is_unicode(value.integer)) never(text(*element.value) + " is no Unicode code point");
    return;
  }
  const auto bits = segment_bits(element, spec);
  if (spec.type == BitType::Integer && bits && !fits(value.integer, *bits, spec.is_signed))
    never(text(*element.value) + " does not fit in " + (spec.is_signed ? "a signed" : "an unsigned") +
          " segment of " + std::to_string(*bits) + " bits");
}

}  // namespace beamlet
