#include "compiler/source/coding_cookie.h"

#include <algorithm>
#include <array>

namespace krait::compiler {
namespace {

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

std::string_view skip_blanks(std::string_view line) {
    std::size_t at = line.find_first_not_of(" \t\f");
    return at == std::string_view::npos ? std::string_view() : line.substr(at);
}

// The declared name in a comment line, or nothing.
std::string_view declared_name(std::string_view line) {
    for (std::size_t at = line.find("coding"); at != std::string_view::npos;
         at = line.find("coding", at + 1)) {
        std::size_t cursor = at + 6;
        if (cursor >= line.size() || (line[cursor] != ':' && line[cursor] != '=')) {
            continue;
        }
        ++cursor;
        while (cursor < line.size() && (line[cursor] == ' ' || line[cursor] == '\t')) {
            ++cursor;
        }
        std::size_t end = cursor;
        while (end < line.size() && is_name_byte(line[end])) {
            ++end;
        }
        if (end > cursor) {
            return line.substr(cursor, end - cursor);
        }
    }
    return {};
}

bool is_or_extends(std::string_view name, std::string_view base) {
    return name.starts_with(base) && (name.size() == base.size() || name[base.size()] == '-');
}

CodingCookie classify(std::string_view written, std::uint32_t line) {
    std::string name(written);
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (is_or_extends(name, "utf-8") || is_or_extends(name, "utf8") || name == "u8") {
        return {SourceEncoding::kUtf8, "utf-8", line};
    }
    if (is_or_extends(name, "latin-1") || is_or_extends(name, "iso-8859-1") ||
        is_or_extends(name, "iso-latin-1")) {
        return {SourceEncoding::kLatin1, "iso-8859-1", line};
    }
    static constexpr std::array<std::string_view, 5> kLatin1Aliases = {"latin1", "iso8859-1", "l1",
                                                                       "latin", "cp819"};
    if (std::find(kLatin1Aliases.begin(), kLatin1Aliases.end(), name) != kLatin1Aliases.end()) {
        return {SourceEncoding::kLatin1, name, line};
    }
    if (name == "ascii" || name == "us-ascii" || name == "646") {
        return {SourceEncoding::kAscii, "ascii", line};
    }
    return {SourceEncoding::kUnknown, std::string(written), line};
}

}  // namespace

CodingCookie find_coding_cookie(std::string_view bytes) {
    for (std::uint32_t line_number = 1; line_number <= 2; ++line_number) {
        std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        std::string_view line = skip_blanks(bytes.substr(0, end));
        if (!line.empty()) {
            if (line[0] != '#') {
                break;
            }
            if (std::string_view name = declared_name(line); !name.empty()) {
                return classify(name, line_number);
            }
        }
        if (end == bytes.size()) {
            break;
        }
        std::size_t newline_length = bytes.substr(end, 2) == "\r\n" ? 2 : 1;
        bytes.remove_prefix(end + newline_length);
    }
    return {};
}

}  // namespace krait::compiler
