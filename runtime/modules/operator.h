// The native module operator.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

struct Module;

// Makes the module and enters it into sys.modules, also under its other name `_operator`.
Result<Module*> init_operator_module(Thread&);
// The types attrgetter, itemgetter and methodcaller (operator_getters.cpp).
Result<void> add_operator_getters(Thread&, Module*);

}  // namespace krait
