#include "compiler/source/source_file.h"

#include <algorithm>
#include <cstdio>
#include <limits>

#include "compiler/source/coding_cookie.h"
#include "runtime/text/utf8.h"

namespace krait::compiler {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string hex_byte(char byte) {
    char buffer[8];
    std::snprintf(buffer, sizeof buffer, "%02x", static_cast<unsigned char>(byte));
    return buffer;
}

// Line (from 1) and column (from 0) of a byte offset, in bytes not yet normalised.
SourceRange locate(std::string_view bytes, std::size_t offset) {
    SourceRange range{1, 0, 1, 0};
    std::size_t line_start = 0;
    for (std::size_t i = 0; i < offset; ++i) {
        bool ends_line = bytes[i] == '\n' || (bytes[i] == '\r' && bytes.substr(i + 1, 1) != "\n");
        if (ends_line) {
            ++range.line;
            line_start = i + 1;
        }
    }
    range.end_line = range.line;
    range.col = range.end_col = static_cast<std::uint32_t>(offset - line_start);
    return range;
}

std::string line_at(std::string_view bytes, std::size_t offset) {
    std::size_t start = offset;
    while (start > 0 && bytes[start - 1] != '\n' && bytes[start - 1] != '\r') {
        --start;
    }
    std::size_t end = std::min(bytes.find_first_of("\r\n", offset), bytes.size());
    return std::string(bytes.substr(start, end - start));
}

// The line with each byte that is not part of valid UTF-8 shown as U+FFFD.
std::string printable_line(std::string_view bytes, std::size_t offset) {
    std::string line = line_at(bytes, offset);
    while (auto problem = text::validate_utf8(line)) {
        line.replace(problem->start, std::max<std::size_t>(problem->end - problem->start, 1),
                     "\xEF\xBF\xBD");
    }
    return line;
}

}  // namespace

SourceFile::SourceFile(std::string name, std::string_view bytes, SourceOrigin origin)
    : name_(std::move(name)), origin_(origin) {
    load(bytes);
    if (error_) {
        text_.clear();
    }
}

void SourceFile::fail(std::string message, SourceRange range, std::string line_text) {
    error_ = SyntaxError{ErrorKind::kSyntaxError, std::move(message), range, std::move(line_text)};
}

void SourceFile::load(std::string_view bytes) {
    if (bytes.size() >= std::numeric_limits<std::uint32_t>::max() - 16) {
        return fail("source code is too large (over 4 GiB)", {});
    }
    std::size_t nul = bytes.find('\0');
    if (nul != std::string_view::npos) {
        if (origin_ != SourceOrigin::kFile) {
            return fail("source code string cannot contain null bytes", {});
        }
        // Unless something before it is wrong: a file in UTF-16 is full of NULs.
        load(bytes.substr(0, nul));
        if (error_) {
            return;
        }
        text_.clear();
        final_newline_added_ = false;
        std::string line = line_at(bytes, nul);
        line.resize(std::min(line.size(), line.find('\0')));
        return fail("source code cannot contain null bytes", locate(bytes, nul), line);
    }
    if (origin_ == SourceOrigin::kText) {
        return append_normalised(bytes, /*latin1=*/false);
    }
    bool has_mark = bytes.starts_with(kByteOrderMark);
    if (has_mark) {
        bytes.remove_prefix(kByteOrderMark.size());
    }
    CodingCookie cookie = find_coding_cookie(bytes);
    if (cookie.encoding == SourceEncoding::kUnknown) {
        return fail("unknown encoding: " + cookie.name, {});
    }
    bool is_utf8 =
        cookie.encoding == SourceEncoding::kUtf8 || cookie.encoding == SourceEncoding::kNotDeclared;
    if (has_mark && !is_utf8) {
        return fail("encoding problem: " + cookie.name + " with BOM", {1, 0, 1, 0},
                    line_at(bytes, 0));
    }
    bool latin1 = cookie.encoding == SourceEncoding::kLatin1;
    if (!latin1 && !check_encoding(bytes, cookie.encoding, has_mark)) {
        return;
    }
    append_normalised(bytes, latin1);
}

