// ast_print.hpp - a tree back as text.
//
// Purpose     Canonical source text: one form after the other, one expression of a body a line, fixed spacing, only the
//             parentheses that are needed. Parsing it gives the same tree (the tests hold it to that).
//             Golden tests and --dump=ast use it with every operator in parentheses, which shows the structure.
// Invariants  I1  the text depends on the tree alone: no comments, no layout of the source.
// Threads     any, one tree at a time.
#pragma once

#include <string>

#include "compiler/syntax/ast.hpp"
#include "compiler/syntax/lexer.hpp"

namespace beamlet {

struct PrintOptions {
  bool explicit_structure = false;  // parentheses around every operator expression
};
[[nodiscard]] std::string print_ast(const Ast& ast, const PrintOptions& options = {});
[[nodiscard]] std::string print_form(const Form& form, const Interner& symbols,
                                     const PrintOptions& options = {});
[[nodiscard]] std::string print_expr(const Expr& e, const Interner& symbols,
                                     const PrintOptions& options = {});
[[nodiscard]] std::string print_type(const TypeExpr& type, const Interner& symbols);
// The atom as source text, quoted where it has to be.
[[nodiscard]] std::string print_atom(std::string_view text);

// One token a line: line:column, kind, text. For --dump=tokens.
[[nodiscard]] std::string print_tokens(const SourceManager& sources, FileId file, Interner& symbols);

}  // namespace beamlet
