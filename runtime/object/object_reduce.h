// object.__reduce_ex__ and __getstate__: how the copy module takes objects apart.
#pragma once

#include "runtime/object/type.h"

namespace krait {

Result<Value> object_reduce_ex(Thread&, Value* a);
Result<Value> object_reduce(Thread&, Value* a);
Result<Value> object_getstate(Thread&, Value* a);

}  // namespace krait
