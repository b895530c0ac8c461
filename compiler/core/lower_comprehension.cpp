// Comprehensions: each generator is a local function that walks its source.
//
//   [E || P <- L, Q <- M]     lc0(L) = case L of [P | T] -> lc1(M, T);  [_ | T] -> lc0(T);  [] -> []  end
//                             lc1(M, T) = case M of [Q | U] -> [E | lc1(U, T)];  [_ | U] -> lc1(U, T);  [] -> lc0(T)  end
// Binary comprehensions carry the result so far as an accumulator instead; map comprehensions collect {Key, Value} pairs.
// The variables from outside are further parameters: those the comprehension mentions, and for an inner generator also what it
// needs to go on with the outer one.

#include <algorithm>

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

struct Lowering::Level {
  FunctionId function = kNone;
  Level* outer = nullptr;
  std::vector<Symbol> rests;  // hidden variables: what is left of each source
  std::vector<Symbol> free;   // further parameters
  bool has_accumulator = false;
  Symbol accumulator;
};

// Inside an inner function a pattern may hide an outer variable; parameters are found by name first.
Arg Lowering::captured_or_bound(Symbol v) {
  auto it = s_->captured.find(v.id);
  return it != s_->captured.end() ? Arg::value(it->second) : look_up(v);
}

// The next element: of this generator, or when there is none around: the end.
Arg Lowering::next_iteration(Level* level, Arg accumulator) {
  if (level == nullptr) return accumulator.is_none() ? nil_arg() : accumulator;
  std::vector<Arg> arguments;
  for (Symbol rest : level->rests) arguments.push_back(look_up(rest));
  if (level->has_accumulator) arguments.push_back(accumulator);
  for (Symbol v : level->free) arguments.push_back(captured_or_bound(v));
  return emit(Op::Call, arguments, level->function, 0);
}

Arg Lowering::comprehension_expr(const ComprehensionExpr& e) {
  bool is_binary = e.result == ComprehensionKind::Binary;
  Arg empty = is_binary ? Arg::literal(m_.literals.bits({}, 0)) : Arg();
  size_t first = 0;
  while (first < e.qualifiers.size() && e.qualifiers[first]->kind == QualifierKind::Filter) ++first;
  Arg result;
  if (first == 0) {
    result = comprehension_call(e, 0, nullptr, empty);
  } else {
    // Filters before any generator: a function of their own keeps the scopes right.
    Level none;
    none.has_accumulator = is_binary;
    Scope scope;
    scope.id = reserve_function();
    uint32_t number = fun_count_++;
    size_t before = mark();
    open_scope(scope, 0);
    scope.fn.is_internal = true;
    scope.fn.line = line_of(e.span);
    none.accumulator = hidden_name("acc");
    if (is_binary) bind(none.accumulator, empty);
    comprehension_filter(e, 0, none);
    undo(before);
    std::vector<Symbol> free = scope.free;
    close_scope("-" + base_name_ + "-lc$^" + std::to_string(number) + "/0-" +
                std::to_string(letrec_count_++) + "-");
    std::vector<Arg> arguments;
    for (Symbol v : free) arguments.push_back(look_up(v));
    result = emit(Op::Call, arguments, scope.id, line_of(e.span));
  }
  if (e.result == ComprehensionKind::Map) {
    Arg args[] = {result};
    return call_import("maps", "from_list", args, line_of(e.span));
  }
  return result;
}

// What a generator draws from. Maps become iterators.
Arg Lowering::generator_source(const Qualifier& q) {
  Arg source = expr(*q.source);
  if (q.kind != QualifierKind::MapGenerator) return source;
  uint32_t line = line_of(q.span);
  Join join;
  open_join(join);
  BlockId is_map = new_block();
  BlockId other = new_block();
  branch(Op::IsMap, {source}, is_map, other);
  use(is_map);
  Arg args[] = {source};
  deliver(Cont{&join}, call_import("maps", "iterator", args, line));
  use(other);  // an iterator: a tuple, a list, or none
  BlockId ok = new_block();
  BlockId bad = new_block();
  for (Op op : {Op::IsTuple, Op::IsNonemptyList}) {
    BlockId next = new_block();
    branch(op, {source}, ok, next);
    use(next);
  }
  branch(Op::EqExact, {source, atom_arg("none")}, ok, bad);
  use(bad);
  Arg reason[] = {atom_arg("bad_generator"), source};
  raise_error(make_tuple(reason), line);
  use(ok);
  deliver(Cont{&join}, source);
  return close_join(join);
}

