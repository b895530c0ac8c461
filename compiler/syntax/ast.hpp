// ast.hpp - the abstract syntax tree, drawn as a grammar.
//
// Purpose     What the source says, nothing added and nothing taken away: no desugaring, records and sugar
//             still there. The parser builds it, sema checks it, compiler/core lowers it.
//             The only lowering done before: macros are expanded, adjacent strings joined, sigils are the
//             literals they stand for (`~"x"` is <<"x"/utf8>>, `~s"x"` is "x").
// Picture     Ast -> Form* -> Clause* -> Expr*          all of it in one Arena, linked by pointers and spans.
//             Patterns and guards are Exprs too, as in Erlang's own grammar; sema rejects what they may not
//             hold. Every node is a plain struct that starts with its kind:   if (auto* call =
//             as<CallExpr>(e)) ...
// Invariants  I1  immutable after parsing; pointers are never null unless the field says "or null".
//             I2  height (see Expr) never exceeds kMaxNesting: a pass may recurse once per level of height
//             when it
//                 runs on a stack made for that (source/deep_stack.hpp). Left spines of left-associative operators,
//                 right spines of right-associative ones (++ -- ! andalso orelse), and the tails of nested
//                 conses count as ONE level: walk them with a loop (spine_operands below); they may be
//                 100,000 long.
//             I3  when the parser reported an error the tree may hold ErrorExpr / ErrorForm in place of what
//             it could
//                 not read; sema passes over them in silence and code generation never sees them.
// Threads     one compilation, one thread at a time.
// See         language.md; lang-spec/ grammar chapter; ast_print.hpp prints it back.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/source/arena.hpp"
#include "compiler/source/deep_stack.hpp"
#include "compiler/source/source_file.hpp"
#include "compiler/source/source_span.hpp"
#include "compiler/source/symbols.hpp"

namespace beamlet {

inline constexpr uint32_t kMaxNesting = 10'000;

// ---------------------------------------------------------------------------------------------------------------
// Expressions (and patterns, and guard tests)
//
//   Expr ::= Var | Atom | Integer | Float | Char | String
//          | Tuple | List | Map | Record | RecordAccess | RecordIndex | Bitstring
//          | Match | MaybeMatch | Unary | Binary | Catch
//          | Call | Remote | LocalFun | RemoteFun | Fun
//          | Block | If | Case | Receive | Try | Maybe | Comprehension | Error

enum class ExprKind : uint8_t {
  Var,
  Atom,
  Integer,
  Float,
  Char,
  String,
  Tuple,
  List,
  Map,
  Record,
  RecordAccess,
  RecordIndex,
  Bitstring,
  Match,
  MaybeMatch,
  Unary,
  Binary,
  Catch,
  Call,
  Remote,
  LocalFun,
  RemoteFun,
  Fun,
  Block,
  If,
  Case,
  Receive,
  Try,
  Maybe,
  Comprehension,
  Error,
};

struct Expr {
  ExprKind kind;
  bool parenthesized = false;  // written in parentheses (for the printer and for diagnostics only)
  uint16_t height = 1;         // 1 + the highest child's, spines as in I2
  SourceSpan span;             // from the first to the last character
};

using ExprList = std::span<const Expr* const>;

// One alternative of a guard is a conjunction (`,`); a guard is a list of alternatives (`;`). Empty: no
// guard.
using Guard = std::span<const ExprList>;

// patterns [when guard] -> body.   Function and fun clauses have `arity` patterns; case, receive, try-of and
// maybe-else clauses one; if clauses none.
struct Clause {
  SourceSpan span;  // the whole clause
  SourceSpan head;  // up to the arrow
  ExprList patterns;
  Guard guard;
  ExprList body;
};
using ClauseList = std::span<const Clause* const>;

// [Class :] pattern [: Stacktrace] [when guard] -> body
struct CatchClause {
  SourceSpan span;
  const Expr* exception_class;  // Atom or Var, or null: throw
  const Expr* pattern;
  const Expr* stacktrace;  // Var, or null
  Guard guard;
  ExprList body;
};

struct VarExpr : Expr {  // name is sym::kUnderscore for _
  static constexpr ExprKind kKind = ExprKind::Var;
  Symbol name;
};
struct AtomExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Atom;
  Symbol name;
};
struct IntegerExpr : Expr {  // never negative: `-1` is Unary(Minus, 1)
  static constexpr ExprKind kKind = ExprKind::Integer;
  int64_t value;            // when digits is empty
  std::string_view digits;  // a value above INT64_MAX: digits of `base`, without `_` and leading zeros
  uint8_t base;             // 2..36, as written
};
struct FloatExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Float;
  double value;
};
struct CharExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Char;
  char32_t value;
};
struct StringExpr : Expr {  // escapes resolved, adjacent ones joined; valid UTF-8
  static constexpr ExprKind kKind = ExprKind::String;
  std::string_view utf8;
};

