// The native modules of the runtime. Each function makes its module and enters it into sys.modules.
#pragma once

#include "runtime/types/descriptor.h"

namespace krait {

Result<Module*> init_math_module(Thread&);
Result<Module*> init_time_module(Thread&);
Result<Module*> init_random_module(Thread&);  // _random: the generator behind lib/random.py

}  // namespace krait
