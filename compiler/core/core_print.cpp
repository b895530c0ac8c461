// The text form of core, and the checks of its shape.

#include <cstdio>
#include <vector>

#include "compiler/core/core.hpp"

namespace beamlet::core {

namespace {

using Kind = LiteralPool::Kind;
constexpr size_t kMaxLiteralText = 200;

std::string text_of(const Module& m, Arg a) {
  if (a.is_none()) return "none";
  if (a.is_literal()) return print_literal(m, a.literal());
  return "v" + std::to_string(a.value());
}

}  // namespace

std::string print_literal(const Module& m, LiteralId id) {
  // An explicit stack: literals may be deep. Pieces of text are pushed as negative entries.
  std::string out;
  struct Item {
    LiteralId id;
    const char* text;
  };
  std::vector<Item> todo{{id, nullptr}};
  while (!todo.empty() && out.size() < kMaxLiteralText) {
    Item item = todo.back();
    todo.pop_back();
    if (item.text != nullptr) {
      out += item.text;
      continue;
    }
    const LiteralPool::Node& n = m.literals[item.id];
    auto children = [&](const char* open, const char* close) {
      out += open;
      todo.push_back({0, close});
      auto parts = m.literals.children(item.id);
      for (size_t i = parts.size(); i-- > 0;) {
        todo.push_back({parts[i], nullptr});
        if (i > 0) todo.push_back({0, ","});
      }
    };
    switch (n.kind) {
      case Kind::Int:
        out += std::to_string(n.value);
        break;
      case Kind::Big:
        out += (n.value != 0 ? "-big/" : "big/") + std::to_string(n.b);
        break;
      case Kind::Float: {
        char buffer[40];
        std::snprintf(buffer, sizeof buffer, "%.17g", m.literals.float_value(item.id));
        out += buffer;
        break;
      }
      case Kind::Atom:
        out += "'" + m.atoms[n.a] + "'";
        break;
      case Kind::Nil:
        out += "[]";
        break;
      case Kind::String:
        out += "\"" + std::string(m.literals.bytes(item.id)) + "\"";
        break;
      case Kind::Cons:
        out += "[";
        todo.push_back({0, "]"});
        todo.push_back({n.b, nullptr});
        todo.push_back({0, "|"});
        todo.push_back({n.a, nullptr});
        break;
      case Kind::Tuple:
        children("{", "}");
        break;
      case Kind::Map:
        children("#{", "}");
        break;
      case Kind::Bits:
        out += "<<" + std::to_string(n.value) + " bits>>";
        break;
      case Kind::Export:
        out += "fun";
        break;
    }
  }
  if (!todo.empty()) out += "...";
  return out;
}

std::string print(const Module& m, const Function& f) {
  std::string out = m.atoms[f.name] + "/" + std::to_string(f.arity) + (f.exported ? " exported" : "") + "\n";
  for (BlockId b = 0; b < f.blocks.size(); ++b) {
    const Block& block = f.blocks[b];
    if (block.first == kNone) continue;
    out += "  b" + std::to_string(b);
    if (block.param_count > 0) {
      out += "(";
      for (ValueId p : f.params_of(block)) out += (out.back() == '(' ? "v" : ", v") + std::to_string(p);
      out += ")";
    }
    if (block.handler != kNone) out += " in b" + std::to_string(block.handler);
    out += ":\n";
    for (InstId at = block.first; at != kNone; at = f.insts[at].next) {
      const Inst& i = f.insts[at];
      out += "    ";
      if (i.result != kNone) out += "v" + std::to_string(i.result) + " = ";
      out += op_info(i.op).text;
      switch (i.op) {
        case Op::Call:
        case Op::MakeFun:
          out += " " + m.atoms[m.functions[i.aux].name];
          break;
        case Op::CallExt:
        case Op::Bif:
          out += " " + m.atoms[m.imports[i.aux].module] + ":" + m.atoms[m.imports[i.aux].function];
          break;
        case Op::Try:
        case Op::Catch:
          out += " b" + std::to_string(i.aux);
          break;
        default:
          if (i.aux != 0) out += "[" + std::to_string(i.aux) + "]";
          break;
      }
      for (Arg a : f.args_of(i)) out += " " + text_of(m, a);
      if (at == block.last && block.succ_count > 0) {
        out += " ->";
        for (BlockId s : f.succs_of(block)) out += " b" + std::to_string(s);
      }
      out += "\n";
    }
  }
  return out;
}

std::string verify(const Module& m, const Function& f) {
  std::vector<uint8_t> defined(f.value_count, 0);
  auto define = [&](ValueId v) {
    if (v >= f.value_count) return false;
    return defined[v]++ == 0;
  };
  for (const Block& block : f.blocks) {
    if (block.first == kNone) continue;
    for (ValueId p : f.params_of(block))
      if (!define(p)) return "a parameter is defined twice";
    for (InstId at = block.first; at != kNone; at = f.insts[at].next)
      if (f.insts[at].result != kNone && !define(f.insts[at].result)) return "a value is defined twice";
  }
  for (BlockId b = 0; b < f.blocks.size(); ++b) {
    const Block& block = f.blocks[b];
    if (block.first == kNone) continue;
    auto fault = [&](const char* what) {
      return "b" + std::to_string(b) + " of " + m.atoms[f.name] + ": " + what;
    };
    if (f.insts[block.last].next != kNone) return fault("the last operation has one after it");
    for (InstId at = block.first; at != kNone; at = f.insts[at].next) {
      const Inst& i = f.insts[at];
      if (at != block.last && has_flag(i.op, op_flag::End)) return fault("an ending operation in the middle");
      for (Arg a : f.args_of(i))
        if (a.is_none() || (a.is_value() && (a.value() >= f.value_count || defined[a.value()] == 0)))
          return fault("an argument has no definition");
    }
    const Inst& last = f.insts[block.last];
    if (!has_flag(last.op, op_flag::End) && block.succ_count != 2) return fault("the block does not end");
    for (BlockId s : f.succs_of(block)) {
      uint32_t given = last.op == Op::Jump ? last.arg_count : 0;
      if (s >= f.blocks.size() || f.blocks[s].first == kNone) return fault("a successor is not there");
      if (f.blocks[s].param_count != given) return fault("arguments and parameters differ in number");
    }
  }
  return {};
}

}  // namespace beamlet::core
