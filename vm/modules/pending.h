// What is done at safepoints besides running the script: signals.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

// SIGINT raises KeyboardInterrupt in this thread at its next safepoint. For programs whose process belongs to krait (the
// command line): the handler needs to find the thread, so that there is one per process.
void install_interrupt_handler(Thread&);
// Back to how signals are at the start of a process; returns whether an interrupt came that nobody has seen.
bool remove_interrupt_handler();

}  // namespace krait
