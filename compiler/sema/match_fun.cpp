#include "compiler/sema/match_fun.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace beamlet {
namespace {

// Deeper funs would make expressions that are too deep (a tuple of the body becomes two).
constexpr uint32_t kMaxDepth = kMaxNesting / 4;

// The functions of match specifications, and where they may be called.
enum class Where : uint8_t { Anywhere, Body, Guard };
struct KnownFunction {
  std::string_view name;
  uint32_t arity;
  Where where;
  std::string_view becomes = {};  // empty: its own name
};
constexpr KnownFunction kKnown[] = {
    {"abs", 1, Where::Anywhere},
    {"binary_part", 2, Where::Anywhere},
    {"binary_part", 3, Where::Anywhere},
    {"bit_size", 1, Where::Anywhere},
    {"byte_size", 1, Where::Anywhere},
    {"ceil", 1, Where::Anywhere},
    {"element", 2, Where::Anywhere},
    {"float", 1, Where::Anywhere},
    {"floor", 1, Where::Anywhere},
    {"get_tcw", 0, Where::Anywhere},
    {"hd", 1, Where::Anywhere},
    {"is_atom", 1, Where::Anywhere},
    {"is_binary", 1, Where::Anywhere},
    {"is_bitstring", 1, Where::Anywhere},
    {"is_boolean", 1, Where::Anywhere},
    {"is_float", 1, Where::Anywhere},
    {"is_function", 1, Where::Anywhere},
    {"is_integer", 1, Where::Anywhere},
    {"is_list", 1, Where::Anywhere},
    {"is_map", 1, Where::Anywhere},
    {"is_map_key", 2, Where::Anywhere},
    {"is_number", 1, Where::Anywhere},
    {"is_pid", 1, Where::Anywhere},
    {"is_port", 1, Where::Anywhere},
    {"is_reference", 1, Where::Anywhere},
    {"is_seq_trace", 0, Where::Anywhere},
    {"is_tuple", 1, Where::Anywhere},
    {"length", 1, Where::Anywhere},
    {"map_get", 2, Where::Anywhere},
    {"map_size", 1, Where::Anywhere},
    {"max", 2, Where::Anywhere},
    {"min", 2, Where::Anywhere},
    {"node", 0, Where::Anywhere},
    {"node", 1, Where::Anywhere},
    {"round", 1, Where::Anywhere},
    {"self", 0, Where::Anywhere},
    {"size", 1, Where::Anywhere},
    {"tl", 1, Where::Anywhere},
    {"trunc", 1, Where::Anywhere},
    {"tuple_size", 1, Where::Anywhere},
    // tests by their oldest names
    {"atom", 1, Where::Guard, "is_atom"},
    {"binary", 1, Where::Guard, "is_binary"},
    {"function", 1, Where::Guard, "is_function"},
    {"integer", 1, Where::Guard, "is_integer"},
    {"list", 1, Where::Guard, "is_list"},
    {"number", 1, Where::Guard, "is_number"},
    {"pid", 1, Where::Guard, "is_pid"},
    {"port", 1, Where::Guard, "is_port"},
    {"reference", 1, Where::Guard, "is_reference"},
    {"tuple", 1, Where::Guard, "is_tuple"},
    // actions of traces
    {"caller", 0, Where::Body},
    {"caller_line", 0, Where::Body},
    {"current_stacktrace", 0, Where::Body},
    {"current_stacktrace", 1, Where::Body},
    {"disable_trace", 1, Where::Body},
    {"disable_trace", 2, Where::Body},
    {"display", 1, Where::Body},
    {"enable_trace", 1, Where::Body},
    {"enable_trace", 2, Where::Body},
    {"exception_trace", 0, Where::Body},
    {"get_seq_token", 0, Where::Body},
    {"message", 1, Where::Body},
    {"process_dump", 0, Where::Body},
    {"return_trace", 0, Where::Body},
    {"set_seq_token", 2, Where::Body},
    {"set_tcw", 1, Where::Body},
    {"silent", 1, Where::Body},
    {"trace", 2, Where::Body},
    {"trace", 3, Where::Body},
};

constexpr std::string_view kOperators1[] = {"+", "-", "not", "bnot"};
constexpr std::string_view kOperators2[] = {"+",   "-",   "*",   "/",   "div", "rem", "band", "bor", "bxor",
                                            "bsl", "bsr", "and", "or",  "xor", "==",  "/=",   "=<",  "<",
                                            ">=",  ">",   "=:=", "=/=", "++",  "--",  "!"};

std::string_view construct_name(const Expr& e) {
  switch (e.kind) {
    case ExprKind::Case:
      return "case";
    case ExprKind::If:
      return "if";
    case ExprKind::Receive:
      return "receive";
    case ExprKind::Try:
      return "try";
    case ExprKind::Maybe:
      return "maybe";
    case ExprKind::Catch:
      return "catch";
    case ExprKind::Block:
      return "begin/end block";
    case ExprKind::Match:
    case ExprKind::MaybeMatch:
      return "match";
    case ExprKind::Fun:
    case ExprKind::LocalFun:
    case ExprKind::RemoteFun:
      return "fun";
    case ExprKind::Map:
      return "map update";
    case ExprKind::Call:
      return "call";
    case ExprKind::Comprehension:
      switch (to<ComprehensionExpr>(e).result) {
        case ComprehensionKind::List:
          return "list comprehension";
        case ComprehensionKind::Binary:
          return "binary comprehension";
        case ComprehensionKind::Map:
          return "map comprehension";
      }
      return "comprehension";
    default:
      return "expression";
  }
}

// Atoms that mean something else in a specification: '$_', '$$', '$1', ...
bool is_reserved(std::string_view atom) { return atom.starts_with('$'); }
bool is_variable_name(std::string_view atom) {
  return atom.size() > 1 && atom[0] == '$' &&
         std::ranges::all_of(atom.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

class Translation {
 public:
  Translation(MatchFunDialect dialect, MatchFunContext& context)
      : dialect_(dialect), c_(context), symbols_(context.symbols) {}

  const Expr* run(const FunExpr& fun) {
    std::vector<const Expr*> entries;
    for (const Clause* clause : fun.clauses) translate_clause(*clause, entries);
    return ok_ ? list(fun.span, entries) : nullptr;
  }

 private:
  enum class Place : uint8_t { Head, Guard, Body };

  // -- nodes ---------------------------------------------------------------------------------------------------------
  template <typename T, typename... Fields>
  const Expr* node(SourceSpan span, uint32_t height, Fields&&... fields) {
    auto* e = c_.arena.make<T>();
    *e = T{Expr{T::kKind, false, static_cast<uint16_t>(height), span}, std::forward<Fields>(fields)...};
    return e;
  }
  static uint32_t height_over(ExprList parts) {
    uint32_t highest = 0;
    for (const Expr* e : parts) highest = std::max<uint32_t>(highest, e->height);
    return highest + 1;
  }
  const Expr* atom(SourceSpan span, std::string_view name) {
    return node<AtomExpr>(span, 1, symbols_.intern(name));
  }
  const Expr* integer(SourceSpan span, int64_t value) {
    return node<IntegerExpr>(span, 1, value, std::string_view{}, uint8_t{10});
  }
  const Expr* tuple(SourceSpan span, const std::vector<const Expr*>& elements) {
    return node<TupleExpr>(span, height_over(elements), ExprList(c_.arena.copy(elements)));
  }
  const Expr* list(SourceSpan span, const std::vector<const Expr*>& elements, const Expr* tail = nullptr) {
    const uint32_t height =
        std::max<uint32_t>(height_over(elements), tail != nullptr ? tail->height + 1u : 0u);
    return node<ListExpr>(span, height, ExprList(c_.arena.copy(elements)), tail);
  }
  // {{E, ...}}: a tuple as a value.
  const Expr* made_tuple(SourceSpan span, const std::vector<const Expr*>& elements) {
    return tuple(span, {tuple(span, elements)});
  }

  // -- errors --------------------------------------------------------------------------------------------------------
  const Expr* fail(DiagCode code, SourceSpan span, std::initializer_list<std::string_view> words) {
    ok_ = false;
    if (c_.sink != nullptr) c_.sink->report(code, span, words);
    return atom(span, "_");
  }
  static std::string_view text(Place place) {
    return place == Place::Head ? "head" : place == Place::Guard ? "guard" : "body";
  }
  const Expr* untranslatable(const Expr& e, Place place) {
    return fail(DiagCode::MatchFunConstruct, e.span, {construct_name(e), text(place)});
  }

  // -- clauses -------------------------------------------------------------------------------------------------------
  void translate_clause(const Clause& clause, std::vector<const Expr*>& entries) {
    variables_.clear();
    whole_ = sym::kEmpty;
    const Expr* head_term = parameter(clause);
    std::vector<const Expr*> body_terms;
    std::vector<std::vector<const Expr*>> alternatives;
    for (const ExprList& tests : clause.guard) {
      auto& terms = alternatives.emplace_back();
      for (const Expr* test : tests) terms.push_back(value(*test, Place::Guard));
    }
    if (alternatives.empty()) alternatives.emplace_back();
    for (const Expr* e : clause.body) body_terms.push_back(value(*e, Place::Body));
    for (const auto& tests : alternatives) {
      entries.push_back(
          tuple(clause.span, {head_term, list(clause.head, tests), list(clause.span, body_terms)}));
    }
  }

  // The one parameter: a variable, or the tuple (dbg: the list of arguments), perhaps with a name for the whole.
  const Expr* parameter(const Clause& clause) {
    const auto wrong = [&] {
      return fail(DiagCode::MatchFunParameter, clause.head,
                  {dialect_ == MatchFunDialect::Ets ? "ets" : "dbg",
                   dialect_ == MatchFunDialect::Ets ? "tuple" : "list"});
    };
    if (clause.patterns.size() != 1) return wrong();
    const Expr* p = clause.patterns[0];
    if (const auto* match = as<MatchExpr>(p)) {
      const auto* name = as<VarExpr>(match->pattern);
      p = match->value;
      if (name == nullptr) {
        name = as<VarExpr>(match->value);
        p = match->pattern;
      }
      if (name == nullptr || p->kind == ExprKind::Match) {
        return fail(DiagCode::MatchFunAlias, match->operator_span, {});
      }
      whole_ = name->name;
      note_variable(*name);
    }
    const bool structure = dialect_ == MatchFunDialect::Ets
                               ? p->kind == ExprKind::Tuple || p->kind == ExprKind::Record
                               : p->kind == ExprKind::List || p->kind == ExprKind::String;
    if (!structure && p->kind != ExprKind::Var) return wrong();
    return head(*p);
  }

  void note_variable(const VarExpr& var) {
    if (c_.head_variable && var.name != sym::kUnderscore) c_.head_variable(var);
  }

  // -- heads ---------------------------------------------------------------------------------------------------------
  const Expr* head(const Expr& e) {
    const Depth depth(*this, e);
    if (depth.too_deep) return &e;
    switch (e.kind) {
      case ExprKind::Var:
        return head_variable(to<VarExpr>(e));
      case ExprKind::Atom:
        if (is_variable_name(symbols_.text(to<AtomExpr>(e).name))) {
          return fail(DiagCode::MatchFunReservedAtom, e.span, {symbols_.text(to<AtomExpr>(e).name)});
        }
        return &e;
      case ExprKind::Tuple:
        return tuple(e.span, each(to<TupleExpr>(e).elements, Place::Head));
      case ExprKind::List:
        return list_of(to<ListExpr>(e), Place::Head);
      case ExprKind::Map:
        return map_of(to<MapExpr>(e), Place::Head);
      case ExprKind::Record: {
        const auto& record = to<RecordExpr>(e);
        if (record.base != nullptr) return untranslatable(e, Place::Head);
        return tuple(e.span, record_elements(record, Place::Head));
      }
      case ExprKind::Match:
        return fail(DiagCode::MatchFunAlias, to<MatchExpr>(e).operator_span, {});
      default:
        return constant(e, Place::Head);
    }
  }

  const Expr* head_variable(const VarExpr& var) {
    if (var.name == sym::kUnderscore) return atom(var.span, "_");
    if (var.name == whole_) return atom(var.span, "$_");
    const auto [at, fresh] = variables_.try_emplace(var.name.id, variables_.size() + 1);
    if (fresh) note_variable(var);
    return atom(var.span, "$" + std::to_string(at->second));
  }

  // -- guards and bodies ---------------------------------------------------------------------------------------------
  const Expr* value(const Expr& e, Place place) {
    const Depth depth(*this, e);
    if (depth.too_deep) return &e;
    switch (e.kind) {
      case ExprKind::Var: {
        const auto& var = to<VarExpr>(e);
        if (var.name == sym::kUnderscore) return atom(e.span, "_");
        if (var.name == whole_) return atom(e.span, "$_");
        const auto known = variables_.find(var.name.id);
        if (known != variables_.end()) return atom(e.span, "$" + std::to_string(known->second));
        return tuple(e.span, {atom(e.span, "const"), &e});
      }
      case ExprKind::Atom:
        if (!is_reserved(symbols_.text(to<AtomExpr>(e).name))) return &e;
        return tuple(e.span, {atom(e.span, "const"), &e});
      case ExprKind::Tuple:
        return made_tuple(e.span, each(to<TupleExpr>(e).elements, place));
      case ExprKind::List:
        return list_of(to<ListExpr>(e), place);
      case ExprKind::Map:
        if (to<MapExpr>(e).base != nullptr) return untranslatable(e, place);
        return map_of(to<MapExpr>(e), place);
      case ExprKind::Record:
        return made_tuple(e.span, record_elements(to<RecordExpr>(e), place));
      case ExprKind::RecordAccess: {
        const auto& access = to<RecordAccessExpr>(e);
        const Expr* position = field_position(access.name, access.name_span, access.field, access.field_span);
        return tuple(e.span, {atom(e.span, "element"), position, value(*access.base, place)});
      }
      case ExprKind::RecordIndex: {
        const auto& index = to<RecordIndexExpr>(e);
        return field_position(index.name, index.name_span, index.field, index.field_span);
      }
      case ExprKind::Unary:
        if (is_number(e)) return &e;
        return tuple(e.span,
                     {atom(e.span, spelling(to<UnaryExpr>(e).op)), value(*to<UnaryExpr>(e).operand, place)});
      case ExprKind::Binary: {
        const auto& b = to<BinaryExpr>(e);
        if (is_number(e)) return &e;
        const Expr* left = value(*b.left, place);
        return tuple(e.span, {atom(b.operator_span, spelling(b.op)), left, value(*b.right, place)});
      }
      case ExprKind::Call:
        return call(to<CallExpr>(e), place);
      default:
        return constant(e, place);
    }
  }

  const Expr* call(const CallExpr& e, Place place) {
    const auto* name = as<AtomExpr>(e.function);
    const auto* module = as<AtomExpr>(e.module);
    if (name == nullptr || (e.module != nullptr && module == nullptr)) return untranslatable(e, place);
    const std::string_view f = symbols_.text(name->name);
    const auto arity = static_cast<uint32_t>(e.arguments.size());
    const bool is_erlang = module != nullptr && module->name == sym::kErlang;
    if (module == nullptr && arity == 0 && f == "object") return atom(e.span, "$_");
    if (module == nullptr && arity == 0 && f == "bindings") return atom(e.span, "$*");
    if ((module == nullptr || is_erlang) && (f == "is_record" || f == "record")) {
      if (const Expr* test = record_test(e, place)) return test;
    }
    const bool is_operator =
        is_erlang && ((arity == 1 && std::ranges::find(kOperators1, f) != std::end(kOperators1)) ||
                      (arity == 2 && std::ranges::find(kOperators2, f) != std::end(kOperators2)));
    const auto* known = std::ranges::find_if(kKnown, [&](const KnownFunction& k) {
      return k.name == f && k.arity == arity &&
             (k.where == Where::Anywhere || (k.where == Where::Guard) == (place == Place::Guard));
    });
    if (!is_operator && (known == std::end(kKnown) || (module != nullptr && !is_erlang))) {
      const std::string target =
          (module != nullptr ? std::string(symbols_.text(module->name)) + ":" : std::string()) +
          std::string(f) + "/" + std::to_string(arity);
      return fail(DiagCode::MatchFunCall, e.span,
                  {module != nullptr ? "remote" : "local", target, text(place)});
    }
    std::vector<const Expr*> parts{atom(e.span, is_operator || known->becomes.empty() ? f : known->becomes)};
    for (const Expr* argument : e.arguments) parts.push_back(value(*argument, place));
    return tuple(e.span, parts);
  }

  // is_record(R, name) gets the record's size; is_record(R, Tag, Size) has one.
  const Expr* record_test(const CallExpr& e, Place place) {
    const auto* tag = e.arguments.size() >= 2 ? as<AtomExpr>(e.arguments[1]) : nullptr;
    if (tag == nullptr || e.arguments.size() > 3) return nullptr;
    const Expr* size = nullptr;
    if (e.arguments.size() == 3) {
      if (!is_number(*e.arguments[2])) return nullptr;
      size = e.arguments[2];
    } else {
      const RecordInfo* info = record(tag->name, tag->span);
      size = integer(e.span, info != nullptr ? static_cast<int64_t>(info->form->fields.size()) + 1 : 1);
    }
    return tuple(e.span, {atom(e.span, "is_record"), value(*e.arguments[0], place), tag, size});
  }

  // -- parts of both -------------------------------------------------------------------------------------------------
  const Expr* term(const Expr& e, Place place) { return place == Place::Head ? head(e) : value(e, place); }

  std::vector<const Expr*> each(ExprList parts, Place place) {
    std::vector<const Expr*> out;
    for (const Expr* e : parts) out.push_back(term(*e, place));
    return out;
  }

  const Expr* list_of(const ListExpr& e, Place place) {
    const auto elements = each(e.elements, place);
    return list(e.span, elements, e.tail != nullptr ? term(*e.tail, place) : nullptr);
  }

  const Expr* map_of(const MapExpr& e, Place place) {
    if (e.base != nullptr) return untranslatable(e, place);
    std::vector<MapField> fields;
    uint32_t height = 1;
    for (const MapField& field : e.fields) {
      if (place != Place::Head && field.exact) return fail(DiagCode::ExactInMapCreation, field.span, {});
      const Expr* key = term(*field.key, place);
      fields.push_back({field.span, false, key, term(*field.value, place)});
      height = std::max<uint32_t>({height, key->height + 1u, fields.back().value->height + 1u});
    }
    return node<MapExpr>(e.span, height, static_cast<const Expr*>(nullptr),
                         std::span<const MapField>(c_.arena.copy(fields)));
  }

  const RecordInfo* record(Symbol name, SourceSpan span) {
    c_.records.push_back(name);
    const RecordInfo* info = c_.env.record(name);
    if (info == nullptr) (void)fail(DiagCode::UndefinedRecord, span, {symbols_.text(name)});
    return info;
  }

  // The elements of the tuple that a record pattern, construction or update stands for.
  std::vector<const Expr*> record_elements(const RecordExpr& e, Place place) {
    const RecordInfo* info = record(e.name, e.name_span);
    std::vector<const Expr*> elements{node<AtomExpr>(e.name_span, 1, e.name)};
    if (info == nullptr) return elements;
    elements.resize(info->form->fields.size() + 1, nullptr);
    const Expr* others = nullptr;
    for (const RecordField& field : e.fields) {
      if (field.name == sym::kUnderscore) {
        others = field.value;
      } else if (const auto index = info->index_of(field.name)) {
        if (elements[*index + 1] != nullptr) {
          (void)fail(DiagCode::DuplicateField, field.name_span,
                     {symbols_.text(e.name), symbols_.text(field.name)});
        }
        elements[*index + 1] = term(*field.value, place);
      } else {
        (void)fail(DiagCode::UndefinedField, field.name_span,
                   {symbols_.text(e.name), symbols_.text(field.name)});
      }
    }
    for (size_t i = 1; i < elements.size(); ++i) {
      if (elements[i] != nullptr) continue;
      const RecordFieldDecl& declared = info->form->fields[i - 1];
      if (others != nullptr) {
        elements[i] = term(*others, place);
      } else if (place == Place::Head) {
        elements[i] = atom(e.span, "_");
      } else if (e.base != nullptr) {
        elements[i] = tuple(e.span, {atom(e.span, "element"), integer(e.span, static_cast<int64_t>(i) + 1),
                                     value(*e.base, place)});
      } else if (declared.default_value != nullptr) {
        elements[i] = value(*declared.default_value, place);
      } else {
        elements[i] = atom(e.span, "undefined");
      }
    }
    return elements;
  }

  const Expr* field_position(Symbol name, SourceSpan name_span, Symbol field, SourceSpan field_span) {
    const RecordInfo* info = record(name, name_span);
    if (info == nullptr) return integer(field_span, 0);
    const auto index = info->index_of(field);
    if (!index)
      return fail(DiagCode::UndefinedField, field_span, {symbols_.text(name), symbols_.text(field)});
    return integer(field_span, int64_t{*index} + 2);
  }

  // Numbers, strings, binaries of literals.
  const Expr* constant(const Expr& e, Place place) {
    if (e.kind == ExprKind::String || e.kind == ExprKind::Error || is_number(e)) return &e;
    const auto* bits = as<BitstringExpr>(&e);
    if (bits == nullptr) return untranslatable(e, place);
    for (const BitElement& element : bits->elements) {
      if (const auto* var = as<VarExpr>(element.value)) {
        return fail(DiagCode::MatchFunBits, element.value->span, {symbols_.text(var->name), text(place)});
      }
      if (element.value->kind != ExprKind::String && !is_number(*element.value)) {
        return untranslatable(*element.value, place);
      }
      if (element.size != nullptr && !is_number(*element.size)) return untranslatable(*element.size, place);
    }
    return &e;
  }

  // A number, or arithmetic of numbers: it is worked out where the specification is made.
  static bool is_number(const Expr& top) {
    std::vector<const Expr*> todo{&top};
    while (!todo.empty()) {
      const Expr* e = todo.back();
      todo.pop_back();
      if (const auto* u = as<UnaryExpr>(e); u != nullptr && u->op != UnaryOp::Not) {
        todo.push_back(u->operand);
      } else if (const auto* b = as<BinaryExpr>(e); b != nullptr && !is_right_associative(b->op) &&
                                                    b->op != BinaryOp::And && b->op != BinaryOp::Or &&
                                                    b->op != BinaryOp::Xor) {
        todo.push_back(b->left);
        todo.push_back(b->right);
      } else if (e->kind != ExprKind::Integer && e->kind != ExprKind::Char && e->kind != ExprKind::Float) {
        return false;
      }
    }
    return true;
  }

  // How deep the translation is in the fun.
  struct Depth {
    Depth(Translation& translation, const Expr& e) : t(translation), too_deep(++t.depth_ > kMaxDepth) {
      if (too_deep) (void)t.fail(DiagCode::NestingTooDeep, e.span, {});
    }
    ~Depth() { --t.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    Translation& t;
    bool too_deep;
  };

  MatchFunDialect dialect_;
  MatchFunContext& c_;
  Interner& symbols_;
  bool ok_ = true;
  uint32_t depth_ = 0;
  Symbol whole_ = sym::kEmpty;                      // the variable for the whole parameter
  std::unordered_map<uint32_t, size_t> variables_;  // of the head: Symbol::id to the number behind `$`
};

}  // namespace

MatchFunDialect match_fun_dialect(const CallExpr& call, const ModuleEnv& env, const Interner& symbols) {
  const auto* name = as<AtomExpr>(call.function);
  if (name == nullptr || call.arguments.size() != 1 || symbols.text(name->name) != "fun2ms")
    return MatchFunDialect::None;
  Symbol module;
  if (call.module == nullptr) {
    const CallTarget target = env.resolve_call({name->name, 1});
    if (target.kind != CallTarget::Kind::Imported) return MatchFunDialect::None;
    module = target.module;
  } else if (const auto* atom = as<AtomExpr>(call.module)) {
    module = atom->name;
  } else {
    return MatchFunDialect::None;
  }
  const std::string_view m = symbols.text(module);
  return m == "ets" ? MatchFunDialect::Ets : m == "dbg" ? MatchFunDialect::Dbg : MatchFunDialect::None;
}

const Expr* translate_match_fun(const FunExpr& fun, MatchFunDialect dialect, MatchFunContext& context) {
  return Translation(dialect, context).run(fun);
}

}  // namespace beamlet
