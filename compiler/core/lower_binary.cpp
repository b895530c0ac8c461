// The bit syntax: construction as one operation, patterns as reads from a match context.

#include <algorithm>
#include <bit>

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

namespace {

using Kind = LiteralPool::Kind;
constexpr uint64_t kMaxConstantBits = uint64_t{1} << 20;

[[nodiscard]] uint8_t flags_of(const BitSpec& spec) {
  uint8_t flags = 0;
  if (spec.endian == Endian::Little) flags |= bs_flag::kLittle;
  // The machine's byte order is known: compiler and machine are one executable, and it runs on little-endian processors.
  static_assert(std::endian::native == std::endian::little);
  if (spec.endian == Endian::Native) flags |= bs_flag::kLittle;
  if (spec.is_signed) flags |= bs_flag::kSigned;
  return flags;
}

// Bits, most significant first.
class BitWriter {
 public:
  void bit(bool b) {
    if (size_ % 8 == 0) bytes_.push_back(0);
    if (b) bytes_.back() = static_cast<uint8_t>(bytes_.back() | 0x80u >> (size_ % 8));
    ++size_;
  }
  // The low `count` bits of v (sign-extended), in the given byte order.
  void integer(int64_t v, uint64_t count, bool little) {
    auto at = [&](uint64_t i) { return i < 64 ? (v >> i & 1) != 0 : v < 0; };
    if (!little) {
      for (uint64_t i = count; i-- > 0;) bit(at(i));
      return;
    }
    uint64_t low = 0;
    for (; low + 8 <= count; low += 8)
      for (uint64_t i = 8; i-- > 0;) bit(at(low + i));
    for (uint64_t i = count; i-- > low;) bit(at(i));
  }
  void bits(std::string_view bytes, uint64_t count) {
    for (uint64_t i = 0; i < count; ++i) bit((static_cast<uint8_t>(bytes[i / 8]) >> (7 - i % 8) & 1) != 0);
  }
  void byte(uint8_t b) { integer(b, 8, false); }
  [[nodiscard]] uint64_t size() const { return size_; }
  [[nodiscard]] std::span<const uint8_t> bytes() const { return bytes_; }

 private:
  std::vector<uint8_t> bytes_;
  uint64_t size_ = 0;
};

void put_utf8(BitWriter& out, uint32_t cp) {
  if (cp < 0x80) {
    out.byte(static_cast<uint8_t>(cp));
  } else if (cp < 0x800) {
    out.byte(static_cast<uint8_t>(0xC0 | cp >> 6));
    out.byte(static_cast<uint8_t>(0x80 | (cp & 0x3F)));
  } else if (cp < 0x10000) {
    out.byte(static_cast<uint8_t>(0xE0 | cp >> 12));
    out.byte(static_cast<uint8_t>(0x80 | (cp >> 6 & 0x3F)));
    out.byte(static_cast<uint8_t>(0x80 | (cp & 0x3F)));
  } else {
    out.byte(static_cast<uint8_t>(0xF0 | cp >> 18));
    out.byte(static_cast<uint8_t>(0x80 | (cp >> 12 & 0x3F)));
    out.byte(static_cast<uint8_t>(0x80 | (cp >> 6 & 0x3F)));
    out.byte(static_cast<uint8_t>(0x80 | (cp & 0x3F)));
  }
}

[[nodiscard]] bool is_valid_code_point(int64_t v) {
  return v >= 0 && v <= 0x10FFFF && (v < 0xD800 || v > 0xDFFF);
}

// Appends a constant segment; false: leave it to the machine.
[[nodiscard]] bool put_integer(BitWriter& out, const BitSpec& spec, int64_t v, uint64_t bits) {
  bool little = spec.endian == Endian::Little;
  switch (spec.type) {
    case BitType::Integer:
      if (spec.endian == Endian::Native && bits > 8) return false;
      out.integer(v, bits, little);
      return true;
    case BitType::Utf8:
      if (!is_valid_code_point(v)) return false;
      put_utf8(out, static_cast<uint32_t>(v));
      return true;
    case BitType::Utf16:
      if (!is_valid_code_point(v) || spec.endian == Endian::Native) return false;
      if (v >= 0x10000) {
        out.integer(0xD800 + ((v - 0x10000) >> 10), 16, little);
        out.integer(0xDC00 + ((v - 0x10000) & 0x3FF), 16, little);
      } else {
        out.integer(v, 16, little);
      }
      return true;
    case BitType::Utf32:
      if (!is_valid_code_point(v) || spec.endian == Endian::Native) return false;
      out.integer(v, 32, little);
      return true;
    default:
      return false;
  }
}

}  // namespace

// ---------------------------------------------------------------------------------------------------------------
// Construction

