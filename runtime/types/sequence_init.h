// The pieces of init_sequence_types, one per source file.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

Result<void> init_tuple_type(Thread&);
Result<void> init_list_type(Thread&);
Result<void> init_range_type(Thread&);
Result<void> init_slice_type(Thread&);
Result<void> init_iterator_types(
    Thread&);  // of list, tuple, range; iter(sequence), iter(callable, sentinel)
Result<void> init_builtin_iterator_types(Thread&);  // enumerate, zip, map, filter, reversed

}  // namespace krait
