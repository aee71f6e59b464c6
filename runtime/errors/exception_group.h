// The methods of exception groups: derive, subgroup, split. A part of a group is made by the group's own derive(), and
// gets the group's traceback, context, cause and a copy of its notes.
#pragma once

#include "runtime/object/type.h"

namespace krait {

std::span<const NativeDef> exception_group_methods();

}  // namespace krait
