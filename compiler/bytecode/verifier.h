// Checks that a CompiledCode is well formed: what the interpreter trusts without looking.
//
// - every instruction is whole and one that the compiler may emit;
// - registers lie below register_count, windows of calls with their arguments included;
// - jumps go to the starts of instructions, the last instruction doesn't fall off the end;
// - constant indexes exist and have the kind that the instruction needs;
// - the exception table's ranges and handlers are instruction starts, inner entries come first;
// - on every way, registers are written before they are read, and a variable that may be unbound is
//   checked first; nothing is read that a call's frame may have overwritten;
// - positions are in order; parameters, names of variables and cells fit each other.
#pragma once

#include <optional>
#include <string>

#include "compiler/bytecode/compiled_unit.h"

namespace krait::compiler {

// What is wrong with the code or one nested in it; nothing if it is well formed.
std::optional<std::string> verify(const CompiledCode& code);

// Only the part that follows registers through the code; `code` is otherwise well formed.
std::optional<std::string> verify_register_flow(const CompiledCode& code);

}  // namespace krait::compiler
