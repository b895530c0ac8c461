#include "vm/bytecode/disassembler.hpp"

#include "vm/bytecode/operand.hpp"

namespace beamlet {

namespace {

class Listing {
 public:
  explicit Listing(const ModuleImage& image) : image_(image) {}

  std::string text() {
    out_ += "module " + image_.name() + "\n";
    for (const auto& f : image_.exports)
      out_ += "export " + function(f.name, f.arity) + " L" + std::to_string(f.label) + "\n";
    for (size_t i = 0; i < image_.lambdas.size(); ++i) {
      const auto& l = image_.lambdas[i];
      out_ += "fun " + std::to_string(i) + " " + function(l.name, l.arity) + " L" + std::to_string(l.label) +
              " free " + std::to_string(l.free) + "\n";
    }
    CodeReader reader(image_.code);
    Instruction instruction;
    while (!reader.at_end()) {
      if (!reader.next(instruction)) {
        out_ +=
            "  ; unreadable from byte " + std::to_string(reader.position()) + " on: " + reader.error() + "\n";
        break;
      }
      line(instruction);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string atom(int64_t index) const {
    auto i = static_cast<size_t>(index);
    return i < image_.atoms.size() ? "'" + image_.atoms[i] + "'" : "atom?" + std::to_string(index);
  }
  [[nodiscard]] std::string function(int64_t name, uint32_t arity) const {
    return atom(name) + "/" + std::to_string(arity);
  }

  [[nodiscard]] std::string operand(char letter, const Operand& o) const {
    std::string n = std::to_string(o.value);
    if (letter == 'e' && static_cast<size_t>(o.value) < image_.imports.size()) {
      const auto& i = image_.imports[static_cast<size_t>(o.value)];
      return atom(i.module) + ":" + function(i.function, i.arity);
    }
    if (letter == 'u') return "fun " + n;
    switch (o.kind) {
      case Operand::Kind::X:
        return "x" + n;
      case Operand::Kind::Y:
        return "y" + n;
      case Operand::Kind::Atom:
        return atom(o.value);
      case Operand::Kind::Nil:
        return "[]";
      case Operand::Kind::Lit:
        return "literal " + n;
      case Operand::Kind::Label:
        return "L" + n;
      default:
        return n;
    }
  }

  void line(const Instruction& i) {
    if (i.op == Op::Label) {
      out_ += "L" + std::to_string(i.operands[0].value) + ":\n";
      return;
    }
    if (i.op == Op::Line) {
      auto n = static_cast<size_t>(i.operands[0].value);
      if (n >= image_.lines.size() || image_.lines[n].file >= image_.files.size()) return;
      out_ += "  ; " + image_.files[image_.lines[n].file] + ":" + std::to_string(image_.lines[n].line) + "\n";
      return;
    }
    const OpInfo& info = op_info(i.op);
    out_ += "    " + std::string(info.name);
    size_t next = 0;
    const char* separator = " ";
    for (size_t at = 0; at < info.operands.size(); ++at) {
      if (info.operands[at] != '[') {
        out_ += separator + operand(info.operands[at], i.operands[next++]);
        separator = ", ";
        continue;
      }
      size_t close = info.operands.find(']', at);
      std::string_view item = info.operands.substr(at + 1, close - at - 1);
      out_ += separator;
      out_ += "[";
      for (; next < i.list_end; next += item.size()) {
        if (next > i.list_begin) out_ += "; ";
        for (size_t k = 0; k < item.size(); ++k)
          out_ += (k > 0 ? " " : "") + operand(item[k], i.operands[next + k]);
      }
      out_ += "]";
      separator = ", ";
      at = close;
    }
    out_ += "\n";
  }

  const ModuleImage& image_;
  std::string out_;
};

}  // namespace

std::string disassemble(const ModuleImage& image) { return Listing(image).text(); }

}  // namespace beamlet
