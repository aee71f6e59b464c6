// The key of string hashes: from the system, or from PYTHONHASHSEED.
#pragma once

#include "tools/krait/options.h"

namespace krait::cli {

// Sets the process's key; to be called before a string is made. False: PYTHONHASHSEED is nonsense, which has been reported.
// `randomized` is what sys.flags.hash_randomization says.
bool choose_hash_key(const Options&, bool& randomized);

}  // namespace krait::cli
