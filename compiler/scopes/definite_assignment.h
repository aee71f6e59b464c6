// Which reads of local variables may find them unbound.
//
// A structured walk over each unit that follows which variables have certainly been assigned.
// Reads where that isn't certain are noted in the ScopeTree (`needs_check`): the code generator
// checks there, and makes the variable unbound at entry (`Symbol::needs_clear`). A variable whose
// first assignment may be jumped over is cleared as well, so that whoever looks at a frame's
// variables never sees what was in the register before; a variable that isn't cleared holds
// a value from its first assignment (in code order) on.
#pragma once

#include "compiler/scopes/scope.h"

namespace krait::compiler {

std::optional<SyntaxError> analyze_assignments(Arena& arena, ScopeTree& tree);

}  // namespace krait::compiler