bool Lowering::constant_bitstring(const BitstringExpr& e, Arg& out) {
  BitWriter w;
  for (const BitElement& element : e.elements) {
    BitSpec spec = resolve_bit_spec(element).spec;
    int64_t size = spec.default_size;
    if (spec.size == BitSpec::Size::Expression) {
      Arg s = constant(*element.size);
      if (!is_int_literal(s, size) || size < 0) return false;
    }
    auto bits = static_cast<uint64_t>(size) * spec.unit;
    if (bits > kMaxConstantBits || w.size() > kMaxConstantBits) return false;
    if (const auto* text = as<StringExpr>(element.value)) {
      for (uint32_t cp : code_points(text->utf8))
        if (!put_integer(w, spec, cp, bits)) return false;
      continue;
    }
    Arg value = constant(*element.value);
    const LiteralPool::Node* n = node(value);
    if (n == nullptr) return false;
    if (n->kind == Kind::Int) {
      if (spec.type == BitType::Float && spec.endian != Endian::Native && (bits == 64 || bits == 32)) {
        auto d = static_cast<double>(n->value);
        int64_t raw = bits == 64 ? std::bit_cast<int64_t>(d) : std::bit_cast<int32_t>(static_cast<float>(d));
        w.integer(raw, bits, spec.endian == Endian::Little);
      } else if (!put_integer(w, spec, n->value, bits)) {
        return false;
      }
    } else if (n->kind == Kind::Float && spec.type == BitType::Float && spec.endian != Endian::Native &&
               (bits == 64 || bits == 32)) {
      double d = m_.literals.float_value(value.literal());
      if (bits == 32 && std::abs(d) > 3.4e38) return false;
      int64_t raw = bits == 64 ? std::bit_cast<int64_t>(d) : std::bit_cast<int32_t>(static_cast<float>(d));
      w.integer(raw, bits, spec.endian == Endian::Little);
    } else if (n->kind == Kind::Bits && spec.type == BitType::Binary) {
      auto have = static_cast<uint64_t>(n->value);
      uint64_t take = spec.size == BitSpec::Size::Rest ? have : bits;
      if (take > have || (spec.size == BitSpec::Size::Rest && have % spec.unit != 0)) return false;
      w.bits(m_.literals.bytes(value.literal()), take);
    } else {
      return false;
    }
  }
  out = Arg::literal(m_.literals.bits(w.bytes(), w.size()));
  return true;
}

// Values and sizes of the elements, in order, as BsCreate takes them; the segments go to `segments`.
void Lowering::bit_elements(const BitstringExpr& e, std::vector<Arg>& args, std::vector<Segment>& segments) {
  for (const BitElement& element : e.elements) {
    BitSpec spec = resolve_bit_spec(element).spec;
    uint8_t flags = flags_of(spec);
    auto type = static_cast<BsType>(spec.type);
    const auto* text = as<StringExpr>(element.value);
    auto size_of = [&]() -> Arg {
      switch (spec.size) {
        case BitSpec::Size::Expression:
          return expr(*element.size);
        case BitSpec::Size::Default:
          return int_arg(spec.default_size);
        case BitSpec::Size::Rest:
          return atom_arg("all");
        case BitSpec::Size::None:
          break;
      }
      return atom_arg("undefined");
    };
    if (text != nullptr) {
      Arg size = size_of();
      int64_t units = 0;
      BitWriter w;
      bool constant = is_int_literal(size, units) || spec.size == BitSpec::Size::None;
      std::vector<uint32_t> cps = code_points(text->utf8);
      for (uint32_t cp : cps)
        constant = constant && put_integer(w, spec, cp, static_cast<uint64_t>(units) * spec.unit);
      if (constant) {
        if (w.size() == 0) continue;
        args.push_back(Arg::literal(m_.literals.bits(w.bytes(), w.size())));
        args.push_back(atom_arg("all"));
        segments.push_back({BsType::Binary, 0, 1});
        continue;
      }
      for (uint32_t cp : cps) {
        args.push_back(int_arg(cp));
        args.push_back(size);
        segments.push_back({type, flags, spec.unit});
      }
      continue;
    }
    Arg value = expr(*element.value);
    args.push_back(value);
    args.push_back(size_of());
    segments.push_back({type, flags, spec.unit});
  }
}

Arg Lowering::bitstring_expr(const BitstringExpr& e) {
  Arg constant_value;
  if (constant_bitstring(e, constant_value)) return constant_value;
  std::vector<Arg> args;
  std::vector<Segment> segments;
  bit_elements(e, args, segments);
  // Appending to what comes first grows it in place when nobody else can see the difference.
  if (segments.size() > 1 && segments[0].type == BsType::Binary && m_.is_atom(args[1], "all") &&
      args[0].is_value())
    segments[0].type = BsType::Append;
  return bs_create(args, segments, line_of(e.span));
}