// Makes the function of the generator at `qualifier` and calls it.
Arg Lowering::comprehension_call(const ComprehensionExpr& e, size_t qualifier, Level* outer,
                                 Arg accumulator) {
  const Qualifier& q = *e.qualifiers[qualifier];
  Level level;
  level.outer = outer;
  level.has_accumulator = e.result == ComprehensionKind::Binary;
  std::vector<Arg> arguments;
  std::vector<const Qualifier*> generators(q.zipped.begin(), q.zipped.end());
  if (generators.empty()) generators.push_back(&q);
  for (const Qualifier* g : generators) {
    arguments.push_back(generator_source(*g));
    level.rests.push_back(hidden_name("rest"));
  }
  if (level.has_accumulator) {
    arguments.push_back(accumulator);
    level.accumulator = hidden_name("acc");
  }
  auto own = static_cast<uint32_t>(arguments.size());

  std::vector<Symbol> mentioned;
  collect_variables(*e.element, mentioned);
  if (e.value != nullptr) collect_variables(*e.value, mentioned);
  for (size_t n = qualifier; n < e.qualifiers.size(); ++n) {
    auto of = [&](const Qualifier& x) {
      // The sources of this generator have been evaluated already.
      if (x.pattern != nullptr) collect_variables(*x.pattern, mentioned);
      if (x.value_pattern != nullptr) collect_variables(*x.value_pattern, mentioned);
      if (n != qualifier && x.source != nullptr) collect_variables(*x.source, mentioned);
    };
    of(*e.qualifiers[n]);
    for (const Qualifier* z : e.qualifiers[n]->zipped) of(*z);
  }
  std::unordered_map<uint32_t, bool> seen;
  auto take = [&](Symbol v) {
    if (!is_bound(v) || !seen.try_emplace(v.id, true).second) return;
    Arg value = captured_or_bound(v);
    if (value.is_literal()) return;
    level.free.push_back(v);
  };
  if (outer != nullptr) {
    for (Symbol v : outer->rests) take(v);
    for (Symbol v : outer->free) take(v);
  }
  for (Symbol v : mentioned) take(v);
  Scope scope;
  scope.id = level.function = reserve_function();
  uint32_t number = fun_count_++;
  uint32_t letrec = letrec_count_++;
  size_t before = mark();
  open_scope(scope, own);
  scope.fn.is_internal = true;
  scope.fn.line = line_of(q.span);
  for (Symbol v : level.free) (void)look_up(v);
  std::vector<Arg> states;
  for (size_t n = 0; n < generators.size(); ++n) states.push_back(Arg::value(scope.params[n]));
  if (level.has_accumulator) bind(level.accumulator, Arg::value(scope.params[own - 1]));
  generator_step(e, qualifier, level, states);
  undo(before);
  const char* kind = level.has_accumulator ? "lbc" : e.result == ComprehensionKind::Map ? "mc" : "lc";
  close_scope("-" + base_name_ + "-" + kind + "$^" + std::to_string(number) + "/" + std::to_string(own) +
              "-" + std::to_string(letrec) + "-");
  for (Symbol v : level.free) arguments.push_back(look_up(v));
  return emit(Op::Call, arguments, level.function, line_of(e.span));
}