struct TupleExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Tuple;
  ExprList elements;
};
struct ListExpr : Expr {  // [] when empty; [A, B | Tail]
  static constexpr ExprKind kKind = ExprKind::List;
  ExprList elements;
  const Expr* tail;  // or null: proper
};

struct MapField {
  SourceSpan span;
  bool exact;  // :=, else =>
  const Expr* key;
  const Expr* value;
};
struct MapExpr : Expr {  // #{K => V}   Base#{K := V}   (pattern: #{K := P})
  static constexpr ExprKind kKind = ExprKind::Map;
  const Expr* base;  // or null: a new map
  std::span<const MapField> fields;
};

struct RecordField {
  SourceSpan span;
  SourceSpan name_span;
  Symbol name;  // sym::kUnderscore: `_ = V`, all other fields
  const Expr* value;
};
struct RecordExpr : Expr {  // #r{f = V}   Base#r{f = V}
  static constexpr ExprKind kKind = ExprKind::Record;
  const Expr* base;  // or null: a new record
  Symbol name;
  SourceSpan name_span;
  std::span<const RecordField> fields;
};
struct RecordAccessExpr : Expr {  // Base#r.f
  static constexpr ExprKind kKind = ExprKind::RecordAccess;
  const Expr* base;
  Symbol name;
  Symbol field;
  SourceSpan name_span;
  SourceSpan field_span;
};
struct RecordIndexExpr : Expr {  // #r.f: the position of the field in the tuple
  static constexpr ExprKind kKind = ExprKind::RecordIndex;
  Symbol name;
  Symbol field;
  SourceSpan name_span;
  SourceSpan field_span;
};

// One of `integer`, `unit:8`, ... as written. sema/bit_spec.hpp resolves the list to a BitSpec.
struct BitModifier {
  SourceSpan span;
  Symbol name;
  int64_t unit;  // with name sym::kUnit: N of unit:N; else -1
};
struct BitElement {
  SourceSpan span;
  const Expr* value;
  const Expr* size;  // or null: default
  std::span<const BitModifier> modifiers;
};
struct BitstringExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Bitstring;
  std::span<const BitElement> elements;
};

struct MatchExpr : Expr {  // pattern = value; in a pattern both sides are patterns (an alias)
  static constexpr ExprKind kKind = ExprKind::Match;
  const Expr* pattern;
  const Expr* value;
  SourceSpan operator_span;
};
struct MaybeMatchExpr : Expr {  // pattern ?= value: only directly in a maybe body
  static constexpr ExprKind kKind = ExprKind::MaybeMatch;
  const Expr* pattern;
  const Expr* value;
  SourceSpan operator_span;
};

enum class UnaryOp : uint8_t { Plus, Minus, Bnot, Not };
struct UnaryExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Unary;
  UnaryOp op;
  const Expr* operand;
};

