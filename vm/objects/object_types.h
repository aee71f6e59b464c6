// The pieces of init_vm_objects, one per source file.
#pragma once

#include "vm/objects/code.h"

namespace krait {

Result<void> init_function_type(Thread&);
Result<void> init_code_type(Thread&);
Result<void> init_generator_type(Thread&);
Result<void> init_frame_types(Thread&);  // frame and traceback

}  // namespace krait
