// The parser's public face: source text in, syntax tree or one error out.
//
// - The tree, its names and its constants live in the given Arena and do not refer to the
//   SourceFile.
// - Exactly one of `tree` and `error` is set.
// - The tree is never higher than kMaxTreeHeight (ast.h), and parsing needs a bounded C++ stack
//   (about 2 MB at most in an unsanitised build), whatever the input: less if the Arena says so.
// - Contexts (Load/Store/Del) are set; what needs scopes ("'return' outside function", duplicate
//   parameters, `nonlocal` at module level, ...) is left to scope analysis.
#pragma once

#include <optional>

#include "compiler/source/diagnostics.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/ast.h"

namespace krait::compiler {

struct ParseResult {
    Node* tree = nullptr;  // a Module, Expression or Interactive
    std::optional<SyntaxError> error;
    WarningList warnings;  // invalid escape sequences and the like, in source order

    bool ok() const { return tree != nullptr; }
};

// Statements up to the end of the file ("exec" mode): a Module.
ParseResult parse_module(Arena& arena, const SourceFile& source);

// One expression, perhaps a tuple without parentheses ("eval" mode): an Expression.
ParseResult parse_expression(Arena& arena, const SourceFile& source);

// One interactive statement ("single" mode): an Interactive. With `allow_incomplete`, text that
// ends where more lines could complete the statement gives ErrorKind::kIncompleteInput: a REPL then
// reads another line and parses again. A compound statement counts as complete once a blank line
// ends it.
ParseResult parse_interactive(Arena& arena, const SourceFile& source,
                              bool allow_incomplete = false);

}  // namespace krait::compiler