// Reports the first byte that the encoding (UTF-8 or ASCII) does not allow.
bool SourceFile::check_encoding(std::string_view bytes, SourceEncoding encoding, bool has_mark) {
    if (encoding == SourceEncoding::kAscii) {
        std::size_t good = text::ascii_prefix(bytes);
        if (good == bytes.size()) {
            return true;
        }
        std::size_t column = locate(bytes, good).col;
        fail("'ascii' codec can't decode byte 0x" + hex_byte(bytes[good]) + " in position " +
                 std::to_string(origin_ == SourceOrigin::kFile ? column : good) +
                 ": ordinal not in range(128)",
             {});
        return false;
    }
    auto problem = text::validate_utf8(bytes);
    if (!problem) {
        return true;
    }
    SourceRange where = locate(bytes, problem->start);
    std::string line = printable_line(bytes, problem->start);
    bool declared = encoding == SourceEncoding::kUtf8 || has_mark;
    if (origin_ == SourceOrigin::kFile && declared) {
        fail("(unicode error) 'utf-8' codec can't decode byte 0x" +
                 hex_byte(bytes[problem->start]) + " in position " + std::to_string(where.col) +
                 ": " + std::string(problem->reason),
             {where.line, 0, where.line, 0}, line);
        return false;
    }
    std::string in_file = origin_ == SourceOrigin::kFile ? " in file " + name_ : std::string();
    fail("Non-UTF-8 code starting with '\\x" + hex_byte(bytes[problem->start]) + "'" + in_file +
             " on line " + std::to_string(where.line) +
             ", but no encoding declared; see https://peps.python.org/pep-0263/ for details",
         where, line);
    return false;
}

void SourceFile::append_normalised(std::string_view bytes, bool latin1) {
    text_.reserve(bytes.size() + 1);
    if (latin1) {
        for (char byte : bytes) {
            text::append(text_, static_cast<unsigned char>(byte));
        }
    } else {
        text_.append(bytes);
    }
    if (std::size_t first = text_.find('\r'); first != std::string::npos) {
        std::size_t out = first;
        for (std::size_t in = first; in < text_.size(); ++in) {
            char c = text_[in];
            if (c == '\r') {
                c = '\n';
                if (in + 1 < text_.size() && text_[in + 1] == '\n') {
                    ++in;
                }
            }
            text_[out++] = c;
        }
        text_.resize(out);
    }
    if (!text_.empty() && text_.back() != '\n') {
        text_.push_back('\n');
        final_newline_added_ = true;
    }
}

const std::vector<std::uint32_t>& SourceFile::line_table() const {
    if (line_starts_.empty()) {
        line_starts_.push_back(0);
        for (std::size_t at = text_.find('\n'); at != std::string::npos;
             at = text_.find('\n', at + 1)) {
            line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
        }
    }
    return line_starts_;
}

std::uint32_t SourceFile::line_count() const {
    return static_cast<std::uint32_t>(line_table().size() - 1);
}

std::string_view SourceFile::line(std::uint32_t number) const {
    const auto& starts = line_table();
    if (number == 0 || number >= starts.size()) {
        return {};
    }
    std::uint32_t start = starts[number - 1];
    return std::string_view(text_).substr(start, starts[number] - start - 1);
}

std::uint32_t SourceFile::character_column(std::uint32_t line_number,
                                           std::uint32_t byte_column) const {
    std::string_view bytes = line(line_number);
    if (byte_column > bytes.size()) {
        auto beyond = static_cast<std::uint32_t>(byte_column - bytes.size());
        return static_cast<std::uint32_t>(text::count_code_points(bytes)) + beyond;
    }
    return static_cast<std::uint32_t>(text::count_code_points(bytes.substr(0, byte_column)));
}

}  // namespace krait::compiler
