#include "compiler/source/diagnostics.h"

namespace krait::compiler {

const char* error_kind_name(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::kSyntaxError: return "SyntaxError";
        case ErrorKind::kIndentationError: return "IndentationError";
        case ErrorKind::kTabError: return "TabError";
        case ErrorKind::kIncompleteInput: return "_IncompleteInputError";
        case ErrorKind::kMemoryError: return "MemoryError";
        case ErrorKind::kRecursionError: return "RecursionError";
    }
    return "SyntaxError";
}

}  // namespace krait::compiler
