// Questions about whole strings: str.isalpha and its siblings, identifiers, white space to strip
// and line breaks to split at. Text is krait UTF-8 (utf8.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace krait::text {

/// str.isalpha and its siblings: false for the empty string, but for all_printable.
bool all_alpha(std::string_view text);
bool all_alnum(std::string_view text);
bool all_decimal(std::string_view text);
bool all_digit(std::string_view text);
bool all_numeric(std::string_view text);
bool all_space(std::string_view text);
bool all_printable(std::string_view text);
/// str.islower, str.isupper, str.istitle: some cased character, and all cased ones fit.
bool is_lower_text(std::string_view text);
bool is_upper_text(std::string_view text);
bool is_title_text(std::string_view text);

/// str.isidentifier (keywords are identifiers to it).
bool is_identifier(std::string_view text);

/// Byte length of the longest identifier that `text` starts with; 0: none. For the lexer; the
/// identifier's value is nfkc() of it.
std::size_t identifier_prefix(std::string_view text);

/// Without Unicode white space at the ends: str.strip() and halves.
std::string_view strip_space(std::string_view text);
std::string_view strip_space_left(std::string_view text);
std::string_view strip_space_right(std::string_view text);

/// bytes.isspace's six characters.
constexpr bool is_ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
std::string_view strip_ascii_space(std::string_view bytes);

/// The line that starts at `from` for str.splitlines: its end without and with the line break
/// ("\r\n" is one). `from` must be below text.size().
struct LineBounds {
    std::size_t end;
    std::size_t next;
};
LineBounds next_line(std::string_view text, std::size_t from);
/// The same for bytes.splitlines: only \n, \r and \r\n.
LineBounds next_byte_line(std::string_view bytes, std::size_t from);

}  // namespace krait::text
