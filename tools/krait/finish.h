// The end of a run: uncaught exceptions, exit functions, finalizers, flushing.
#pragma once

#include "runtime/object/thread.h"

namespace krait::cli {

// The status of a program that ended by an uncaught KeyboardInterrupt: no exit status, it dies of the signal, so that a shell
// that runs it stops as well.
inline constexpr int kInterrupted = 0x100;

// Deals with the pending exception as the end of a program does: prints it through sys.excepthook, or takes the status from a
// SystemExit. Returns the exit status.
int report_uncaught(Thread&);
// Everything that runs after the script. Returns the status to exit with.
int finish_run(Thread&, int status);

}  // namespace krait::cli
