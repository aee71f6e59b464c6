// Where C++ code is entered that no script's frame is above: exhausted memory outside the heap
// (std::bad_alloc, and std::length_error of what could never be had) becomes a MemoryError. What a
// script calls needs no guard: the interpreter's run() catches for it (vm/interpreter/run.cpp).
#pragma once

#include "runtime/object/thread.h"

#include <new>
#include <stdexcept>

namespace krait {

template <class Work>
auto guarded(Thread& t, Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
    } catch (const std::length_error&) {}
    return raise_memory_error(t);
}

}  // namespace krait
