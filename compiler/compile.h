// The compiler's public face: source text in, CompiledCode or one error out.
//
// What comes out refers to nothing of the compiler. Exactly one of `code` and `error` is set;
// messages, classes and positions of errors are those of CPython 3.14 for the same text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/bytecode/compiled_unit.h"
#include "compiler/source/diagnostics.h"
#include "compiler/source/source_file.h"

namespace krait::compiler {

struct CompileOptions {
    enum class Mode : std::uint8_t {
        kModule,  // statements; the code returns None
        kEval,    // one expression; the code returns its value
        kSingle,  // one interactive statement: values of expression statements go to the builtin
                  // function __displayhook__
    };
    Mode mode = Mode::kModule;
    // The code's own variables are in a namespace in R[0] (CompiledCode::kUsesNamespace), not in
    // its globals: exec() and eval() with locals.
    bool uses_namespace = false;
    // What the code that calls compile() imported from __future__.
    bool future_annotations = false;
    // kSingle: text that more lines could complete gives ErrorKind::kIncompleteInput.
    bool allow_incomplete = false;
    // How far down the C++ stack compiling may recurse; null: as the limits on depth have it.
    const char* stack_floor = nullptr;
};

struct CompileResult {
    std::shared_ptr<CompiledCode> code;
    std::optional<SyntaxError> error;
    WarningList warnings;
    bool parsed = false;  // an error was found behind the parser
};

CompileResult compile_source(const SourceFile& source, const CompileOptions& options);

// Text in memory, named `filename` in tracebacks.
CompileResult compile_text(std::string filename, std::string_view text,
                           const CompileOptions& options,
                           SourceOrigin origin = SourceOrigin::kText);

}  // namespace krait::compiler