Arg Lowering::bs_create(std::span<const Arg> args, std::span<const Segment> segments, uint32_t line) {
  auto first = static_cast<uint32_t>(s_->fn.segments.size());
  s_->fn.segments.insert(s_->fn.segments.end(), segments.begin(), segments.end());
  return emit(Op::BsCreate, args, first, line);
}

// ---------------------------------------------------------------------------------------------------------------
// Patterns

const Pattern* Lowering::pattern_bits(const BitstringExpr& e, bool shadow) {
  std::vector<BitsSegment> segments;
  for (const BitElement& element : e.elements) {
    BitSpec spec = resolve_bit_spec(element).spec;
    BitsSegment s{};
    s.type = spec.type;
    s.flags = flags_of(spec);
    s.unit = spec.unit;
    s.rest = spec.size == BitSpec::Size::Rest;
    s.fixed_size = spec.default_size;
    s.span = element.span;
    if (spec.size == BitSpec::Size::Expression) {
      int64_t size = 0;
      Arg c = constant(*element.size);
      if (is_int_literal(c, size) && size >= 0 && size <= INT32_MAX) {
        s.fixed_size = static_cast<uint32_t>(size);
      } else {
        s.size = element.size;
      }
    }
    if (const auto* text = as<StringExpr>(element.value)) {
      for (uint32_t cp : code_points(text->utf8)) {
        s.value = literal_pattern(int_arg(cp));
        segments.push_back(s);
      }
      continue;
    }
    s.value = pattern(*element.value, shadow);
    int64_t number = 0;
    if (s.type == BitType::Float && s.value->kind == PatternKind::Literal &&
        is_int_literal(s.value->value, number))
      s.value = literal_pattern(Arg::literal(m_.literals.floating(static_cast<double>(number))));
    segments.push_back(s);
  }
  auto* p = arena_.make<Pattern>();
  p->kind = PatternKind::Bits;
  p->segments = keep(segments);
  return p;
}

// The size of a segment: variables of the same pattern are those the row has bound so far.
Arg Lowering::size_value(const Expr& size, const MatchRow& row, BlockId fail) {
  auto bound_in_row = [&](Symbol v) -> const MatchRow::Bind* {
    for (size_t i = row.binds.size(); i-- > 0;)
      if (row.binds[i].variable == v) return &row.binds[i];
    return nullptr;
  };
  if (const auto* var = as<VarExpr>(&size)) {
    const MatchRow::Bind* b = bound_in_row(var->name);
    return b != nullptr ? fetch(b->subject) : look_up(var->name);
  }
  size_t before = mark();
  std::vector<Symbol> variables;
  collect_variables(size, variables);
  for (Symbol v : variables)
    if (const MatchRow::Bind* b = bound_in_row(v)) bind(v, fetch(b->subject));
  BlockId saved = s_->fail;
  s_->fail = fail;
  Arg value = expr(size);
  s_->fail = saved;
  undo(before);
  return value;
}

bool Lowering::same_segment(const MatchRow& a, const Constraint& ca, const MatchRow& b,
                            const Constraint& cb) {
  bool a_ends = ca.segment == ca.pattern->segments.size();
  bool b_ends = cb.segment == cb.pattern->segments.size();
  if (a_ends || b_ends) return a_ends && b_ends;
  const BitsSegment& x = ca.pattern->segments[ca.segment];
  const BitsSegment& y = cb.pattern->segments[cb.segment];
  if (x.type != y.type || x.flags != y.flags || x.unit != y.unit || x.rest != y.rest) return false;
  if (x.size == nullptr && y.size == nullptr) return x.fixed_size == y.fixed_size;
  const auto* xv = as<VarExpr>(x.size);
  const auto* yv = as<VarExpr>(y.size);
  if (xv == nullptr || yv == nullptr || xv->name != yv->name) return false;
  auto subject_of = [](const MatchRow& row, Symbol v) {
    for (size_t i = row.binds.size(); i-- > 0;)
      if (row.binds[i].variable == v) return row.binds[i].subject;
    return Subject{};
  };
  return subject_of(a, xv->name) == subject_of(b, yv->name);
}

