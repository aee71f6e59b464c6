// A textual dump of a syntax tree, for tests and for looking at what the parser made: the same text
// that Python 3.14's `ast.dump(tree, include_attributes=...)` gives.
#pragma once

#include <string>

#include "compiler/syntax/ast.h"

namespace krait::compiler {

// With `attributes`, every node's place is part of the text.
std::string dump_tree(const Node* tree, bool attributes = true);

}  // namespace krait::compiler
