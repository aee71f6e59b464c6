// The import system: sys.modules, built-in modules, modules embedded in the binary (runtime/lib), files on sys.path.
#pragma once

#include "vm/interpreter/interpreter.h"

namespace krait {

// __import__(name, globals, locals, fromlist, level).
Result<Value> import_module_level(Thread&, Str* name, Dict* globals, Value fromlist, i64 level);
// The module `name` (absolute, dotted): from sys.modules, or loaded.
Result<Value> import_absolute(Thread&, Str* name);
// `from module import name`.
Result<Value> import_from(Thread&, Value module, Str* name);
// `from module import *` into a namespace (dict or mapping).
Result<void> import_star(Thread&, Value module, Value space);

}  // namespace krait
