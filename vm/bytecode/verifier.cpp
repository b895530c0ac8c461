// The structure of the proof: decode everything, find labels and functions, then run each function to a fixed point.
// What a single instruction needs and does stands in verify_step.cpp.
#include "vm/bytecode/verifier.hpp"

#include <set>

#include "vm/base/limits.hpp"
#include "vm/bytecode/verify_code.hpp"
#include "vm/bytecode/verify_step.hpp"

namespace beamlet {

namespace verify {

namespace {

// Finds "Label a; [Line]; FuncInfo; Label entry" and lets every instruction know its function.
[[nodiscard]] bool find_functions(Code& code) {
  const size_t n = code.instructions.size();
  for (size_t i = 0; i < n; ++i) {
    if (code.instructions[i].op != Op::FuncInfo) continue;
    if (i + 1 >= n || code.instructions[i + 1].op != Op::Label)
      return code.fail(i, "a function without an entry label");
    Function f;
    f.info = i;
    f.entry_label = static_cast<uint32_t>(code.operands(i + 1)[0].value);
    f.name = static_cast<uint32_t>(code.operands(i)[1].value);
    f.arity = static_cast<uint32_t>(code.operands(i)[2].value);
    f.begin = i;
    while (f.begin > 0 &&
           (code.instructions[f.begin - 1].op == Op::Label || code.instructions[f.begin - 1].op == Op::Line))
      --f.begin;
    if (!code.functions.empty()) code.functions.back().end = f.begin;
    code.functions.push_back(f);
  }
  if (code.functions.empty()) return n == 0 || code.fail(0, "code outside of a function");
  if (code.functions.front().begin != 0) return code.fail(0, "code outside of a function");
  code.functions.back().end = n;
  for (size_t f = 0; f < code.functions.size(); ++f) {
    for (size_t i = code.functions[f].begin; i < code.functions[f].end; ++i)
      code.instructions[i].function = static_cast<uint32_t>(f);
    code.entry_to_function.emplace(code.functions[f].entry_label, static_cast<uint32_t>(f));
  }
  return true;
}

// What FuncInfo and Line name, which no path need reach, and labels, so that they fit 32 bits ever after.
[[nodiscard]] bool check_indexes(const ModuleImage& image, Code& code, size_t index) {
  const Decoded& instruction = code.instructions[index];
  for (size_t i = instruction.first_operand; i < code.operand_pool.size(); ++i) {
    const Operand& o = code.operand_pool[i];
    const auto value = static_cast<uint64_t>(o.value);
    if (o.kind == Operand::Kind::Label && value > image.label_count)
      return code.fail(index, "a label outside the label count");
    if (o.kind == Operand::Kind::Atom && value >= image.atoms.size())
      return code.fail(index, "an atom outside the atom table");
  }
  if (instruction.op == Op::Line &&
      static_cast<uint64_t>(code.operands(index)[0].value) >= image.lines.size())
    return code.fail(index, "a line outside the line table");
  if (instruction.op == Op::FuncInfo &&
      static_cast<uint64_t>(code.operands(index)[2].value) > limits::kMaxArity)
    return code.fail(index, "an impossible arity");
  return true;
}

// The loader translates every instruction, so that each must have been looked at: there is no code that nothing reaches.
[[nodiscard]] bool check_reached(Code& code) {
  for (size_t i = 0; i < code.instructions.size(); ++i) {
    const Decoded& instruction = code.instructions[i];
    const bool is_structure =
        instruction.op == Op::Label || instruction.op == Op::Line || instruction.op == Op::FuncInfo;
    if (!instruction.is_reached && !is_structure) return code.fail(i, "an instruction that no path reaches");
  }
  return true;
}

[[nodiscard]] bool decode(const ModuleImage& image, Code& code) {
  CodeReader reader(image.code);
  Instruction instruction;
  code.label_to_instruction.assign(image.label_count + 1, kNoInstruction);
  while (!reader.at_end()) {
    if (!reader.next(instruction)) {
      code.error = "byte " + std::to_string(reader.position()) + " of the code: " + reader.error();
      return false;
    }
    size_t index = code.instructions.size();
    code.instructions.push_back({instruction.op, static_cast<uint32_t>(code.operand_pool.size()),
                                 instruction.list_begin, instruction.list_end, 0, false});
    code.operand_pool.insert(code.operand_pool.end(), instruction.operands.begin(),
                             instruction.operands.end());
    if (!check_indexes(image, code, index)) return false;
    if (instruction.op != Op::Label) continue;
    auto label = static_cast<uint64_t>(instruction.operands[0].value);
    if (label == 0 || label > image.label_count) return code.fail(index, "a label outside the label count");
    if (code.label_to_instruction[label] != kNoInstruction) return code.fail(index, "a label defined twice");
    code.label_to_instruction[label] = index;
  }
  return true;
}

// What exports, locals and lambdas name must be entries of functions with that arity.
[[nodiscard]] bool check_tables(const ModuleImage& image, Code& code) {
  auto entry = [&](uint32_t label, uint32_t arity, const char* table) {
    auto found = code.entry_to_function.find(label);
    if (found != code.entry_to_function.end() && code.functions[found->second].arity == arity) return true;
    code.error = std::string("the table of ") + table + " names a label that is no function of its arity";
    return false;
  };
  for (const auto& f : image.exports)
    if (!entry(f.label, f.arity, "exports")) return false;
  for (const auto& f : image.locals)
    if (!entry(f.label, f.arity, "local functions")) return false;
  for (const auto& l : image.lambdas)
    if (!entry(l.label, l.arity + l.free, "funs")) return false;
  return true;
}

// Runs one function until nothing changes. False with code.error set when a rule is broken.
class FunctionRun final : public Edges {
 public:
  FunctionRun(const ModuleImage& image, Code& code, uint32_t function)
      : image_(image), code_(code), function_(code.functions[function]) {}

