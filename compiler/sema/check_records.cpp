// Records: names and fields.

#include <algorithm>
#include <unordered_set>

#include "compiler/diag/suggest.hpp"
#include "compiler/sema/checker.hpp"

namespace beamlet {

const RecordInfo* Checker::record_named(Symbol name, SourceSpan span) {
  uses_.records.insert(name);
  const RecordInfo* found = env_.record(name);
  // At a prompt the records stand behind what is typed.
  if (found != nullptr && env_.default_module == sym::kEmpty && declared_records_ != nullptr &&
      !declared_records_->contains(name)) {
    sink_.report(DiagCode::UndefinedRecord, span, {symbols_.text(name)})
        .notes.push_back({found->form->name_span, "it is defined later, here"});
    return found;
  }
  if (found == nullptr && !incomplete_) {
    Diagnostic& d = sink_.report(DiagCode::UndefinedRecord, span, {symbols_.text(name)});
    NearestName nearest(symbols_.text(name));
    for (const auto& [other, info] : env_.records) nearest.consider(symbols_.text(other));
    if (!nearest.best().empty()) d.suggestion = "did you mean `#" + std::string(nearest.best()) + "`?";
  }
  return found;
}

void Checker::record_field(const RecordInfo& record, Symbol field, SourceSpan span) {
  if (record.index_of(field)) return;
  Diagnostic& d =
      sink_.report(DiagCode::UndefinedField, span, {symbols_.text(record.form->name), symbols_.text(field)});
  NearestName nearest(symbols_.text(field));
  for (const RecordFieldDecl& declared : record.form->fields) nearest.consider(symbols_.text(declared.name));
  if (!nearest.best().empty()) d.suggestion = "did you mean `" + std::string(nearest.best()) + "`?";
  d.notes.push_back({record.form->name_span, "the record is defined here"});
}

// The fields of a construction, update or pattern: each once, each known.
void Checker::record_fields(const RecordExpr& e) {
  const RecordInfo* record = record_named(e.name, e.name_span);
  std::unordered_set<Symbol> seen;
  for (const RecordField& field : e.fields) {
    if (!seen.insert(field.name).second) {
      sink_.report(DiagCode::DuplicateField, field.name_span,
                   {symbols_.text(e.name), symbols_.text(field.name)});
    }
    if (field.name == sym::kUnderscore) {
      if (e.base != nullptr) sink_.report(DiagCode::WildcardFieldInUpdate, field.name_span);
    } else if (record != nullptr) {
      record_field(*record, field.name, field.name_span);
    }
  }
}

// #r{_ = P} in a pattern: some field is left for it.
void Checker::record_wildcard(const RecordExpr& e) {
  const auto named = [&](Symbol name) { return std::ranges::find(e.fields, name, &RecordField::name); };
  const auto wildcard = named(sym::kUnderscore);
  const RecordInfo* record = env_.record(e.name);
  if (record == nullptr || wildcard == e.fields.end()) return;
  if (std::ranges::all_of(record->form->fields,
                          [&](const RecordFieldDecl& field) { return named(field.name) != e.fields.end(); }))
    sink_.report(DiagCode::UselessWildcardField, wildcard->name_span);
}

// record_info(fields | size, Record): answered at compile time.
void Checker::record_info(const CallExpr& e) {
  const auto* what = as<AtomExpr>(e.arguments[0]);
  const auto* name = as<AtomExpr>(e.arguments[1]);
  if (what == nullptr || name == nullptr || (what->name != sym::kFields && what->name != sym::kSize)) {
    sink_.report(DiagCode::IllegalRecordInfo, e.span);
    return;
  }
  (void)record_named(name->name, name->span);
}

}  // namespace beamlet