// The function of a generator: one element of each source, or the end.
void Lowering::generator_step(const ComprehensionExpr& e, size_t qualifier, Level& level,
                              std::span<const Arg> states) {
  const Qualifier& q = *e.qualifiers[qualifier];
  std::vector<const Qualifier*> generators(q.zipped.begin(), q.zipped.end());
  if (generators.empty()) generators.push_back(&q);
  bool is_zip = generators.size() > 1;
  uint32_t line = line_of(q.span);
  if (!is_zip && q.kind == QualifierKind::BinaryGenerator) {
    binary_step(e, qualifier, level, q, states[0]);
    return;
  }
  auto accumulator = [&] { return level.has_accumulator ? captured_or_bound(level.accumulator) : Arg(); };
  BlockId bad = new_block();
  // First: is there an element everywhere? The end must come to all at once.
  std::vector<Arg> heads, values;
  BlockId ended = new_block();
  for (size_t n = 0; n < generators.size(); ++n) {
    const Qualifier& g = *generators[n];
    BlockId more = new_block();
    BlockId no_more = new_block();
    Arg state = states[n];
    Arg rest;
    switch (g.kind) {
      case QualifierKind::MapGenerator: {
        Arg args[] = {state};
        Arg item = call_import("maps", "next", args, line);
        branch(Op::IsTupleOfArity, {item}, more, no_more, 3);
        use(more);
        heads.push_back(emit(Op::GetElement, {item}, 0, 0));
        values.push_back(emit(Op::GetElement, {item}, 1, 0));
        rest = emit(Op::GetElement, {item}, 2, 0);
        break;
      }
      case QualifierKind::BinaryGenerator: {
        BlockId started = new_block();
        Arg context = emit_branching(Op::BsStartMatch, {state}, 0, 0, started, bad, true);
        use(started);
        branch(Op::BsTestTail, {context}, no_more, more, 0);
        use(more);
        heads.push_back(context);
        values.push_back({});
        break;
      }
      default:
        branch(Op::IsNonemptyList, {state}, more, no_more);
        use(more);
        heads.push_back(emit(Op::GetHd, {state}, 0, 0));
        values.push_back({});
        rest = emit(Op::GetTl, {state}, 0, 0);
        break;
    }
    if (!rest.is_none()) bind(level.rests[n], rest);
    BlockId going_on = here();
    use(no_more);
    if (n != 0) {  // an earlier source had an element
      jump(bad);
    } else {
      // All others must have ended as well.
      for (size_t k = 0; k < generators.size(); ++k) {
        BlockId is_end = new_block();
        switch (generators[k]->kind) {
          case QualifierKind::MapGenerator:
            if (k == 0) {
              jump(is_end);
            } else {
              branch(Op::EqExact, {states[k], atom_arg("none")}, is_end, bad);
            }
            break;
          case QualifierKind::BinaryGenerator:
            branch(Op::EqExact, {states[k], Arg::literal(m_.literals.bits({}, 0))}, is_end, bad);
            break;
          default:
            branch(Op::IsNil, {states[k]}, is_end, bad);
            break;
        }
        use(is_end);
      }
      jump(ended);
    }
    use(going_on);
  }
  // Then the patterns. The first row: all of them match. The next ones tell apart why they do not, and still take from each
  // bitstring what its pattern is long (Spec 8.6, 8.7).
  std::vector<const Pattern*> patterns, value_patterns;
  for (size_t n = 0; n < generators.size(); ++n) {
    const Qualifier& g = *generators[n];
    patterns.push_back(g.kind == QualifierKind::BinaryGenerator
                           ? with_rest(pattern_bits(to<BitstringExpr>(*g.pattern), true), level.rests[n])
                           : pattern(*g.pattern, true));
    value_patterns.push_back(g.value_pattern != nullptr ? pattern(*g.value_pattern, true) : nullptr);
  }
  enum class MustMatch : uint8_t { All, Strict, None };
  enum Outcome : uint32_t { kElement, kSkip, kBadmatch };
  std::vector<MatchRow> rows;
  auto add_row = [&](Outcome outcome, MustMatch which) {
    MatchRow row;
    row.clause = outcome;
    for (size_t n = generators.size(); n-- > 0;) {
      const Qualifier& g = *generators[n];
      const bool must = which == MustMatch::All || (which == MustMatch::Strict && g.strict);
      if (g.kind == QualifierKind::BinaryGenerator) {
        if (!must && g.strict) continue;
        Constraint c{};
        c.subject = {Subject::Kind::Whole, heads[n], 0};
        c.pattern = must ? patterns[n] : sizes_of(patterns[n]);
        c.started = true;
        row.todo.push_back(c);
      } else if (must) {
        if (value_patterns[n] != nullptr)
          add_constraint(row, {Subject::Kind::Whole, values[n], 0}, value_patterns[n]);
        add_constraint(row, {Subject::Kind::Whole, heads[n], 0}, patterns[n]);
      }
    }
    rows.push_back(std::move(row));
  };
  auto strict = [](const Qualifier* g) { return g->strict; };
  const bool any_strict = std::ranges::any_of(generators, strict);
  const bool any_relaxed = !std::ranges::all_of(generators, strict);
  const bool relaxed_bits = std::ranges::any_of(
      generators, [](const Qualifier* g) { return g->kind == QualifierKind::BinaryGenerator && !g->strict; });
  add_row(kElement, MustMatch::All);
  if (any_strict ? any_relaxed : relaxed_bits) add_row(kSkip, MustMatch::Strict);
  if (any_strict && relaxed_bits) add_row(kBadmatch, MustMatch::None);
  auto skip = [&] { ret(next_iteration(&level, accumulator())); };
  auto badmatch = [&] {
    std::vector<Arg> elements;
    for (size_t n = 0; n < generators.size(); ++n)
      elements.push_back(generators[n]->kind == QualifierKind::MapGenerator
                             ? make_tuple(std::vector<Arg>{heads[n], values[n]})
                         : generators[n]->kind == QualifierKind::BinaryGenerator ? states[n]
                                                                                 : heads[n]);
    Arg reason[] = {is_zip ? make_tuple(elements) : elements[0]};
    end(Op::Badmatch, reason, {}, line);
  };
  BlockId mismatch = new_block();
  match(rows, mismatch, [&](uint32_t outcome) {
    switch (outcome) {
      case kElement:
        comprehension_filter(e, qualifier + 1, level);
        break;
      case kSkip:
        skip();
        break;
      default:
        badmatch();
    }
  });
  use(mismatch);
  if (relaxed_bits) {  // too few bits for a pattern: the end of one, and not of the others
    jump(bad);
  } else if (any_strict) {
    badmatch();
  } else {
    skip();
  }
  use(ended);
  ret(next_iteration(level.outer, accumulator()));
  use(bad);
  Arg reason[] = {atom_arg(is_zip ? "bad_generators" : "bad_generator"),
                  is_zip ? make_tuple(states) : states[0]};
  raise_error(make_tuple(reason), line);
}

