// An expression as text, normalised as CPython writes annotations under
// `from __future__ import annotations`.
#pragma once

#include <string>

#include "compiler/syntax/ast.h"

namespace krait::compiler {

std::string unparse(const Expr* node);

}  // namespace krait::compiler