// A row alone with constant integers ahead: compared as a string of bits.
bool Lowering::match_literal_bits(MatchRow& row, Constraint& c, BlockId fail) {
  BitWriter w;
  auto segments = c.pattern->segments;
  uint32_t at = c.segment;
  for (; at < segments.size(); ++at) {
    const BitsSegment& s = segments[at];
    int64_t v = 0;
    uint64_t bits = uint64_t{s.fixed_size} * s.unit;
    if (s.type != BitType::Integer || s.size != nullptr || s.value->kind != PatternKind::Literal ||
        s.value->also != nullptr || !s.value->binds.empty() || !is_int_literal(s.value->value, v))
      break;
    bool is_signed = (s.flags & bs_flag::kSigned) != 0;
    bool little = (s.flags & bs_flag::kLittle) != 0;
    if (bits == 0 || bits > 4096 || ((s.flags & bs_flag::kNative) != 0 && bits > 8) ||
        (little && bits % 8 != 0))
      break;
    bool fits = is_signed ? (bits >= 64 || (v >= -(int64_t{1} << (bits - 1)) && v < int64_t{1} << (bits - 1)))
                          : (v >= 0 && (bits >= 63 || v < int64_t{1} << bits));
    if (!fits || w.size() + bits > kMaxConstantBits) break;
    w.integer(v, bits, little);
  }
  if (at == c.segment) return false;
  BlockId ok = new_block();
  Arg literal = Arg::literal(m_.literals.bits(w.bytes(), w.size()));
  branch(Op::BsMatchString, {c.subject.base, literal}, ok, fail, static_cast<uint32_t>(w.size()));
  use(ok);
  c.segment = at;
  row.todo.back() = c;
  return true;
}

// Reads one segment; the value is none when nobody wants it.
Arg Lowering::read_segment(const BitsSegment& s, Arg context, Arg size, bool wanted, BlockId fail) {
  uint32_t aux = uint32_t{s.unit} << 8 | s.flags;
  BlockId ok = new_block();
  Arg value;
  if (s.rest) {
    if (s.unit > 1) {
      branch(Op::BsTestUnit, {context}, ok, fail, s.unit);
      use(ok);
    } else {
      jump(ok);
      use(ok);
    }
    return wanted ? emit(Op::BsGetTail, {context}, 0, 0) : Arg();
  }
  switch (s.type) {
    case BitType::Integer:
      if (wanted) {
        value = emit_branching(Op::BsGetInteger, {context, size}, aux, 0, ok, fail, true);
      } else {
        branch(Op::BsSkip, {context, size}, ok, fail, aux);
      }
      break;
    case BitType::Binary:
      if (wanted) {
        value = emit_branching(Op::BsGetBinary, {context, size}, aux, 0, ok, fail, true);
      } else {
        branch(Op::BsSkip, {context, size}, ok, fail, aux);
      }
      break;
    case BitType::Float:
      value = emit_branching(Op::BsGetFloat, {context, size}, aux, 0, ok, fail, true);
      break;
    case BitType::Utf8:
      value = emit_branching(Op::BsGetUtf8, {context}, aux, 0, ok, fail, true);
      break;
    case BitType::Utf16:
      value = emit_branching(Op::BsGetUtf16, {context}, aux, 0, ok, fail, true);
      break;
    case BitType::Utf32:
      value = emit_branching(Op::BsGetUtf32, {context}, aux, 0, ok, fail, true);
      break;
  }
  use(ok);
  return value;
}

// All rows read the same segment of the same context next.
void Lowering::match_segment(std::span<MatchRow> rows, const Subject& subject, BlockId fail,
                             const BodyFunction& body) {
  std::vector<MatchRow> inner;
  Constraint& first = rows[0].todo.back();
  auto take_rows = [&] {
    for (MatchRow& row : rows) inner.push_back(std::move(row));
    match(inner, fail, body);
  };
  if (first.segment == first.pattern->segments.size()) {
    BlockId ok = new_block();
    branch(Op::BsTestTail, {subject.base}, ok, fail, 0);
    use(ok);
    for (MatchRow& row : rows) row.todo.pop_back();
    take_rows();
    return;
  }
  if (rows.size() == 1 && match_literal_bits(rows[0], first, fail)) {
    take_rows();
    return;
  }
  const BitsSegment& segment = first.pattern->segments[first.segment];
  bool wanted = false;
  for (MatchRow& row : rows) {
    const Pattern* p = row.todo.back().pattern->segments[row.todo.back().segment].value;
    wanted = wanted || p->kind != PatternKind::Any || !p->binds.empty() || p->also != nullptr;
  }
  Arg size = segment.size != nullptr ? size_value(*segment.size, rows[0], fail) : int_arg(segment.fixed_size);
  Arg value = read_segment(segment, subject.base, size, wanted, fail);
  for (MatchRow& row : rows) {
    Constraint c = row.todo.back();
    row.todo.pop_back();
    const Pattern* p = c.pattern->segments[c.segment].value;
    ++c.segment;
    // After the rest nothing can follow.
    if (!segment.rest) row.todo.push_back(c);
    if (wanted) add_constraint(row, {Subject::Kind::Whole, value, 0}, p);
  }
  take_rows();
}

}  // namespace beamlet::core
