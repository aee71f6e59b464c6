// The modules that come with krait: native ones, made at their first import, and those written in the language.
#pragma once

#include "runtime/lib/embedded.h"
#include "runtime/types/descriptor.h"

namespace krait {

// Makes the native module `name` and enters it into sys.modules; false when there is none of that name.
Result<bool> import_native(Thread&, std::string_view name);
bool is_native_module(std::string_view name);
// The embedded module of this name, or null.
const EmbeddedModule* find_embedded(std::string_view name);
// sys.builtin_module_names, sys.stdlib_module_names.
Result<Tuple*> native_module_names(Thread&);
Result<Value> all_module_names(Thread&);  // frozenset

Result<void> init_io_module(Thread&);
Result<void> init_traceback_hooks_module(Thread&);  // _krait_traceback, for lib/traceback.py
Result<void> init_atexit_module(Thread&);
// Calls what atexit has registered, the last first. What they raise is reported.
void run_exit_functions(Thread&);

}  // namespace krait
