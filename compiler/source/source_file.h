// Source text, made ready for the lexer.
//
// Invariants of a loaded SourceFile:
// - `text()` is valid UTF-8 without byte order mark and NUL bytes (text given as kText may also
//   hold lone surrogates as three bytes each; the lexer rejects them where CPython does);
// - every line ends in exactly one '\n': "\r\n" and "\r" were normalised, and a missing final
//   newline was added (`final_newline_added()` tells). Empty input stays empty;
// - text() is followed in memory by a NUL byte, so that the lexer may read one past the end.
// Decoding problems are kept in `error()`: the parser reports them instead of parsing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/coding_cookie.h"
#include "compiler/source/diagnostics.h"

namespace krait::compiler {

enum class SourceOrigin : std::uint8_t {
    kFile,   // bytes of a file: byte order mark and coding cookie are honoured
    kBytes,  // bytes given to compile()/exec(): the same, with that caller's wording of errors
    kText,   // text given to compile()/exec()/the REPL: always UTF-8, a cookie is only a comment
};

class SourceFile {
public:
    SourceFile(std::string name, std::string_view bytes, SourceOrigin origin = SourceOrigin::kFile);

    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;

    const std::string& name() const { return name_; }
    std::string_view text() const { return text_; }
    SourceOrigin origin() const { return origin_; }
    bool final_newline_added() const { return final_newline_added_; }
    const std::optional<SyntaxError>& error() const { return error_; }

    std::uint32_t line_count() const;

    // Line `number` (from 1) without its newline; empty if there is no such line.
    std::string_view line(std::uint32_t number) const;

    // Column in code points (0-based) for a byte column, as SyntaxError.offset (minus 1) wants it.
    std::uint32_t character_column(std::uint32_t line_number, std::uint32_t byte_column) const;

private:
    void load(std::string_view bytes);
    void append_normalised(std::string_view bytes, bool latin1);
    bool check_encoding(std::string_view bytes, SourceEncoding encoding, bool has_mark);
    void fail(std::string message, SourceRange range, std::string line_text = {});
    const std::vector<std::uint32_t>& line_table() const;

    std::string name_;
    std::string text_;
    SourceOrigin origin_;
    bool final_newline_added_ = false;
    std::optional<SyntaxError> error_;
    mutable std::vector<std::uint32_t> line_starts_;  // built on first use
};

}  // namespace krait::compiler
