// Ctrl-C in native loops, for code with a Thread: see runtime/text/interrupt.h.
//
// A poll raises KeyboardInterrupt and does nothing else: finalizers and weakref callbacks, which run script code, wait for
// the next safepoint. It costs a load and a branch, so that loops may poll at each step. A loop needs none if each step
// enters a script function (calls are safepoints) or calls what polls: iter_next(), feed(), repr().
#pragma once

#include "runtime/object/thread.h"
#include "runtime/text/interrupt.h"

#include <algorithm>

namespace krait {

// Raises KeyboardInterrupt for the SIGINT that waits, if it is this thread's.
KRAIT_NOINLINE Result<void> raise_interrupt(Thread&);

KRAIT_INLINE Result<void> poll_interrupt(Thread& t) {
    if (KRAIT_LIKELY(!interrupt::waits())) return {};
    return raise_interrupt(t);
}

// Loops whose steps are a few instructions poll only once in so many.
inline constexpr i64 kPollPiece = 4096;

// A pure computation (interrupt::run) on so many bytes.
template <class Work>
KRAIT_INLINE Result<void> interruptible(Thread& t, std::size_t size, Work work) {
    if (KRAIT_LIKELY(interrupt::run(size, work))) return {};
    return raise_interrupt(t);
}

// A loop over [0, count) in pieces that take no time worth mentioning: step(from, to).
template <class Step>
KRAIT_INLINE Result<void> in_pieces(Thread& t, u64 count, Step step) {
    constexpr u64 kPiece = u64{1} << 18;
    for (u64 from = 0; from < count; from += kPiece) {
        TRY(poll_interrupt(t));
        step(from, std::min(count, from + kPiece));
    }
    return {};
}

// The thread that gets KeyboardInterrupt (null: none); a process has one.
void set_interrupt_receiver(Thread*);
bool receives_interrupts(const Thread&);

}  // namespace krait
