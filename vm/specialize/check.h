// --specialize=check: at each specialized instruction, the side-effect-free part of the general lookup is done again and compared
// with what the cache would answer. A difference is a bug in krait: it is reported and the process aborts.
#pragma once

#include "vm/interpreter/interpreter.h"

namespace krait {

void check_specialized(Thread&, const Word* pc, Value* R);
// Before the next instruction: whether the one before left what check_specialized said it would.
void check_result(Thread&, Value* R);

}  // namespace krait
