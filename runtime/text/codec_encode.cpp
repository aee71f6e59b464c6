// Text to bytes: the error handlers of encoding and every encoder but the escape codecs.
#include "runtime/text/codec_internal.h"
#include "runtime/text/interrupt.h"

namespace krait::text {
namespace detail {
namespace {

// What bytes 0x80..0xFF mean; 0 is undefined.
constexpr std::uint16_t kCp1252Page[128] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178, 0xA0,   0xA1,   0xA2,   0xA3,
    0xA4,   0xA5,   0xA6,   0xA7,   0xA8,   0xA9,   0xAA,   0xAB,   0xAC,   0xAD,   0xAE,   0xAF,
    0xB0,   0xB1,   0xB2,   0xB3,   0xB4,   0xB5,   0xB6,   0xB7,   0xB8,   0xB9,   0xBA,   0xBB,
    0xBC,   0xBD,   0xBE,   0xBF,   0xC0,   0xC1,   0xC2,   0xC3,   0xC4,   0xC5,   0xC6,   0xC7,
    0xC8,   0xC9,   0xCA,   0xCB,   0xCC,   0xCD,   0xCE,   0xCF,   0xD0,   0xD1,   0xD2,   0xD3,
    0xD4,   0xD5,   0xD6,   0xD7,   0xD8,   0xD9,   0xDA,   0xDB,   0xDC,   0xDD,   0xDE,   0xDF,
    0xE0,   0xE1,   0xE2,   0xE3,   0xE4,   0xE5,   0xE6,   0xE7,   0xE8,   0xE9,   0xEA,   0xEB,
    0xEC,   0xED,   0xEE,   0xEF,   0xF0,   0xF1,   0xF2,   0xF3,   0xF4,   0xF5,   0xF6,   0xF7,
    0xF8,   0xF9,   0xFA,   0xFB,   0xFC,   0xFD,   0xFE,   0xFF,
};

constexpr std::uint16_t kCp437Page[128] = {
    0xC7,   0xFC,   0xE9,   0xE2,   0xE4,   0xE0,   0xE5,   0xE7,   0xEA,   0xEB,   0xE8,   0xEF,
    0xEE,   0xEC,   0xC4,   0xC5,   0xC9,   0xE6,   0xC6,   0xF4,   0xF6,   0xF2,   0xFB,   0xF9,
    0xFF,   0xD6,   0xDC,   0xA2,   0xA3,   0xA5,   0x20A7, 0x0192, 0xE1,   0xED,   0xF3,   0xFA,
    0xF1,   0xD1,   0xAA,   0xBA,   0xBF,   0x2310, 0xAC,   0xBD,   0xBC,   0xA1,   0xAB,   0xBB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
    0x03B1, 0xDF,   0x0393, 0x03C0, 0x03A3, 0x03C3, 0xB5,   0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4,
    0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0xB1,   0x2265, 0x2264, 0x2320, 0x2321, 0xF7,   0x2248,
    0xB0,   0x2219, 0xB7,   0x221A, 0x207F, 0xB2,   0x25A0, 0xA0,
};

struct CodePage {
    std::uint16_t of[128];
};

constexpr CodePage make_latin9() {
    CodePage page{};
    for (unsigned i = 0; i < 128; ++i) page.of[i] = static_cast<std::uint16_t>(0x80 + i);
    page.of[0x24] = 0x20AC;
    page.of[0x26] = 0x0160;
    page.of[0x28] = 0x0161;
    page.of[0x34] = 0x017D;
    page.of[0x38] = 0x017E;
    page.of[0x3C] = 0x0152;
    page.of[0x3D] = 0x0153;
    page.of[0x3E] = 0x0178;
    return page;
}
constexpr CodePage kLatin9Page = make_latin9();

/// The byte for `c` in an 8-bit codec; -1: none.
int byte_for(Codec codec, char32_t c) {
    if (c < 0x80) return static_cast<int>(c);
    if (codec == Codec::kAscii) return -1;
    if (codec == Codec::kLatin1) return c < 0x100 ? static_cast<int>(c) : -1;
    const std::uint16_t* const page = code_page(codec);
    if (c < 0x100 && page[c - 0x80] == c) return static_cast<int>(c);
    for (unsigned i = 0; i < 128; ++i) {
        if (page[i] == c) return static_cast<int>(0x80 + i);
    }
    return -1;
}

constexpr std::string_view kUndefined = "character maps to <undefined>";

std::string_view reason_for(Codec codec) {
    switch (codec) {
        case Codec::kAscii: return "ordinal not in range(128)";
        case Codec::kLatin1: return "ordinal not in range(256)";
        default: return kUndefined;
    }
}

void encode_bytewise(EncodeRun& run) {
    while (run.at < run.text.size()) {
        interrupt::poll();
        const std::size_t plain = ascii_prefix(run.text.substr(run.at));
        run.result.bytes.append(run.text, run.at, plain);
        run.at += plain;
        run.index += plain;
        if (run.at == run.text.size()) return;
        const Decoded decoded = decode(run.text.data() + run.at);
        const int byte = byte_for(run.codec, decoded.code_point);
        if (byte >= 0) {
            run.put(static_cast<char>(byte));
            run.at += decoded.length;
            ++run.index;
            continue;
        }
        std::size_t end = run.at;
        std::size_t end_index = run.index;
        while (end < run.text.size()) {
            const Decoded next = decode(run.text.data() + end);
            if (byte_for(run.codec, next.code_point) >= 0) break;
            end += next.length;
            ++end_index;
        }
        if (!run.fault(end, end_index, reason_for(run.codec))) return;
    }
}

constexpr std::string_view kNoSurrogates = "surrogates not allowed";

void encode_utf8(EncodeRun& run) {
    if (!has_surrogates(run.text)) {
        run.result.bytes.append(run.text.substr(run.at));
        run.at = run.text.size();
        return;
    }
    while (run.at < run.text.size()) {
        interrupt::poll();
        const Decoded decoded = decode(run.text.data() + run.at);
        if (!is_surrogate(decoded.code_point)) {
            run.result.bytes.append(run.text, run.at, decoded.length);
            run.at += decoded.length;
            ++run.index;
            continue;
        }
        std::size_t end = run.at;
        std::size_t end_index = run.index;
        while (end < run.text.size() && is_surrogate(decode(run.text.data() + end).code_point)) {
            end += 3;
            ++end_index;
        }
        if (!run.fault(end, end_index, kNoSurrogates)) return;
    }
}

void encode_units(EncodeRun& run) {
    const UnitLayout layout = unit_layout(run.codec);
    const bool marked = run.codec == Codec::kUtf16 || run.codec == Codec::kUtf32;
    if (marked && run.index == 0) append_unit(run.result.bytes, 0xFEFF, layout);
    while (run.at < run.text.size()) {
        interrupt::poll();
        const Decoded decoded = decode(run.text.data() + run.at);
        const char32_t c = decoded.code_point;
        if (is_surrogate(c)) {
            if (!run.fault(run.at + decoded.length, run.index + 1, kNoSurrogates)) return;
            continue;
        }
        if (layout.width == 2 && c >= 0x10000) {
            append_unit(run.result.bytes, 0xD800 + ((c - 0x10000) >> 10), layout);
            append_unit(run.result.bytes, 0xDC00 + (c & 0x3FF), layout);
        } else {
            append_unit(run.result.bytes, c, layout);
        }
        run.at += decoded.length;
        ++run.index;
    }
}

}  // namespace

const std::uint16_t* code_page(Codec codec) {
    if (codec == Codec::kCp1252) return kCp1252Page;
    return codec == Codec::kCp437 ? kCp437Page : kLatin9Page.of;
}

UnitLayout unit_layout(Codec codec) {
    switch (codec) {
        case Codec::kUtf16:
        case Codec::kUtf16Le: return {2, false};
        case Codec::kUtf16Be: return {2, true};
        case Codec::kUtf32:
        case Codec::kUtf32Le: return {4, false};
        case Codec::kUtf32Be: return {4, true};
        default: return {0, false};
    }
}

void append_unit(std::string& out, std::uint32_t unit, UnitLayout layout) {
    for (unsigned i = 0; i < layout.width; ++i) {
        const unsigned position = layout.big_endian ? layout.width - 1 - i : i;
        out += static_cast<char>(unit >> (8 * position));
    }
}

void EncodeRun::put_ascii(std::string_view ascii) {
    const UnitLayout layout = unit_layout(codec);
    if (layout.width == 0) {
        result.bytes.append(ascii);
        return;
    }
    for (const char c : ascii) append_unit(result.bytes, static_cast<unsigned char>(c), layout);
}

bool EncodeRun::fail(std::size_t start_index, std::size_t end_index, std::string_view reason) {
    result.error =
        CodecError{start_index, end_index, std::string(reason), codec_error_name(codec), false};
    return false;
}

bool EncodeRun::pass_surrogate(char32_t c) {
    const UnitLayout layout = unit_layout(codec);
    const bool utf8 = codec == Codec::kUtf8 || codec == Codec::kUtf8Sig;
    if (!is_surrogate(c) || (layout.width == 0 && !utf8)) return false;
    if (utf8) {
        append(result.bytes, c);
    } else {
        append_unit(result.bytes, c, layout);
    }
    return true;
}

bool EncodeRun::fault(std::size_t end, std::size_t end_index, std::string_view reason) {
    if (mode == ErrorMode::kStrict) return fail(index, end_index, reason);
    const bool bytewise = unit_layout(codec).width == 0;
    // Code pages give the run to the handler as a whole: it fails as a whole, from its start.
    const bool whole_run = reason == kUndefined;
    const std::size_t start_index = index;
    const std::size_t start_size = result.bytes.size();
    while (at < end) {
        interrupt::poll();
        const Decoded decoded = decode(text.data() + at);
        const char32_t c = decoded.code_point;
        if (mode == ErrorMode::kSurrogateEscape) {
            // One byte each, which doesn't fit between wider units.
            if (!bytewise || c < 0xDC80 || c > 0xDCFF) {
                if (whole_run) result.bytes.resize(start_size);
                return fail(whole_run ? start_index : index, end_index, reason);
            }
            put(static_cast<char>(c - 0xDC00));
        } else if (mode == ErrorMode::kSurrogatePass) {
            if (!pass_surrogate(c)) return fail(index, end_index, reason);
        } else if (mode != ErrorMode::kIgnore) {
            put_ascii(encode_replacement(mode, text.substr(at, decoded.length), 0, 1));
        }
        at += decoded.length;
        ++index;
    }
    return true;
}

}  // namespace detail

EncodeResult encode_text(Codec codec, std::string_view text, ErrorMode mode, std::size_t from) {
    detail::EncodeRun run{codec, text, mode, offset_of_index(text, from), from, {}};
    run.result.bytes.reserve(text.size());
    switch (codec) {
        case Codec::kUtf8Sig:
            if (from == 0) run.result.bytes = "\xEF\xBB\xBF";
            detail::encode_utf8(run);
            break;
        case Codec::kUtf8: detail::encode_utf8(run); break;
        case Codec::kUtf16:
        case Codec::kUtf16Le:
        case Codec::kUtf16Be:
        case Codec::kUtf32:
        case Codec::kUtf32Le:
        case Codec::kUtf32Be: detail::encode_units(run); break;
        case Codec::kUnicodeEscape: detail::encode_escapes(run); break;
        case Codec::kRawUnicodeEscape: detail::encode_raw_escapes(run); break;
        case Codec::kAscii:
        case Codec::kLatin1:
        case Codec::kCp1252:
        case Codec::kLatin9:
        case Codec::kCp437: detail::encode_bytewise(run); break;
    }
    return std::move(run.result);
}

}  // namespace krait::text
