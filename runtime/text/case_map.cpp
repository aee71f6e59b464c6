#include "runtime/text/case_map.h"

#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

constexpr char32_t kCapitalSigma = 0x3A3;
constexpr char32_t kSmallSigma = 0x3C3;
constexpr char32_t kFinalSigma = 0x3C2;

constexpr bool is_ascii_lower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_ascii_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr char raise(char c) {
    return is_ascii_lower(c) ? static_cast<char>(c - 32) : c;
}
constexpr char sink(char c) {
    return is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
}

void append_mapping(std::string& out, const CaseMapping& mapping) {
    for (unsigned i = 0; i < mapping.length; ++i) append(out, mapping.code_points[i]);
}

void append_lower(std::string& out, std::string_view text, std::size_t offset, char32_t c) {
    if (c < 0x80) {
        out += sink(static_cast<char>(c));
    } else if (c == kCapitalSigma) {
        append(out, lower_sigma(text, offset));
    } else {
        append_mapping(out, full_lower(c));
    }
}

/// Calls `map(out, offset, code point)` for each code point of text that isn't ASCII throughout.
template <typename Map>
std::string map_each(std::string_view text, Map map) {
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t at = 0; at < text.size();) {
        const Decoded decoded = decode(text.data() + at);
        map(out, at, decoded.code_point);
        at += decoded.length;
    }
    return out;
}

}  // namespace

char32_t lower_sigma(std::string_view text, std::size_t offset) {
    bool cased_before = false;
    for (const char* at = text.data() + offset; at > text.data();) {
        const char32_t c = decode_previous(at);
        if (is_case_ignorable(c)) continue;
        cased_before = is_cased(c);
        break;
    }
    if (!cased_before) return kSmallSigma;
    for (std::size_t at = offset + encoded_length(kCapitalSigma); at < text.size();) {
        const char32_t c = decode_next(text, at);
        if (is_case_ignorable(c)) continue;
        return is_cased(c) ? kSmallSigma : kFinalSigma;
    }
    return kFinalSigma;
}

std::string lower(std::string_view text) {
    if (is_ascii(text)) return ascii_lower(text);
    return map_each(text, [text](std::string& out, std::size_t offset, char32_t c) {
        append_lower(out, text, offset, c);
    });
}

std::string upper(std::string_view text) {
    if (is_ascii(text)) return ascii_upper(text);
    return map_each(text, [](std::string& out, std::size_t, char32_t c) {
        append_mapping(out, full_upper(c));
    });
}

std::string title(std::string_view text) {
    if (is_ascii(text)) return ascii_title(text);
    bool inside_word = false;
    return map_each(text, [&](std::string& out, std::size_t offset, char32_t c) {
        if (inside_word) {
            append_lower(out, text, offset, c);
        } else {
            append_mapping(out, full_title(c));
        }
        inside_word = is_cased(c);
    });
}

std::string capitalize(std::string_view text) {
    if (is_ascii(text)) return ascii_capitalize(text);
    return map_each(text, [text](std::string& out, std::size_t offset, char32_t c) {
        if (offset == 0) {
            append_mapping(out, full_title(c));
        } else {
            append_lower(out, text, offset, c);
        }
    });
}

std::string swapcase(std::string_view text) {
    if (is_ascii(text)) return ascii_swapcase(text);
    return map_each(text, [text](std::string& out, std::size_t offset, char32_t c) {
        const std::uint16_t flags = char_flags(c);
        if ((flags & kUpperFlag) != 0) {
            append_lower(out, text, offset, c);
        } else if ((flags & kLowerFlag) != 0) {
            append_mapping(out, full_upper(c));
        } else {
            append(out, c);
        }
    });
}

std::string casefold(std::string_view text) {
    if (is_ascii(text)) return ascii_lower(text);
    return map_each(
        text, [](std::string& out, std::size_t, char32_t c) { append_mapping(out, full_fold(c)); });
}

std::string ascii_lower(std::string_view bytes) {
    std::string out(bytes);
    interrupt::run_or_give_up(out.size(), [&] {
        for (char& c : out) c = sink(c);
    });
    return out;
}

std::string ascii_upper(std::string_view bytes) {
    std::string out(bytes);
    interrupt::run_or_give_up(out.size(), [&] {
        for (char& c : out) c = raise(c);
    });
    return out;
}

std::string ascii_title(std::string_view bytes) {
    std::string out(bytes);
    bool inside_word = false;
    for (char& c : out) {
        interrupt::poll();
        const bool letter = is_ascii_lower(c) || is_ascii_upper(c);
        c = inside_word ? sink(c) : raise(c);
        inside_word = letter;
    }
    return out;
}

std::string ascii_capitalize(std::string_view bytes) {
    std::string out = ascii_lower(bytes);
    if (!out.empty()) out.front() = raise(out.front());
    return out;
}

std::string ascii_swapcase(std::string_view bytes) {
    std::string out(bytes);
    interrupt::run_or_give_up(out.size(), [&] {
        for (char& c : out) c = is_ascii_upper(c) ? sink(c) : raise(c);
    });
    return out;
}

}  // namespace krait::text