enum class BinaryOp : uint8_t {
  Multiply,       // *
  Divide,         // /
  Div,            // div
  Rem,            // rem
  Band,           // band
  And,            // and
  Add,            // +
  Subtract,       // -
  Bor,            // bor
  Bxor,           // bxor
  Bsl,            // bsl
  Bsr,            // bsr
  Or,             // or
  Xor,            // xor
  Append,         // ++
  ListSubtract,   // --
  Equal,          // ==
  NotEqual,       // /=
  LessEqual,      // =<
  Less,           // <
  GreaterEqual,   // >=
  Greater,        // >
  ExactEqual,     // =:=
  ExactNotEqual,  // =/=
  AndAlso,        // andalso
  OrElse,         // orelse
  Send,           // !
};
struct BinaryExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Binary;
  BinaryOp op;
  const Expr* left;
  const Expr* right;
  SourceSpan operator_span;  // Erlang's line of an operation is its operator's
};
[[nodiscard]] constexpr bool is_right_associative(BinaryOp op) {
  return op == BinaryOp::Append || op == BinaryOp::ListSubtract || op == BinaryOp::AndAlso ||
         op == BinaryOp::OrElse || op == BinaryOp::Send;
}
// "+", "andalso", ...: spelling and name of the erlang function (except andalso/orelse).
[[nodiscard]] std::string_view spelling(BinaryOp op);
[[nodiscard]] std::string_view spelling(UnaryOp op);

struct CatchExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Catch;
  const Expr* body;
};

struct CallExpr : Expr {  // f(A)   Fun(A)   m:f(A)   (Expr):f(A)
  static constexpr ExprKind kKind = ExprKind::Call;
  const Expr* module;    // or null: local, or a call of a fun
  const Expr* function;  // an Atom with module == null: local, imported or auto-imported function
  ExprList arguments;
};
struct RemoteExpr : Expr {  // m:f that is not called: sema rejects it
  static constexpr ExprKind kKind = ExprKind::Remote;
  const Expr* module;
  const Expr* function;
};
struct LocalFunExpr : Expr {  // fun f/1
  static constexpr ExprKind kKind = ExprKind::LocalFun;
  Symbol name;
  uint32_t arity;
};
struct RemoteFunExpr : Expr {  // fun m:f/1; each part an Atom, Integer or Var
  static constexpr ExprKind kKind = ExprKind::RemoteFun;
  const Expr* module;
  const Expr* function;
  const Expr* arity;
};
struct FunExpr : Expr {  // fun (X) -> ... end    fun Loop(X) -> ... end
  static constexpr ExprKind kKind = ExprKind::Fun;
  Symbol name;  // the variable; sym::kEmpty: anonymous
  SourceSpan name_span;
  ClauseList clauses;  // all of one arity once checked
};

struct BlockExpr : Expr {  // begin ... end
  static constexpr ExprKind kKind = ExprKind::Block;
  ExprList body;
};
struct IfExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::If;
  ClauseList clauses;
};
struct CaseExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Case;
  const Expr* subject;
  ClauseList clauses;
};
struct ReceiveExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Receive;
  ClauseList clauses;   // may be empty when there is an after
  const Expr* timeout;  // or null: no after
  ExprList timeout_body;
};
struct TryExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Try;
  ExprList body;
  ClauseList of_clauses;  // empty: no `of`
  std::span<const CatchClause* const> catch_clauses;
  ExprList after_body;
};
struct MaybeExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Maybe;
  ExprList body;
  ClauseList else_clauses;  // empty: no `else`
};

//   Qualifier ::= filter | P <- L | P <:- L | <<P>> <= B | <<P>> <:= B | K := V <- M | K := V <:- M | zip of
//   generators (&&)
enum class QualifierKind : uint8_t { Filter, ListGenerator, BinaryGenerator, MapGenerator, Zip };
struct Qualifier {
  QualifierKind kind;
  bool strict;  // <:- or <:=: an element that does not match is an error (badmatch), not skipped
  SourceSpan span;
  const Expr* pattern;                            // generators (map: the key's)
  const Expr* value_pattern;                      // map generators, else null
  const Expr* source;                             // generators: what is drawn from; Filter: the test
  std::span<const Qualifier* const> zipped = {};  // Zip: at least two generators
};

enum class ComprehensionKind : uint8_t { List, Binary, Map };
struct ComprehensionExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Comprehension;
  ComprehensionKind result;
  const Expr* element;  // map: the key
  const Expr* value;    // map, else null
  std::span<const Qualifier* const> qualifiers;
};