// A binary pattern followed by "and the rest is `rest`".
const Pattern* Lowering::with_rest(const Pattern* p, Symbol rest) {
  auto* tail = arena_.make<Pattern>();
  tail->binds = arena_.copy(std::span<const Symbol>(&rest, 1));
  std::vector<BitsSegment> segments(p->segments.begin(), p->segments.end());
  BitsSegment s{};
  s.value = tail;
  s.type = BitType::Binary;
  s.unit = 1;
  s.rest = true;
  segments.push_back(s);
  auto* out = arena_.make<Pattern>(*p);
  out->segments = keep(segments);
  return out;
}

// The same segments, whatever their values.
const Pattern* Lowering::sizes_of(const Pattern* p) {
  std::vector<BitsSegment> segments(p->segments.begin(), p->segments.end());
  for (BitsSegment& s : segments)
    if (s.value->kind != PatternKind::Any) {
      auto* any = arena_.make<Pattern>();
      any->binds = s.value->binds;
      s.value = any;
    }
  auto* out = arena_.make<Pattern>(*p);
  out->segments = keep(segments);
  return out;
}

// <<P>> <= B: an element is as many bits as the pattern takes. One that has the size but not the values is skipped;
// too few bits are the end.
void Lowering::binary_step(const ComprehensionExpr& e, size_t qualifier, Level& level, const Qualifier& q,
                           Arg state) {
  uint32_t line = line_of(q.span);
  auto accumulator = [&] { return level.has_accumulator ? captured_or_bound(level.accumulator) : Arg(); };
  BlockId started = new_block();
  BlockId bad = new_block();
  Arg context = emit_branching(Op::BsStartMatch, {state}, 0, 0, started, bad, true);
  use(bad);
  Arg reason[] = {atom_arg("bad_generator"), state};
  raise_error(make_tuple(reason), line);
  use(started);
  const Pattern* full = with_rest(pattern_bits(to<BitstringExpr>(*q.pattern), true), level.rests[0]);
  bool skippable = std::ranges::any_of(
      full->segments, [](const BitsSegment& s) { return s.value->kind != PatternKind::Any; });
  std::vector<MatchRow> rows(q.strict || !skippable ? 1 : 2);
  for (uint32_t n = 0; n < rows.size(); ++n) {
    Constraint c{};
    c.subject = {Subject::Kind::Whole, context, 0};
    c.pattern = n == 0 ? full : sizes_of(full);
    c.started = true;
    rows[n].clause = n;
    rows[n].todo.push_back(c);
  }
  BlockId over = new_block();
  Arg position = q.strict ? emit(Op::BsGetPosition, {context}, 0, 0) : Arg();
  match(rows, over, [&](uint32_t n) {
    if (n == 0) {
      comprehension_filter(e, qualifier + 1, level);
    } else {
      ret(next_iteration(&level, accumulator()));
    }
  });
  use(over);
  if (q.strict) {  // only an empty rest is the end
    emit_void(Op::BsSetPosition, {context, position});
    BlockId ended = new_block();
    BlockId left = new_block();
    branch(Op::BsTestTail, {context}, ended, left, 0);
    use(left);
    Arg rest[] = {emit(Op::BsGetTail, {context}, 0, 0)};
    end(Op::Badmatch, rest, {}, line);
    use(ended);
  }
  ret(next_iteration(level.outer, accumulator()));
}

