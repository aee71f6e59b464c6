// The source excerpt below an entry of a traceback: the lines of the instruction that failed, dedented, with carets under
// its range. Where the range is a binary operation, a subscript or a call, the part that matters (operator, brackets,
// arguments) has `^` and the rest `~`.
//
// Pure text work: no Vm, no heap. Columns are UTF-8 bytes from 0; carets are placed by display width (wide East Asian
// characters take two columns).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace krait {

struct ExcerptRange {
    std::uint32_t col = 0;      // in the first line
    std::uint32_t end_col = 0;  // in the last line
    bool columns_known = false;
    // How far down the C++ stack parsing the lines may recurse; where that does not suffice, there are no anchors.
    const char* stack_floor = nullptr;
};

// The excerpt for these lines (all that the range touches, without line ends): each line indented by four spaces and
// ended by "\n". Empty when the lines are blank.
std::string source_excerpt(const std::vector<std::string_view>& lines, const ExcerptRange& range);

// Bytes of white space (spaces and tabs) that all lines start with; blank lines don't count.
std::size_t common_indent(const std::vector<std::string>& lines);
// Removes that from each line; lines of nothing but white space become empty.
void dedent(std::vector<std::string>& lines);

}  // namespace krait
