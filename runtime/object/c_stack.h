// The C++ stack, as native code has to know it.
//
// It grows down from where Machine::boot() was told to Thread::c_stack_end. Whatever may recurse asks c_stack_exhausted()
// (thread.h) at each level, which is at c_stack_limit; calls through slots and binding tables have that built in
// (object/slot.h), and the compiler's passes have it in their Arena. The bytes between limit and end are the reserve, for
// code that doesn't check. So that the reserve suffices, functions with large frames, and libraries that want more than some
// KB, ask c_stack_has() first.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

inline bool c_stack_has(const Thread& t, std::size_t bytes) {
    return static_cast<const char*>(__builtin_frame_address(0)) - t.c_stack_end >=
           static_cast<std::ptrdiff_t>(bytes);
}

}  // namespace krait
