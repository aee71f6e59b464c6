#include "runtime/text/classify.h"

#include <cstring>

#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

/// Every code point has one of the flags.
bool every(std::string_view text, std::uint16_t any_of) {
    for (const char32_t c : CodePoints(text)) {
        interrupt::poll();
        if (!has_flag(c, any_of)) return false;
    }
    return true;
}

/// Some code point has `wanted`, none has one of `unwanted`.
bool cased_as(std::string_view text, std::uint16_t wanted, std::uint16_t unwanted) {
    bool found = false;
    for (const char32_t c : CodePoints(text)) {
        interrupt::poll();
        const std::uint16_t flags = char_flags(c);
        if ((flags & unwanted) != 0) return false;
        found = found || (flags & wanted) != 0;
    }
    return found;
}

}  // namespace

bool all_alpha(std::string_view text) {
    return !text.empty() && every(text, kAlphaFlag);
}
bool all_alnum(std::string_view text) {
    return !text.empty() && every(text, kAlnumFlags);
}
bool all_decimal(std::string_view text) {
    return !text.empty() && every(text, kDecimalFlag);
}
bool all_digit(std::string_view text) {
    return !text.empty() && every(text, kDigitFlag);
}
bool all_numeric(std::string_view text) {
    return !text.empty() && every(text, kNumericFlag);
}
bool all_space(std::string_view text) {
    return !text.empty() && every(text, kSpaceFlag);
}
bool all_printable(std::string_view text) {
    return every(text, kPrintableFlag);
}

bool is_lower_text(std::string_view text) {
    return cased_as(text, kLowerFlag, kUpperFlag | kTitleFlag);
}

bool is_upper_text(std::string_view text) {
    return cased_as(text, kUpperFlag, kLowerFlag | kTitleFlag);
}

bool is_title_text(std::string_view text) {
    bool found = false;
    bool inside_word = false;
    for (const char32_t c : CodePoints(text)) {
        interrupt::poll();
        const std::uint16_t flags = char_flags(c);
        if ((flags & (kUpperFlag | kTitleFlag)) != 0) {
            if (inside_word) return false;
            inside_word = found = true;
        } else if ((flags & kLowerFlag) != 0) {
            if (!inside_word) return false;
        } else {
            inside_word = false;
        }
    }
    return found;
}

bool is_identifier(std::string_view text) {
    return !text.empty() && identifier_prefix(text) == text.size();
}

std::size_t identifier_prefix(std::string_view text) {
    std::size_t at = 0;
    std::uint16_t wanted = kXidStartFlag;
    while (at < text.size()) {
        const Decoded decoded = decode(text.data() + at);
        if (!has_flag(decoded.code_point, wanted)) break;
        at += decoded.length;
        wanted = kXidContinueFlag;
    }
    return at;
}

std::string_view strip_space_left(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const Decoded decoded = decode(at);
        if (!is_space(decoded.code_point)) break;
        at += decoded.length;
    }
    return {at, static_cast<std::size_t>(end - at)};
}

std::string_view strip_space_right(std::string_view text) {
    const char* const begin = text.data();
    const char* end = begin + text.size();
    while (end > begin) {
        const char* before = end;
        if (!is_space(decode_previous(before))) break;
        end = before;
    }
    return {begin, static_cast<std::size_t>(end - begin)};
}

std::string_view strip_space(std::string_view text) {
    return strip_space_right(strip_space_left(text));
}

std::string_view strip_ascii_space(std::string_view bytes) {
    while (!bytes.empty() && is_ascii_space(bytes.front())) bytes.remove_prefix(1);
    while (!bytes.empty() && is_ascii_space(bytes.back())) bytes.remove_suffix(1);
    return bytes;
}

LineBounds next_line(std::string_view text, std::size_t from) {
    std::size_t at = from;
    while (at < text.size()) {
        const Decoded decoded = decode(text.data() + at);
        if (is_line_break(decoded.code_point)) {
            const bool pair = decoded.code_point == '\r' && text.substr(at + 1).starts_with('\n');
            return {at, at + decoded.length + (pair ? 1 : 0)};
        }
        at += decoded.length;
    }
    return {text.size(), text.size()};
}

LineBounds next_byte_line(std::string_view bytes, std::size_t from) {
    const std::size_t at = bytes.find_first_of("\r\n", from);
    if (at == std::string_view::npos) return {bytes.size(), bytes.size()};
    const bool pair = bytes[at] == '\r' && bytes.substr(at + 1).starts_with('\n');
    return {at, at + (pair ? 2 : 1)};
}

}  // namespace krait::text
