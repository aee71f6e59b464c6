// The built-in functions that are spread over several files, for the table in builtins.cpp.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

Result<Value> builtin_build_class(Thread&, const Args&);
Result<Value> builtin_print(Thread&, const Args&);
Result<Value> builtin_input(Thread&, Value* a);
Result<Value> builtin_open(Thread&, const Args&);
Result<Value> builtin_compile(Thread&, Value* a);
Result<Value> builtin_exec(Thread&, Value* a);
Result<Value> builtin_eval(Thread&, Value* a);
Result<Value> builtin_import(Thread&, Value* a);
Result<Value> builtin_max(Thread&, const Args&);
Result<Value> builtin_min(Thread&, const Args&);
Result<Value> builtin_sum(Thread&, Value* a);
Result<Value> builtin_sorted(Thread&, const Args& args);
Result<Value> builtin_round(Thread&, Value* a);
Result<Value> builtin_dir(Thread&, Value* a);

}  // namespace krait
