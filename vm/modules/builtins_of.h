// Small services that several parts of the vm need.
#pragma once

#include "vm/interpreter/interpreter.h"

namespace krait {

// The builtins that code with these globals sees: globals["__builtins__"] if it is a module or dict, else the Vm's.
Dict* builtins_of(Thread&, Dict* globals);

}  // namespace krait
