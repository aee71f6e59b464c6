// The hints at the end of an error report: ". Did you mean: 'x'?" for a misspelt variable, attribute or name to import,
// ". Did you forget to import 'x'?", and the keyword that a syntax error's line seems to misspell.
//
// Looking for names runs script code (__dir__, __getattr__, __import__): what it raises is dropped.
#pragma once

#include "runtime/errors/errors.h"

#include <optional>

namespace krait {

// What to append to the exception's text; "" if there is nothing to suggest. Leaves no exception pending.
std::string suggestion_for(Thread&, Exception*);

struct KeywordTypo {
    std::string line;     // the line, dedented as the columns are
    u32 col, end_col;     // characters from 0
    std::string keyword;  // what to write instead
};
// `source` is what is known of the text up to and with the line of the error (1-based `line_number` within it).
std::optional<KeywordTypo> find_keyword_typo(std::string_view source, u32 line_number,
                                             const char* stack_floor);

}  // namespace krait
