// Operators whose operands are script objects: the order of candidates (__add__, then __radd__, …) without C++ recursion.
#pragma once

#include "vm/interpreter/interpreter.h"

namespace krait {

// Goes on after one candidate answered `result`: NotImplemented asks the next one.
const Word* continue_binary(Thread&, const Word* pc, Value* R, Value result, Resume, u64 data);

}  // namespace krait
