// Memory that is not a cell of the heap: what operator new hands out (std::string, std::vector, the
// compiler's arenas, …) and GMP's temporaries.
//
// operator new is replaced (process_memory.cpp), so that
//  * bigger blocks count towards the heap's limit (--max-heap) while they live. When one would go
//    beyond it, a collection is tried first; then std::bad_alloc is thrown;
//  * KRAIT_OOM_AT makes the Nth allocation of the process fail, whatever its kind.
// std::bad_alloc becomes MemoryError where C++ code is entered: run() for whatever a script calls,
// guarded() (errors/allocation_guard.h) at the edges that no script called.
//
// There is one such state per process, an exception to the rule that everything hangs off the Vm:
// operator new has no argument that could carry one.
#pragma once

#include "runtime/object/object.h"

#include <cstddef>

namespace krait {
class Heap;
}

namespace krait::memory {

struct State {
    // Smaller requests go straight to malloc; 0 while allocations are counted for KRAIT_OOM_AT.
    std::size_t plain_below;
    u64 counted;         // bytes of the bigger blocks that are alive
    void* heap;          // Heap::Impl of the process's (first) heap
    u32 no_collection;   // depth of NoCollection
    bool raising;        // a MemoryError is being made
    bool armed;          // KRAIT_OOM_AT is in force
    bool failing_later;  // "N+": all after the Nth fail, too
    u64 count;           // allocations so far
    u64 fail_at;         // 0: only count them
    u64 count_at_start;  // when the script began
};
extern State state;

// Reads KRAIT_OOM_AT: "N" fails the Nth allocation, "N+" that and all later ones, "0" none (the
// number is written to the standard error at the end). Does nothing when called again.
void read_environment();
void note_script_start();
// Nothing fails from here on; tells how many allocations there were if that was asked for. Whether
// KRAIT_OOM_AT was in force.
bool disarm();
// Counts an allocation that is about to be made while KRAIT_OOM_AT is in force: whether it fails.
KRAIT_NOINLINE bool counted_allocation_fails();
KRAIT_INLINE bool allocation_fails() {
    return KRAIT_UNLIKELY(state.armed) && counted_allocation_fails();
}

// malloc and its kin, counted: null when the memory is exhausted, the limit reached or KRAIT_OOM_AT
// hits.
void* take(std::size_t bytes);
void* resize(void* block, std::size_t bytes);
void give_back(void* block);

// While one lives, operator new does not collect: for code that makes a container grow which a
// collection changes (tables of weak references).
class NoCollection {
public:
    NoCollection() { state.no_collection++; }
    ~NoCollection() { state.no_collection--; }
    NoCollection(const NoCollection&) = delete;
    NoCollection& operator=(const NoCollection&) = delete;
};

// While a MemoryError is made and handled, the heap may go a little beyond its limit: see
// Heap::Impl::reserve_open.
void open_reserve();
bool reserve_is_open();

}  // namespace krait::memory
