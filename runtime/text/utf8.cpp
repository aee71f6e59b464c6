#include "runtime/text/utf8.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace krait::text {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080u;
constexpr std::uint64_t kOnes = 0x0101010101010101u;

std::uint64_t load_word(const char* at) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// A one in the lowest bit of each byte that is no continuation byte.
std::uint64_t lead_bits(std::uint64_t word) {
    return ((~word >> 7) | (word >> 6)) & kOnes;
}

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// What a lead byte asks for: the sequence's length (0: no lead) and the second byte's range, which
/// rules out overlong forms, surrogates and what is above U+10FFFF.
struct LeadRule {
    unsigned length;
    unsigned second_low;
    unsigned second_high;
};

LeadRule rule_of(unsigned lead, Surrogates surrogates) {
    if (lead < 0xC2) return {0, 0, 0};
    if (lead < 0xE0) return {2, 0x80, 0xBF};
    if (lead == 0xE0) return {3, 0xA0, 0xBF};
    if (lead == 0xED && surrogates == Surrogates::kReject) return {3, 0x80, 0x9F};
    if (lead < 0xF0) return {3, 0x80, 0xBF};
    if (lead == 0xF0) return {4, 0x90, 0xBF};
    if (lead < 0xF4) return {4, 0x80, 0xBF};
    if (lead == 0xF4) return {4, 0x80, 0x8F};
    return {0, 0, 0};
}

constexpr std::string_view kInvalidStart = "invalid start byte";
constexpr std::string_view kInvalidContinuation = "invalid continuation byte";
constexpr std::string_view kUnexpectedEnd = "unexpected end of data";

}  // namespace

bool is_ascii(std::string_view bytes) {
    return ascii_prefix(bytes) == bytes.size();
}

std::size_t ascii_prefix(std::string_view bytes) {
    const char* const begin = bytes.data();
    const std::size_t size = bytes.size();
    std::size_t at = 0;
    for (; at + 32 <= size; at += 32) {
        const std::uint64_t any = load_word(begin + at) | load_word(begin + at + 8) |
                                  load_word(begin + at + 16) | load_word(begin + at + 24);
        if ((any & kHighBits) != 0) break;
    }
    for (; at + 8 <= size; at += 8) {
        const std::uint64_t high = load_word(begin + at) & kHighBits;
        if (high != 0) return at + static_cast<unsigned>(std::countr_zero(high)) / 8;
    }
    while (at < size && byte_at(bytes, at) < 0x80) ++at;
    return at;
}

std::size_t count_code_points(std::string_view text) {
    const char* at = text.data();
    std::size_t left = text.size();
    std::size_t count = 0;
    // Counts per byte lane add up in one word for at most 255 words, then the lanes are summed.
    while (left >= 8) {
        const std::size_t words = std::min<std::size_t>(left / 8, 255);
        std::uint64_t lanes = 0;
        for (std::size_t i = 0; i < words; ++i) lanes += lead_bits(load_word(at + i * 8));
        constexpr std::uint64_t kEvenLanes = 0x00FF00FF00FF00FFu;
        const std::uint64_t pairs = (lanes & kEvenLanes) + ((lanes >> 8) & kEvenLanes);
        count += (pairs * 0x0001000100010001u) >> 48;
        at += words * 8;
        left -= words * 8;
    }
    for (; left > 0; --left, ++at) count += is_continuation(*at) ? 0 : 1;
    return count;
}

std::size_t offset_of_index(std::string_view text, std::size_t index) {
    return offset_of_index(text, index, 0);
}

std::size_t offset_of_index(std::string_view text, std::size_t index, std::size_t from) {
    const char* const begin = text.data();
    const std::size_t size = text.size();
    std::size_t at = from;
    // Skip whole words while they can't hold the lead byte looked for, then look at bytes.
    while (at + 8 <= size) {
        const auto leads =
            static_cast<std::size_t>(std::popcount(lead_bits(load_word(begin + at))));
        if (leads > index) break;
        index -= leads;
        at += 8;
    }
    for (; at < size; ++at) {
        if (is_continuation(begin[at])) continue;
        if (index == 0) return at;
        --index;
    }
    return size;
}

bool has_surrogates(std::string_view text) {
    // Lead byte 0xED followed by 0xA0..0xBF.
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        at = static_cast<const char*>(std::memchr(at, 0xED, static_cast<std::size_t>(end - at)));
        if (at == nullptr) return false;
        interrupt::poll();
        if (at + 1 < end && static_cast<unsigned char>(at[1]) >= 0xA0) return true;
        ++at;
    }
    return false;
}

char32_t max_code_point(std::string_view text) {
    std::size_t at = ascii_prefix(text);
    if (at == text.size()) {
        const auto greatest = std::max_element(text.begin(), text.end());
        return greatest == text.end() ? 0 : static_cast<unsigned char>(*greatest);
    }
    char32_t greatest = 0;
    while (at < text.size()) {
        interrupt::poll();
        greatest = std::max(greatest, decode_next(text, at));
    }
    return greatest;
}

std::optional<Utf8Error> validate_utf8(std::string_view bytes, std::size_t from,
                                       Surrogates surrogates) {
    std::size_t at = from;
    const std::size_t size = bytes.size();
    while (at < size) {
        interrupt::poll();
        const unsigned lead = byte_at(bytes, at);
        if (lead < 0x80) {
            at += ascii_prefix(bytes.substr(at));
            continue;
        }
        const LeadRule rule = rule_of(lead, surrogates);
        if (rule.length == 0) return Utf8Error{at, at + 1, kInvalidStart};
        if (at + 1 == size) return Utf8Error{at, size, kUnexpectedEnd};
        const unsigned second = byte_at(bytes, at + 1);
        if (second < rule.second_low || second > rule.second_high) {
            return Utf8Error{at, at + 1, kInvalidContinuation};
        }
        for (std::size_t i = at + 2; i < at + rule.length; ++i) {
            if (i == size) return Utf8Error{at, size, kUnexpectedEnd};
            if (!is_continuation(bytes[i])) return Utf8Error{at, i, kInvalidContinuation};
        }
        at += rule.length;
    }
    return std::nullopt;
}

std::u32string to_utf32(std::string_view text) {
    std::u32string out;
    out.reserve(count_code_points(text));
    for (const char32_t c : CodePoints(text)) {
        interrupt::poll();
        out.push_back(c);
    }
    return out;
}

std::string from_utf32(std::u32string_view code_points) {
    std::string out;
    out.reserve(code_points.size());
    for (const char32_t c : code_points) append(out, c);
    return out;
}

}  // namespace krait::text
