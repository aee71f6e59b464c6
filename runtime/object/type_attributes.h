// The getset table of `type`, for object/type_methods.cpp, which makes the type, and what a class may be called.
#pragma once

#include "runtime/object/type.h"
#include "runtime/types/str.h"

namespace krait {

extern const GetSetDef kTypeAttributes[18];
// UnicodeEncodeError or ValueError for a name that no class can have.
Result<void> check_type_name(Thread&, Str* name);

}  // namespace krait
