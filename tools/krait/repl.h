// The interactive prompt.
#pragma once

#include "vm/objects/code.h"

namespace krait::cli {

// Reads and runs statements in the module's namespace until the end of input or SystemExit; the exit status.
int run_repl(Thread&, Module* main);

}  // namespace krait::cli
