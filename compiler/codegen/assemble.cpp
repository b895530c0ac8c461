#include "compiler/codegen/assemble.hpp"

#include <algorithm>
#include <unordered_map>

#include "compiler/codegen/code_unit.hpp"
#include "vm/bytecode/format.hpp"

namespace beamlet::codegen {

namespace {

class Assembler {
 public:
  explicit Assembler(core::Module& module) : m_(module) {}

  ModuleImage run() {
    auto count = static_cast<uint32_t>(m_.functions.size());
    next_label_ = 2 * count + 1;
    number_lambdas();
    for (uint32_t f = 0; f < count; ++f) function(f);
    tables();
    return std::move(image_);
  }

 private:
  // Lambdas are numbered in the order of their functions.
  void number_lambdas() {
    lambda_index_.assign(m_.functions.size(), 0);
    for (uint32_t f = 0; f < m_.functions.size(); ++f) {
      const core::Function& fn = m_.functions[f];
      if (!fn.is_lambda) continue;
      lambda_index_[f] = static_cast<uint32_t>(image_.lambdas.size());
      uint32_t name = fn.name;
      if (!fn.is_internal)  // fun f/1
        name = m_.atom("-fun." + m_.atoms[fn.name] + "/" + std::to_string(fn.arity) + "-");
      image_.lambdas.push_back({name, fn.arity - fn.free, entry_label(f), fn.free});
    }
  }

  void fault(DiagCode code, const core::Function& fn) {
    m_.faults.push_back({code, fn.span, m_.atoms[fn.name] + "/" + std::to_string(fn.arity - fn.free)});
  }

  void function(uint32_t f) {
    core::Function& fn = m_.functions[f];
    if (fn.arity > limits::kMaxArity) return fault(DiagCode::TooManyCaptured, fn);
    auto units = static_cast<uint32_t>(m_.functions.size());
    CodeUnit u(m_, fn);
    u.first_block_label = 2 * units + 1;
    lay_out(u);
    for (;;) {
      compute_liveness(u);
      place_frames(u);
      compute_heap_need(u);
      if (allocate_registers(u)) break;
      u.force_frame = true;  // more values at once than there are x registers: everything lives in the frame
    }
    if (u.frame_size > limits::kMaxFrame) return fault(DiagCode::FrameTooLarge, fn);
    select_instructions(u, lambda_index_, f);
    peephole(u);
    if (!std::ranges::all_of(u.code, [&](const MachineInst& i) { return fits(u, i); }))
      return fault(DiagCode::TooManyParts, fn);
    write(u);
    (fn.exported ? image_.exports : image_.locals).push_back({fn.name, fn.arity, entry_label(f)});
    fn = core::Function{};
  }

  // Counts and indexes have 16 bits where the instruction is laid out for the machine (vm/interp/code_emitter.cpp).
  [[nodiscard]] static bool fits(CodeUnit& u, const MachineInst& i) {
    constexpr uint64_t kMost = 0xFFFF;
    switch (i.op) {
      case Op::PutMapAssoc:
      case Op::PutMapExact:
      case Op::HasMapFields:
      case Op::GetMapElements:
      case Op::BsCreate:
        return i.count <= kMost;
      case Op::GetTupleElement:
      case Op::UpdateTuple:
      case Op::IsTaggedTuple:
      case Op::IsTupleOfArity:
        return std::ranges::all_of(u.operands_of(i), [](const Operand& o) {
          return o.kind != Operand::Kind::Num || static_cast<uint64_t>(o.value) <= kMost;
        });
      default:
        return true;
    }
  }

  void write(CodeUnit& u) {
    std::vector<uint32_t> labels(u.fn.blocks.size(), 0);
    for (const MachineInst& i : u.code) {
      writer_.op(i.op);
      for (Operand o : u.operands_of(i)) {
        if (o.kind == Operand::Kind::Label && o.value >= u.first_block_label) {
          uint32_t& final = labels[static_cast<size_t>(o.value - u.first_block_label)];
          if (final == 0) final = next_label_++;
          o.value = final;
        } else if (o.kind == Operand::Kind::Lit) {
          o.value = literal(static_cast<LiteralId>(o.value));
        }
        if (i.op == Op::Label) o = Operand::num(static_cast<uint64_t>(o.value));
        writer_.operand(o);
      }
    }
  }

  // Equal literals share one entry.
  uint32_t literal(LiteralId id) {
    auto [known, fresh] = literal_of_id_.try_emplace(id, 0);
    if (!fresh) return known->second;
    std::string bytes = m_.literals.encode(id, m_.atoms);
    auto [it, is_new] = literal_of_bytes_.try_emplace(bytes, static_cast<uint32_t>(image_.literals.size()));
    if (is_new) image_.literals.push_back(std::move(bytes));
    return known->second = it->second;
  }

  void tables() {
    image_.code = writer_.take();
    image_.label_count = next_label_ - 1;
    image_.compile_info = m_.literals.encode(m_.compile_info, m_.atoms);
    image_.docs = m_.literals.encode(m_.docs, m_.atoms);
    image_.imports = std::move(m_.imports);
    image_.lines = std::move(m_.lines);
    image_.files = std::move(m_.files);
    if (image_.files.empty()) image_.lines.clear();  // no line, not even entry 0, without a file
    const uint32_t vsn = m_.has_version ? 0 : m_.atom("vsn");
    image_.atoms = std::move(m_.atoms);
    image_.md5 = module_md5(image_);
    if (!m_.has_version) m_.attributes = m_.literals.cons(version(vsn), m_.attributes);
    image_.attributes = m_.literals.encode(m_.attributes, image_.atoms);
  }

  // {vsn, [MD5 as a number]}: of a module that names no version itself.
  LiteralId version(uint32_t vsn) {
    const std::vector<uint8_t> magnitude(image_.md5.rbegin(), image_.md5.rend());
    LiteralId pair[] = {m_.literals.atom(vsn),
                        m_.literals.cons(m_.literals.big(false, magnitude), m_.literals.nil())};
    return m_.literals.tuple(pair);
  }

  core::Module& m_;
  ModuleImage image_;
  CodeWriter writer_;
  std::vector<uint32_t> lambda_index_;
  uint32_t next_label_ = 1;
  std::unordered_map<LiteralId, uint32_t> literal_of_id_;
  std::unordered_map<std::string, uint32_t> literal_of_bytes_;
};

}  // namespace

ModuleImage assemble(core::Module& module) { return Assembler(module).run(); }

}  // namespace beamlet::codegen
