// Finds the encoding that a source file declares (PEP 263): a comment such as
// `# -*- coding: latin-1 -*-` in the first line, or in the second if the first is blank or a
// comment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace krait::compiler {

enum class SourceEncoding : std::uint8_t {
    kNotDeclared,
    kUtf8,
    kAscii,
    kLatin1,
    kUnknown,  // declared, but not one that krait decodes
};

struct CodingCookie {
    SourceEncoding encoding = SourceEncoding::kNotDeclared;
    std::string name;  // as CPython names it in messages
    std::uint32_t line = 0;
};

// `bytes` is the source without byte order mark.
CodingCookie find_coding_cookie(std::string_view bytes);

}  // namespace krait::compiler