  [[nodiscard]] bool run() {
    State entry;
    entry.x.resize(function_.arity);
    for (uint32_t i = 0; i < function_.arity; ++i)
      entry.x[i] = {function_.context_arguments[i] ? Value::Kind::AnyOrContext : Value::Kind::Any, 0, i + 1};
    if (!reach(function_.info, function_.entry_label, entry)) return false;
    while (!pending_.empty()) {
      size_t at = *pending_.begin();
      pending_.erase(pending_.begin());
      if (!follow(at)) return false;
    }
    return true;
  }

  [[nodiscard]] bool reach(size_t from, uint32_t label, const State& state) override {
    size_t target = code_.label_to_instruction[label];  // decode() has looked at every label operand
    if (target == kNoInstruction || &code_.functions[code_.instructions[target].function] != &function_)
      return code_.fail(from, "a branch to a label outside its function");
    auto [known, is_new] = states_.try_emplace(target, state);
    if (!is_new) {
      Merge merged = merge_into(known->second, state, label);
      if (merged == Merge::Conflict)
        return code_.fail(from, "paths meet with different frames, catch tags or messages in hand");
      if (merged == Merge::Same) return true;
    }
    pending_.insert(target);
    return true;
  }

 private:
  // Follows straight-line code from a label to a Terminator, or into the next label.
  [[nodiscard]] bool follow(size_t at) {
    State state = states_.at(at);
    for (size_t i = at + 1;; ++i) {
      if (i >= function_.end) return code_.fail(i - 1, "control runs off the function's end");
      Decoded& instruction = code_.instructions[i];
      instruction.is_reached = true;
      if (instruction.op == Op::Line) continue;
      if (instruction.op == Op::Label)
        return reach(i, static_cast<uint32_t>(code_.operands(i)[0].value), state);
      if (!Step(image_, code_, i, state, *this).run()) return false;
      if (op_info(instruction.op).has(op_flag::Terminator)) return true;
    }
  }

  const ModuleImage& image_;
  Code& code_;
  const Function& function_;
  std::unordered_map<size_t, State> states_;  // at labels
  std::set<size_t> pending_;                  // in program order, so that most functions need one pass
};

}  // namespace

bool Code::fail(size_t at, std::string_view why) {
  if (!error.empty()) return false;
  error = "instruction " + std::to_string(at);
  if (at < instructions.size()) {
    error += " (" + std::string(op_info(instructions[at].op).name) + ")";
    if (instructions[at].function < functions.size()) {
      const Function& f = functions[instructions[at].function];
      error = "function " + image.atoms[f.name] + "/" + std::to_string(f.arity) + ", " + error;
    }
  }
  error += ": ";
  error += why;
  return false;
}

}  // namespace verify

std::optional<std::string> verify_module(const ModuleImage& image) {
  verify::Code code(image);
  if (image.atoms.empty()) return "a module without a name";
  if (!verify::decode(image, code) || !verify::find_functions(code) || !verify::check_tables(image, code))
    return code.error;
  // Functions whose arguments turn out to be contexts are put back on the list by the call that passes one.
  for (uint32_t f = 0; f < code.functions.size(); ++f) code.to_verify.push_back(f);
  while (!code.to_verify.empty()) {
    uint32_t f = code.to_verify.back();
    code.to_verify.pop_back();
    code.functions[f].queued = false;
    if (!verify::FunctionRun(image, code, f).run()) return code.error;
  }
  if (!verify::check_reached(code)) return code.error;
  return std::nullopt;
}

}  // namespace beamlet
