// An expression as text, normalised as CPython writes annotations under
// `from __future__ import annotations`.
#pragma once

#include <optional>
#include <string>

#include "compiler/syntax/ast.h"

namespace krait::compiler {

// Nothing when the C++ stack does not suffice for it.
std::optional<std::string> unparse(const Arena& arena, const Expr* node);

}  // namespace krait::compiler
