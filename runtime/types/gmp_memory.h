// Temporary memory of GMP. Some mpn_* functions take theirs from an allocation function when
// operands are big, and GMP aborts the process when that fails. Work on big operands is therefore
// run through run_with_gmp_memory(), which gives up (and frees what was taken) instead, so that the
// caller can raise MemoryError. Big operands also take long, and GMP knows no interruption: a SIGINT
// makes it give up, too (runtime/text/interrupt.h); raise_memory_error() then makes it a
// KeyboardInterrupt.
//
// GMP has one allocation function per process, so it is set once for all Vms; what is allocated
// outside of run_with_gmp_memory() is served by malloc as before. The work may not own anything
// that needs a destructor, nor write what is to outlive giving up.
#pragma once

#include "runtime/types/limbs.h"

namespace krait::limbs {

void install_gmp_memory();

// Calls work(context); false when memory ran out or a SIGINT came on the way.
bool run_with_gmp_memory(void (*work)(void*), void* context);

// The same for a callable; operands of up to kStackOnlyLimbs limbs in all don't need the detour.
template <class Work>
bool with_gmp_memory(std::size_t limbs, Work& work) {
    if (limbs <= kStackOnlyLimbs) {
        work();
        return true;
    }
    return run_with_gmp_memory([](void* context) { (*static_cast<Work*>(context))(); }, &work);
}

}  // namespace krait::limbs
