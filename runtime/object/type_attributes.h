// The getset table of `type`, for object/type_methods.cpp, which makes the type.
#pragma once

#include "runtime/object/type.h"

namespace krait {

extern const GetSetDef kTypeAttributes[18];

}  // namespace krait
