// From source text to Code objects, and running them in namespaces: what compile(), exec(), eval(), the import system and the
// command line share.
#pragma once

#include "compiler/compile.h"
#include "vm/interpreter/interpreter.h"

namespace krait {

// Compiles, or raises SyntaxError (and its kin) as the language does.
Result<Code*> compile_code(Thread&, std::string filename, std::string_view text,
                           compiler::CompileOptions, compiler::SourceOrigin);
// Sets the pending exception for what the compiler reported. How the exception's `text` gives the line at fault depends on
// where the source came from.
enum class LineText : u8 { kNone, kPlain, kWithNewline };
Failure raise_syntax_error(Thread&, const compiler::SyntaxError&, const std::string& filename,
                           LineText);
// Runs a Code in a namespace; `locals` empty = the globals themselves. Gives globals a __builtins__ if they have none.
Result<Value> run_in_namespace(Thread&, Code*, Dict* globals, Value locals);
// A file's path: the str or bytes given, or what its __fspath__ gives. TypeError names the alternatives.
Result<Value> path_argument(Thread&, Value path,
                            const char* expected = "str, bytes or os.PathLike object");

}  // namespace krait
