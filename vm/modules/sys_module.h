// The two halves of the sys module: functions (sys_module.cpp) and what describes the implementation (sys_info.cpp).
#pragma once

#include "vm/interpreter/interpreter.h"

namespace krait {

Result<void> add_system_info(Thread&, Dict* sys);
Result<void> add_system_paths(Thread&, Dict* sys);  // argv, path, executable, prefix

}  // namespace krait
