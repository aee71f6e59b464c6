// The native module gc. krait's collector has two kinds of collections: generation 0 means a minor one,
// generations 1 and 2 a full one. Thresholds are remembered, but only a first one of 0 means something: no
// automatic collections.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

// Makes the module and enters it into sys.modules.
Result<void> init_gc_module(Thread&);

}  // namespace krait