struct ErrorExpr : Expr {
  static constexpr ExprKind kKind = ExprKind::Error;
};

// The node as its own type, or null when it is another kind.
template <typename T>
[[nodiscard]] const T* as(const Expr* e) {
  return e != nullptr && e->kind == T::kKind ? static_cast<const T*>(e) : nullptr;
}
// The node as its own type; the kind is known.
template <typename T>
[[nodiscard]] const T& to(const Expr& e) {
  return static_cast<const T&>(e);
}

// The operands e0 op1 e1 op2 e2 ... of the spine that starts at `top`, left to right, and its operator nodes
// in the same order (operators[i] stands between operands[i] and operands[i+1]). Left-associative:
// operators.back() == top; right-associative: operators.front() == top. Only operators of the same
// associativity class belong to one spine.
struct Spine {
  std::vector<const Expr*> operands;
  std::vector<const BinaryExpr*> operators;
  bool right_associative = false;
};
[[nodiscard]] Spine spine_operands(const BinaryExpr& top);

// ---------------------------------------------------------------------------------------------------------------
// Types: read, printed and kept for documentation; nothing checks them.

enum class TypeKind : uint8_t {
  Atom,          // name
  Integer,       // value
  Char,          // value
  Var,           // name (sym::kUnderscore: _)
  Annotated,     // name :: args[0]
  Union,         // args[0] | args[1] | ...
  Range,         // args[0] .. args[1]
  Unary,         // spelling in name; args[0]
  Binary,        // spelling in name; args[0], args[1]
  Call,          // name(args)
  RemoteCall,    // module:name(args)
  Nil,           // []
  List,          // [args[0]]
  NonemptyList,  // [args[0], ...]
  Tuple,         // {args}
  Map,           // #{...}: args are MapAssoc / MapExact
  MapAssoc,      // args[0] => args[1]
  MapExact,      // args[0] := args[1]
  Record,        // #name{...}: args are RecordField
  RecordField,   // name :: args[0]
  Bitstring,     // <<_:args[0], _:_*args[1]>>; both always there, Integer 0 when not written
  FunAny,        // fun()
  FunAnyArgs,    // fun((...) -> args[0])
  Fun,           // fun((args[0], ..., args[n-2]) -> args[n-1]); also a clause of a spec
  Constraint,    // is_subtype(V, T) or V :: T in a `when`: name, args[0]
};
struct TypeExpr {
  TypeKind kind;
  uint16_t height = 1;
  SourceSpan span;
  Symbol name;
  Symbol module;
  int64_t value = 0;             // Integer (when digits is empty), Char
  std::string_view digits = {};  // Integer above INT64_MAX; then `value` is their base
  std::span<const TypeExpr* const> args = {};
};
using TypeList = std::span<const TypeExpr* const>;

// ---------------------------------------------------------------------------------------------------------------
// Forms
//
//   Form ::= Module | Export | ExportType | Import | Record | Type | Spec | OptionalCallbacks
//          | Behaviour | Compile | Attribute | File | Function | Error

enum class FormKind : uint8_t {
  Module,
  Export,
  ExportType,
  Import,
  Record,
  Type,
  Spec,
  OptionalCallbacks,
  Behaviour,
  Compile,
  Attribute,
  File,
  Function,
  Error,
};

struct Form {
  FormKind kind;
  SourceSpan span;
};

struct NameArityRef {  // f/1 in a list of them
  SourceSpan span;
  Symbol name;
  uint32_t arity;
};

