// Records are tuples whose first element is the record's name.

#include "compiler/core/lower_impl.hpp"

namespace beamlet::core {

namespace {

constexpr uint32_t kMostExpandedRecords = 100000;

}  // namespace

Arg Lowering::record_expr(const RecordExpr& e) {
  const RecordInfo* info = env_.record(e.name);
  if (info == nullptr) return nil_arg();
  auto size = static_cast<uint32_t>(info->form->fields.size()) + 1;
  if (e.base == nullptr) {
    std::vector<const Expr*> values(size, nullptr);
    const Expr* others = nullptr;
    for (const RecordField& f : e.fields) {
      if (f.name == sym::kUnderscore) {
        others = f.value;
      } else if (auto index = info->index_of(f.name)) {
        values[*index + 1] = f.value;
      }
    }
    // Defaults that are records in turn may double at every level.
    if (record_depth_ > 0 && ++expanded_records_ > kMostExpandedRecords) {
      if (expanded_records_ == kMostExpandedRecords + 1)
        m_.faults.push_back({DiagCode::RecordExpandsTooFar, form_span_, std::string(symbols_.text(e.name))});
      return nil_arg();
    }
    if (record_depth_ == 0) expanded_records_ = 0;
    std::vector<Arg> elements{atom_arg(e.name)};
    for (uint32_t i = 1; i < size; ++i) {
      const Expr* value = values[i] != nullptr ? values[i] : others;
      if (value != nullptr) {
        elements.push_back(expr(*value));
        continue;
      }
      value = info->form->fields[i - 1].default_value;
      ++record_depth_;
      elements.push_back(value != nullptr ? expr(*value) : atom_arg("undefined"));
      --record_depth_;
    }
    return make_tuple(elements);
  }
  // Base and new values first, then the test.
  Arg base = expr(*e.base);
  std::vector<Arg> arguments{base};
  for (const RecordField& f : e.fields)
    if (auto index = info->index_of(f.name)) {
      arguments.push_back(int_arg(*index + 1));
      arguments.push_back(expr(*f.value));
    }
  BlockId ok = new_block();
  BlockId bad = new_block();
  branch(Op::IsTaggedTuple, {base, atom_arg(e.name)}, ok, bad, size);
  use(bad);
  Arg args[] = {base};
  end(Op::Badrecord, args, {}, line_of(e.span));
  use(ok);
  return e.fields.empty() ? base : emit(Op::UpdateTuple, arguments, size, 0);
}

Arg Lowering::record_access(const RecordAccessExpr& e) {
  const RecordInfo* info = env_.record(e.name);
  if (info == nullptr) return nil_arg();
  Arg base = expr(*e.base);
  auto size = static_cast<uint32_t>(info->form->fields.size()) + 1;
  BlockId ok = new_block();
  BlockId bad = s_->fail != kNone ? s_->fail : new_block();
  branch(Op::IsTaggedTuple, {base, atom_arg(e.name)}, ok, bad, size);
  if (s_->fail == kNone) {
    use(bad);
    Arg args[] = {base};
    end(Op::Badrecord, args, {}, line_of(e.span));
  }
  use(ok);
  return emit(Op::GetElement, {base}, info->index_of(e.field).value_or(0) + 1, 0);
}

}  // namespace beamlet::core
