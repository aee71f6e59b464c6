// Finding and making modules: native ones, files and packages on a path, modules embedded in the binary.
#pragma once

#include "vm/interpreter/interpreter.h"

namespace krait {

// Makes the module of this absolute name, runs it and returns it (what sys.modules has then); absent when there is none.
// `path` is the parent package's __path__; empty: sys.path.
Result<Value> load_module(Thread&, Str* name, Value path);
// Runs an existing module's code once more (importlib.reload).
Result<Value> reload_module(Thread&, Module*);
// krait -m: runs the module (of a package: its __main__) as `main`. An ImportError says what can't be run.
Result<void> run_as_main(Thread&, Str* name, Module* main);
// ImportError or a subclass with its attributes (empty ones are not set).
Failure raise_import_error(Thread&, Type* type, std::string_view message, Value name, Value path,
                           Value name_from);
// The bytes of the file with this name (as text, runtime/text/fs.h); false with errno set when it can't be read.
bool read_whole_file(const std::string& path, std::string& out);

}  // namespace krait
