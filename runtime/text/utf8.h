// UTF-8 as krait stores it: the bytes of every code point from 0 to 0x10FFFF in its shortest form,
// where a lone surrogate (U+D800..U+DFFF) is its own three bytes. Two surrogates never pair up: a
// code point above 0xFFFF is always four bytes, and "\ud83d" + "\ude00" stays two code points.
//
// The functions that take "text" trust it to be well formed; only `validate_utf8` and the codecs
// (codec.h) look at bytes from outside. Offsets count bytes, indices count code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/text/interrupt.h"

namespace krait::text {

inline constexpr char32_t kMaxCodePoint = 0x10FFFF;
inline constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);

constexpr bool is_surrogate(char32_t c) {
    return (c & 0xFFFFF800u) == 0xD800u;
}
constexpr bool is_high_surrogate(char32_t c) {
    return (c & 0xFFFFFC00u) == 0xD800u;
}
constexpr bool is_low_surrogate(char32_t c) {
    return (c & 0xFFFFFC00u) == 0xDC00u;
}
constexpr char32_t join_surrogates(char32_t high, char32_t low) {
    return 0x10000u + ((high - 0xD800u) << 10) + (low - 0xDC00u);
}

/// True for the bytes 0x80..0xBF, which never start a code point.
constexpr bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

/// Length in bytes of the sequence that `lead` starts (1..4); `lead` must be a lead byte.
constexpr unsigned sequence_length(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1u : byte < 0xE0 ? 2u : byte < 0xF0 ? 3u : 4u;
}

/// Bytes that `c` takes (1..4).
constexpr unsigned encoded_length(char32_t c) {
    return c < 0x80 ? 1u : c < 0x800 ? 2u : c < 0x10000 ? 3u : 4u;
}

struct Decoded {
    char32_t code_point;
    unsigned length;
};

/// Decodes the code point that starts at `at`; the bytes must be well formed.
constexpr Decoded decode(const char* at) {
    const auto byte = [at](unsigned i) -> char32_t { return static_cast<unsigned char>(at[i]); };
    const char32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xE0) return {((lead & 0x1F) << 6) | (byte(1) & 0x3F), 2};
    if (lead < 0xF0) {
        return {((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
    }
    return {((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) |
                (byte(3) & 0x3F),
            4};
}

/// Decodes at `*cursor` and moves it past the code point.
constexpr char32_t decode_next(const char*& cursor) {
    const Decoded decoded = decode(cursor);
    cursor += decoded.length;
    return decoded.code_point;
}

/// Decodes the code point that starts at byte `offset` of well-formed `text` and moves `offset`.
constexpr char32_t decode_next(std::string_view text, std::size_t& offset) {
    const Decoded decoded = decode(text.data() + offset);
    offset += decoded.length;
    return decoded.code_point;
}

/// Moves `*cursor` back to the start of the code point that ends there and decodes it.
constexpr char32_t decode_previous(const char*& cursor) {
    do --cursor;
    while (is_continuation(*cursor));
    return decode(cursor).code_point;
}

/// Writes `c` (any value up to kMaxCodePoint, surrogates too) to `out` (room for 4); its length.
constexpr unsigned encode(char32_t c, char* out) {
    const auto put = [out](unsigned i, char32_t byte) { out[i] = static_cast<char>(byte); };
    if (c < 0x80) {
        put(0, c);
        return 1;
    }
    if (c < 0x800) {
        put(0, 0xC0 | (c >> 6));
        put(1, 0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        put(0, 0xE0 | (c >> 12));
        put(1, 0x80 | ((c >> 6) & 0x3F));
        put(2, 0x80 | (c & 0x3F));
        return 3;
    }
    put(0, 0xF0 | (c >> 18));
    put(1, 0x80 | ((c >> 12) & 0x3F));
    put(2, 0x80 | ((c >> 6) & 0x3F));
    put(3, 0x80 | (c & 0x3F));
    return 4;
}

inline void append(std::string& out, char32_t c) {
    interrupt::poll();
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
        return;
    }
    char buffer[4];
    out.append(buffer, encode(c, buffer));
}

/// The text of one code point.
inline std::string to_string(char32_t c) {
    char buffer[4];
    return std::string(buffer, encode(c, buffer));
}

/// True where every byte is below 0x80 (also for the empty string).
bool is_ascii(std::string_view bytes);

/// Length of the longest prefix of `bytes` that is ASCII.
std::size_t ascii_prefix(std::string_view bytes);

/// Number of code points of well-formed text (of lead bytes in general).
std::size_t count_code_points(std::string_view text);

/// Byte offset of code point `index`; text.size() where `index` is the count or beyond it.
std::size_t offset_of_index(std::string_view text, std::size_t index);

/// The same, starting at the code point boundary `from` and counting from there.
std::size_t offset_of_index(std::string_view text, std::size_t index, std::size_t from);

/// Code point index of byte `offset`, which must be a boundary (or text.size()).
inline std::size_t index_of_offset(std::string_view text, std::size_t offset) {
    return count_code_points(text.substr(0, offset));
}

/// True where the well-formed text holds a surrogate code point.
bool has_surrogates(std::string_view text);

/// The greatest code point of well-formed text, 0 for the empty string.
char32_t max_code_point(std::string_view text);

/// Where bytes stop being UTF-8: the bytes [start, end) are at fault. `reason` is the text that
/// UnicodeDecodeError carries and lives forever.
struct Utf8Error {
    std::size_t start;
    std::size_t end;
    std::string_view reason;
};

enum class Surrogates : std::uint8_t {
    kReject,  ///< strict UTF-8, as it comes from outside
    kAllow,   ///< krait's own form: three-byte surrogates pass
};

/// Checks `bytes` from `from` on; no value means well formed.
std::optional<Utf8Error> validate_utf8(std::string_view bytes, std::size_t from = 0,
                                       Surrogates surrogates = Surrogates::kReject);

/// A range over the code points of well-formed text: `for (char32_t c : CodePoints(text))`.
class CodePoints {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = char32_t;
        using difference_type = std::ptrdiff_t;
        using pointer = const char32_t*;
        using reference = char32_t;

        constexpr Iterator() = default;
        constexpr explicit Iterator(const char* at) : at_(at) {}
        constexpr char32_t operator*() const { return decode(at_).code_point; }
        constexpr Iterator& operator++() {
            at_ += sequence_length(*at_);
            return *this;
        }
        constexpr Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        constexpr bool operator==(const Iterator&) const = default;
        constexpr const char* address() const { return at_; }

    private:
        const char* at_ = nullptr;
    };

    constexpr explicit CodePoints(std::string_view text) : text_(text) {}
    constexpr Iterator begin() const { return Iterator(text_.data()); }
    constexpr Iterator end() const { return Iterator(text_.data() + text_.size()); }

private:
    std::string_view text_;
};

/// Well-formed text to code points and back.
std::u32string to_utf32(std::string_view text);
std::string from_utf32(std::u32string_view code_points);

}  // namespace krait::text