// Filters, then the next generator or the element. Ends with a return on every path.
void Lowering::comprehension_filter(const ComprehensionExpr& e, size_t qualifier, Level& level) {
  Level* around = level.function == kNone ? nullptr : &level;
  auto accumulator = [&] { return level.has_accumulator ? captured_or_bound(level.accumulator) : Arg(); };
  for (; qualifier < e.qualifiers.size() && e.qualifiers[qualifier]->kind == QualifierKind::Filter;
       ++qualifier) {
    const Expr& filter = *e.qualifiers[qualifier]->source;
    BlockId yes = new_block();
    BlockId no = new_block();
    if (is_guard_expr(filter)) {
      BlockId saved = s_->fail;
      s_->fail = no;
      test(filter, yes, no);
      s_->fail = saved;
    } else {
      Arg value = expr(filter);
      BlockId bad = new_block();
      Arg args[] = {value, atom_arg("true"), atom_arg("false")};
      BlockId successors[] = {bad, yes, no};
      end(Op::Switch, args, successors);
      use(bad);
      Arg reason[] = {atom_arg("bad_filter"), value};
      raise_error(make_tuple(reason), line_of(filter.span));
    }
    use(no);
    ret(next_iteration(around, accumulator()));
    use(yes);
  }
  if (qualifier < e.qualifiers.size()) {
    ret(comprehension_call(e, qualifier, around, accumulator()));
    return;
  }
  if (e.result != ComprehensionKind::Binary) {
    Arg element = expr(*e.element);
    if (e.result == ComprehensionKind::Map) {
      Arg pair[] = {element, expr(*e.value)};
      element = make_tuple(pair);
    }
    Arg rest = next_iteration(around, {});
    ret(make_cons(element, rest));
    return;
  }
  std::vector<Arg> args{accumulator(), atom_arg("all")};
  std::vector<Segment> segments{{BsType::PrivateAppend, 0, 1}};
  if (const auto* bits = as<BitstringExpr>(e.element)) {
    bit_elements(*bits, args, segments);
  } else {
    args.insert(args.end(), {expr(*e.element), atom_arg("all")});
    segments.push_back({BsType::Binary, 0, 1});
  }
  ret(next_iteration(around, bs_create(args, segments, line_of(e.element->span))));
}

}  // namespace beamlet::core
