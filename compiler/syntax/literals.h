// The values of literals: from the text of a token to a number, a string or bytes.
//
// Nothing here knows about tokens' places; a caller adds ranges to what is reported.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/ast.h"

namespace krait::compiler {

// Fills the value of `constant` from a numeric literal the lexer accepted. False, with a message,
// if the number has more digits than Python converts.
bool read_number_literal(Arena& arena, std::string_view literal, Constant& constant,
                         std::string& message);

// A string token taken apart.
struct StringParts {
    bool is_bytes = false;
    bool is_raw = false;
    bool has_u_prefix = false;
    std::string_view body;  // between the quotes
};
StringParts split_string_literal(std::string_view literal);

// What a decoder has to report besides the text.
struct EscapeReport {
    std::string error;                      // empty: none
    bool has_invalid_escape = false;        // the first one: a SyntaxWarning, not an error
    std::size_t invalid_escape_offset = 0;  // of its backslash, in bytes of the body
    std::string warning;
};

// Replaces escape sequences and appends the result to `out`; false if report.error is set. A
// trailing backslash stays (the lexer ends an f-string's text so before a brace).
bool decode_str_escapes(std::string_view body, std::string& out, EscapeReport& report);
bool decode_bytes_escapes(std::string_view body, std::string& out, EscapeReport& report);

}  // namespace krait::compiler
