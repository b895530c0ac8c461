// match_spec.hpp - match specifications: [{Head, Guards, Body}] compiled to small programs.
//
// Purpose     What ets:select and its kin ask about every object. A clause becomes three lists of operations:
//               head    takes the object apart in preorder, comparing and binding: a stack of terms still to be looked at
//               guards  postfix expressions over a stack of values; each must be true
//               body    the same; its last value is the result
//             Functions in guards and bodies are the machine's own guard builtins.
// Invariants  M1  a compiled specification is immutable and may be used by many threads at once; its constants lie in a fragment of its own.
//             M2  compiling and running never recurse on the depth of a term.
// Threads     compile: [any]. run: [owner] of the process lent to it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "vm/bif/bif.hpp"
#include "vm/heap/off_heap.hpp"

namespace beamlet {

class MatchSpec : public MagicRef {
 public:
  struct Reference {
    void operator()(MatchSpec* spec) const { magic_ref_release(spec); }
  };
  using Handle = std::unique_ptr<MatchSpec, Reference>;

  // nullptr when it is no match specification.
  [[nodiscard]] static Handle compile(Term spec);
  // The one behind a term of ets:match_spec_compile, or nullptr.
  [[nodiscard]] static MatchSpec* of(Term compiled);
  // Takes over the handle's reference.
  [[nodiscard]] static Term term(Process& p, Handle spec);
  ~MatchSpec();
  MatchSpec(const MatchSpec&) = delete;
  MatchSpec& operator=(const MatchSpec&) = delete;

  // The constant that every matching tuple has at this position, when there is only one clause and it says so; else none().
  [[nodiscard]] Term bound_element(uint32_t position) const;

 private:
  friend class MatchRun;
  enum class Code : uint8_t {
    Any,        // head: fits everything
    Bind,       // head: variable n, first time
    Same,       // head: variable n again
    Constant,   // head: equal to t. expression: push t
    Tuple,      // head: a tuple of n elements, looked at next. expression: make one of the n topmost values
    Cons,       // head: a cons cell. expression: [second | top]
    Map,        // head: a map with the keys of the map t. expression: values for the keys of t from the stack
    Variable,   // push variable n
    Object,     // push the whole object
    Variables,  // push the list of all variables
    Call,       // function with the n topmost values
    AndAlso,    // top false: leave it and jump to n; true: drop it; else fail
    OrElse,     // top true: leave it and jump to n; false: drop it; else fail
    Boolean,    // top must be true or false
    Drop,       // drop the top
  };
  struct Op {
    Code code;
    uint32_t n = 0;
    Term t = Term::nil();
    BifFunction function = nullptr;
  };
  struct Clause {
    std::vector<Op> head, guards, body;
    std::vector<uint32_t> guard_ends;  // operation counts after which a guard's value is on the stack
    std::vector<uint32_t> variables;   // the numbers used, ascending; operations name their positions
    Term pattern;
  };
  class Compiler;

  MatchSpec() { destroy = &release; }
  static void release(MagicRef* self) { delete static_cast<MatchSpec*>(self); }

  std::vector<Clause> clauses_;
  HeapFragment* constants_ = nullptr;
};

// Runs a specification on one object after the other. While it exists the process's heap is a scratch heap (intermediate values may
// point into a table), so results must be copied to heap() before anything else uses them.
class MatchRun {
 public:
  MatchRun(Process& p, const MatchSpec& spec);
  ~MatchRun();
  MatchRun(const MatchRun&) = delete;
  MatchRun& operator=(const MatchRun&) = delete;

  // The result, valid until the next run; none() when no clause matches.
  [[nodiscard]] Term run(Term object);
  // The process's own heap.
  [[nodiscard]] Heap& heap() { return own_; }
  // A copy of a result there.
  [[nodiscard]] Term keep(Term result);

 private:
  bool match(const MatchSpec::Clause& clause, Term object);
  // The top of the stack after these operations, or none() when one fails.
  Term evaluate(const std::vector<MatchSpec::Op>& ops, size_t begin, size_t end,
                const MatchSpec::Clause& clause, Term object);
  bool step(const MatchSpec::Op& op, const MatchSpec::Clause& clause, Term object, size_t& at);
  bool step_logic(const MatchSpec::Op& op, size_t& at);
  Term call(const MatchSpec::Op& op);

  Process& process_;
  const MatchSpec& spec_;
  Heap own_;
  std::vector<Term> stack_;
  std::vector<Term> bindings_;
};

}  // namespace beamlet
