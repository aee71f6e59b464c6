// What the front end reports: one fatal error, or any number of warnings.
//
// Messages, kinds and ranges are those that CPython 3.14 reports for the same text. `range` follows
// SourceRange's conventions (columns are 0-based byte offsets); a range whose `line` is 0 means
// that the error has no position. `line_text` is the physical line at `range.line`, without its
// newline. An end position that CPython leaves unset equals the start.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/source/range.h"

namespace krait::compiler {

enum class ErrorKind : std::uint8_t {
    kSyntaxError,
    kIndentationError,
    kTabError,
    kIncompleteInput,  // parse_interactive only: more lines could complete the statement
    kMemoryError,      // the parser's nesting limit; carries no position
    kRecursionError,   // the tree would be too high for its consumers; carries no position
};

// The exception class that stands for the kind ("_IncompleteInputError" is CPython's own name).
const char* error_kind_name(ErrorKind kind);

struct SyntaxError {
    ErrorKind kind = ErrorKind::kSyntaxError;
    std::string message;
    SourceRange range;
    std::string line_text;
    // What `end_offset` reads as where CPython leaves the end unset in one of its ways.
    enum End : std::uint8_t { kEndOfRange, kEndZero, kEndMinusOne } end = kEndOfRange;
    bool bare_text = false;      // `text` shows the line without its newline
    bool behind_parser = false;  // CPython finds it when the text is parsed, and forgotten
};

enum class WarningKind : std::uint8_t { kSyntaxWarning, kDeprecationWarning };

struct SyntaxWarning {
    WarningKind kind = WarningKind::kSyntaxWarning;
    std::string message;
    SourceRange range;
};

using WarningList = std::vector<SyntaxWarning>;

}  // namespace krait::compiler
