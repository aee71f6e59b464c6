// AddressSanitizer in krait's own heap: free cells are poisoned, so that a use after free is reported
// where it happens. The collector itself looks at headers of free cells and at the raw stack; such
// functions are marked KRAIT_NO_ASAN (and read memory directly: what they call is instrumented).
#pragma once

#include <cstddef>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define KRAIT_NO_ASAN __attribute__((no_sanitize("address")))
#else
#define KRAIT_NO_ASAN
#endif

namespace krait {

inline void poison_memory([[maybe_unused]] const void* memory, [[maybe_unused]] std::size_t bytes) {
#ifdef __SANITIZE_ADDRESS__
    __asan_poison_memory_region(memory, bytes);
#endif
}

inline void unpoison_memory([[maybe_unused]] const void* memory,
                            [[maybe_unused]] std::size_t bytes) {
#ifdef __SANITIZE_ADDRESS__
    __asan_unpoison_memory_region(memory, bytes);
#endif
}

}  // namespace krait