struct ModuleForm : Form {  // -module(name).
  static constexpr FormKind kKind = FormKind::Module;
  Symbol name;
};
struct ExportForm : Form {  // -export([f/1]).
  static constexpr FormKind kKind = FormKind::Export;
  std::span<const NameArityRef> functions;
};
struct ExportTypeForm : Form {  // -export_type([t/0]).
  static constexpr FormKind kKind = FormKind::ExportType;
  std::span<const NameArityRef> types;
};
struct ImportForm : Form {  // -import(m, [f/1]).
  static constexpr FormKind kKind = FormKind::Import;
  Symbol module;
  std::span<const NameArityRef> functions;
};
struct RecordFieldDecl {
  SourceSpan span;
  SourceSpan name_span;
  Symbol name;
  const Expr* default_value;  // or null: undefined
  const TypeExpr* type;       // or null
};
struct RecordForm : Form {  // -record(r, {f = Default :: type()}).
  static constexpr FormKind kKind = FormKind::Record;
  Symbol name;
  SourceSpan name_span;
  std::span<const RecordFieldDecl> fields;
};
enum class TypeDeclKind : uint8_t { Type, Opaque, Nominal };
struct TypeForm : Form {  // -type t(A) :: ... .
  static constexpr FormKind kKind = FormKind::Type;
  TypeDeclKind decl;
  Symbol name;
  SourceSpan name_span;
  TypeList parameters;  // Var
  const TypeExpr* type;
};
struct SpecClause {
  SourceSpan span;
  const TypeExpr* fun;   // kind Fun
  TypeList constraints;  // kind Constraint
};
struct SpecForm : Form {  // -spec f(...) -> ... .   -callback f(...) -> ... .
  static constexpr FormKind kKind = FormKind::Spec;
  bool is_callback;
  Symbol module;  // sym::kEmpty when not written
  Symbol name;
  SourceSpan name_span;
  uint32_t arity;
  std::span<const SpecClause> clauses;
};
struct OptionalCallbacksForm : Form {
  static constexpr FormKind kKind = FormKind::OptionalCallbacks;
  std::span<const NameArityRef> functions;
};
struct BehaviourForm : Form {
  static constexpr FormKind kKind = FormKind::Behaviour;
  Symbol name;
  Symbol spelling;  // behaviour or behavior, as module_info(attributes) shows it
};
struct CompileForm : Form {  // -compile(Options).
  static constexpr FormKind kKind = FormKind::Compile;
  const Expr* options;  // a constant term
};
struct AttributeForm
    : Form {  // every other -name(Term). : vsn, doc, moduledoc, author, dialyzer, on_load, your own
  static constexpr FormKind kKind = FormKind::Attribute;
  Symbol name;
  const Expr* value;  // a constant term; `f/1` in it is the tuple {f, 1}
};
struct FileForm : Form {  // -file("name", Line). The SourceManager already knows (presumed()).
  static constexpr FormKind kKind = FormKind::File;
  std::string_view name;
  uint32_t line;
};
struct FunctionForm : Form {
  static constexpr FormKind kKind = FormKind::Function;
  Symbol name;
  uint32_t arity;  // of the first clause; sema reports clauses that differ
  SourceSpan name_span;
  ClauseList clauses;
};
struct ErrorForm : Form {
  static constexpr FormKind kKind = FormKind::Error;
};

template <typename T>
[[nodiscard]] const T* as(const Form* f) {
  return f != nullptr && f->kind == T::kKind ? static_cast<const T*>(f) : nullptr;
}
template <typename T>
[[nodiscard]] const T& to(const Form& f) {
  return static_cast<const T&>(f);
}

// ---------------------------------------------------------------------------------------------------------------

// A parsed module. Owns its nodes; names are the Interner's, texts the SourceManager's.
struct Ast {
  Arena arena;
  const SourceManager* sources = nullptr;
  Interner* symbols = nullptr;
  FileId file;
  std::span<const Form* const> forms;  // in source order, headers' forms where they were included
  bool is_script = false;              // no -module: named after the file, exports everything
  uint32_t end_offset = 0;             // end of the main file
  uint32_t max_height = 0;             // of its expressions and types
};

// What `beamlet eval` and the shell read: `E1, E2.` and function definitions, until the input ends.
struct ExpressionsAst {
  Arena arena;
  const SourceManager* sources = nullptr;
  Interner* symbols = nullptr;
  FileId file;
  // Each item is ended by a full stop: a sequence of expressions, or one form (function, record, type,
  // attribute).
  struct Item {
    ExprList expressions;
    const Form* form = nullptr;  // or null: expressions
  };
  std::vector<Item> items;
  uint32_t max_height = 0;
};

}  // namespace beamlet
