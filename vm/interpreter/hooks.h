// What runs before each instruction while the hooked dispatch table is in force: counting for the statistics, comparing hits with
// the generic lookup (--specialize=check), forced misses (KRAIT_DEOPT_STRESS).
#pragma once

#include "vm/interpreter/interpreter.h"

namespace krait {

// May rewrite the instruction's opcode to its base (a forced miss).
void instruction_hook(Thread&, const Word* pc, Value* R);
void raise_recursion(Thread&);

}  // namespace krait
