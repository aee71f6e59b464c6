// Positions in source text.
//
// A SourceRange names the half-open span of text that a token, AST node or diagnostic covers.
// Lines count from 1; columns count UTF-8 bytes from 0 within the (newline-normalised) line, as the
// `lineno`/`col_offset` attributes of Python's `ast` module do. A range whose `line` is 0 means
// "no position known".
#pragma once

#include <cstdint>

namespace krait::compiler {

struct SourceRange {
    std::uint32_t line = 0;
    std::uint32_t col = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_col = 0;

    bool known() const { return line != 0; }
    bool operator==(const SourceRange&) const = default;
};

// The smallest range that covers everything from the start of `first` to the end of `last`.
inline SourceRange join(const SourceRange& first, const SourceRange& last) {
    return {first.line, first.col, last.end_line, last.end_col};
}

}  // namespace krait::compiler
