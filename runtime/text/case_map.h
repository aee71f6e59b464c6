// Case mappings of whole strings with full (one to many) mappings and the final sigma rule, as
// str.lower, upper, title, capitalize, swapcase and casefold do. ASCII text takes a fast path.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace krait::text {

std::string lower(std::string_view text);
std::string upper(std::string_view text);
std::string title(std::string_view text);
std::string capitalize(std::string_view text);
std::string swapcase(std::string_view text);
std::string casefold(std::string_view text);

/// What capital sigma (U+03A3) at byte `offset` of `text` lowers to: U+03C2 at the end of a word
/// (a cased letter before, none after, case-ignorable ones aside), otherwise U+03C3.
char32_t lower_sigma(std::string_view text, std::size_t offset);

/// bytes.lower and siblings: only ASCII letters change; any bytes.
std::string ascii_lower(std::string_view bytes);
std::string ascii_upper(std::string_view bytes);
std::string ascii_title(std::string_view bytes);
std::string ascii_capitalize(std::string_view bytes);
std::string ascii_swapcase(std::string_view bytes);

}  // namespace krait::text
