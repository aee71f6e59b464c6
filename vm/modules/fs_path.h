// Names of files between scripts, where they are str or bytes, and the system (runtime/text/fs.h).
#pragma once

#include "runtime/object/thread.h"
#include "runtime/types/str.h"

#include <string>
#include <string_view>

namespace krait {

// A str of what the system gave.
Result<Str*> make_str_fs(Thread&, std::string_view bytes);
// The bytes that the system wants for a str or bytes. UnicodeEncodeError for what can't be a file's name; ValueError with the
// text `nul` where there is a NUL in it.
Result<std::string> system_path(Thread&, Value path, const char* nul = "embedded null byte");
// The folder that the process is in, as text; empty when there is none.
std::string current_folder();

}  // namespace krait
