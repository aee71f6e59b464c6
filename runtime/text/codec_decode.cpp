// Bytes to text: the error handlers of decoding and every decoder but the escape codecs.
#include <algorithm>

#include "runtime/text/codec_internal.h"
#include "runtime/text/interrupt.h"

namespace krait::text {
namespace detail {

bool DecodeRun::fault(std::size_t start, std::size_t end, std::string_view reason) {
    bool handled = false;
    switch (mode) {
        case ErrorMode::kStrict: break;
        case ErrorMode::kIgnore:
            at = end;
            handled = true;
            break;
        case ErrorMode::kReplace:
            put(0xFFFD);
            at = end;
            handled = true;
            break;
        case ErrorMode::kBackslashReplace:
            for (at = start; at < end; ++at) {
                constexpr char kHexDigits[] = "0123456789abcdef";
                result.text += "\\x";
                result.text += kHexDigits[byte(at) >> 4];
                result.text += kHexDigits[byte(at) & 0xF];
            }
            handled = true;
            break;
        case ErrorMode::kSurrogateEscape: handled = escape_bytes(start, end); break;
        case ErrorMode::kSurrogatePass: handled = pass_surrogate(start); break;
        case ErrorMode::kXmlCharRefReplace:
        case ErrorMode::kNameReplace:
            result.error = CodecError{start, end, std::string(kHandlerUnfit), encoding, true};
            break;
    }
    if (handled) return true;
    at = start;
    if (!result.error) result.error = CodecError{start, end, std::string(reason), encoding, false};
    return false;
}

bool DecodeRun::escape_bytes(std::size_t start, std::size_t end) {
    constexpr std::size_t kAtOnce = 4;
    const std::size_t stop = std::min(end, start + kAtOnce);
    std::size_t i = start;
    for (; i < stop && byte(i) >= 0x80; ++i) put(0xDC00 + byte(i));
    at = i;
    return i > start;
}

bool DecodeRun::pass_surrogate(std::size_t start) {
    const UnitLayout layout = unit_layout(codec);
    char32_t c = 0;
    std::size_t length = layout.width;
    if (codec == Codec::kUtf8 || codec == Codec::kUtf8Sig) {
        length = 3;
        const bool fits = start + 3 <= bytes.size() && byte(start) == 0xED &&
                          byte(start + 1) >= 0xA0 && is_continuation(bytes[start + 1]) &&
                          is_continuation(bytes[start + 2]);
        if (fits) c = decode(bytes.data() + start).code_point;
    } else if (length != 0 && start + length <= bytes.size()) {
        c = read_unit(bytes, start, layout);
    }
    if (!is_surrogate(c)) return false;
    put(c);
    at = start + length;
    return true;
}

std::uint32_t read_unit(std::string_view bytes, std::size_t at, UnitLayout layout) {
    std::uint32_t unit = 0;
    for (unsigned i = 0; i < layout.width; ++i) {
        const unsigned position = layout.big_endian ? i : layout.width - 1 - i;
        unit = (unit << 8) | static_cast<unsigned char>(bytes[at + position]);
    }
    return unit;
}

/// The first two bytes of a surrogate at the end: an error handler may want to see the third.
static bool is_half_surrogate(const DecodeRun& run) {
    return run.left() == 2 && run.byte(run.at) == 0xED && run.byte(run.at + 1) >= 0xA0 &&
           is_continuation(run.bytes[run.at + 1]);
}

void decode_utf8(DecodeRun& run) {
    while (run.at < run.bytes.size()) {
        interrupt::poll();
        const auto error = validate_utf8(run.bytes, run.at);
        const std::size_t stop = error ? error->start : run.bytes.size();
        run.result.text.append(run.bytes, run.at, stop - run.at);
        run.at = stop;
        if (!error) return;
        const bool truncated = error->reason == "unexpected end of data" || is_half_surrogate(run);
        if (truncated && !run.final) return;
        if (!run.fault(error->start, error->end, error->reason)) return;
    }
}

namespace {

constexpr std::string_view kTruncated = "truncated data";
constexpr std::string_view kUnexpectedEnd = "unexpected end of data";

/// The error name and byte order of a UTF-16 or UTF-32 run; a mark at the start decides and is
/// skipped.
UnitLayout settle_layout(DecodeRun& run) {
    UnitLayout layout = unit_layout(run.codec);
    const bool marked = run.codec == Codec::kUtf16 || run.codec == Codec::kUtf32;
    if (marked && run.at == 0 && run.bytes.size() >= layout.width) {
        const std::uint32_t mark = read_unit(run.bytes, 0, layout);
        const std::uint32_t swapped = layout.width == 2 ? 0xFFFE : 0xFFFE0000;
        if (mark == swapped) layout.big_endian = true;
        if (mark == 0xFEFF || mark == swapped) run.at = layout.width;
        run.result.byte_order = layout.big_endian ? 1 : -1;
    }
    if (layout.width == 2) {
        run.encoding = layout.big_endian ? "utf-16-be" : "utf-16-le";
        run.codec = layout.big_endian ? Codec::kUtf16Be : Codec::kUtf16Le;
    } else {
        run.encoding = layout.big_endian ? "utf-32-be" : "utf-32-le";
        run.codec = layout.big_endian ? Codec::kUtf32Be : Codec::kUtf32Le;
    }
    return layout;
}

/// One code point of UTF-16; false: stop.
bool decode_utf16_unit(DecodeRun& run, UnitLayout layout) {
    const std::uint32_t unit = read_unit(run.bytes, run.at, layout);
    if (!is_surrogate(unit)) {
        run.put(unit);
        run.at += 2;
        return true;
    }
    if (is_low_surrogate(unit)) return run.fault(run.at, run.at + 2, "illegal encoding");
    if (run.left() < 4) {
        return run.final && run.fault(run.at, run.bytes.size(), kUnexpectedEnd);
    }
    const std::uint32_t low = read_unit(run.bytes, run.at + 2, layout);
    if (!is_low_surrogate(low)) return run.fault(run.at, run.at + 2, "illegal UTF-16 surrogate");
    run.put(join_surrogates(unit, low));
    run.at += 4;
    return true;
}

bool decode_utf32_unit(DecodeRun& run, UnitLayout layout) {
    const std::uint32_t unit = read_unit(run.bytes, run.at, layout);
    if (unit > kMaxCodePoint) {
        return run.fault(run.at, run.at + 4, "code point not in range(0x110000)");
    }
    if (is_surrogate(unit)) {
        return run.fault(run.at, run.at + 4,
                         "code point in surrogate code point range(0xd800, 0xe000)");
    }
    run.put(unit);
    run.at += 4;
    return true;
}

void decode_ascii(DecodeRun& run) {
    while (run.at < run.bytes.size()) {
        interrupt::poll();
        const std::size_t plain = ascii_prefix(run.bytes.substr(run.at));
        run.result.text.append(run.bytes, run.at, plain);
        run.at += plain;
        if (run.at == run.bytes.size()) return;
        if (!run.fault(run.at, run.at + 1, "ordinal not in range(128)")) return;
    }
}

void decode_latin1(DecodeRun& run) {
    for (; run.at < run.bytes.size(); ++run.at) run.put(run.byte(run.at));
}

void decode_code_page(DecodeRun& run) {
    const std::uint16_t* const page = code_page(run.codec);
    while (run.at < run.bytes.size()) {
        interrupt::poll();
        const unsigned byte = run.byte(run.at);
        const char32_t c = byte < 0x80 ? byte : page[byte - 0x80];
        if (c == 0 && byte != 0) {
            if (!run.fault(run.at, run.at + 1, "character maps to <undefined>")) return;
            continue;
        }
        run.put(c);
        ++run.at;
    }
}

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

void decode_utf8_sig(DecodeRun& run) {
    if (run.at == 0) {
        if (!run.final && run.bytes.size() < 3 && kUtf8Mark.starts_with(run.bytes)) return;
        if (run.bytes.starts_with(kUtf8Mark)) {
            run.at = kUtf8Mark.size();
            run.result.object_offset = kUtf8Mark.size();
        }
    }
    decode_utf8(run);
    if (run.result.error) {
        run.result.error->start -= run.result.object_offset;
        run.result.error->end -= run.result.object_offset;
    }
}

}  // namespace

void decode_units(DecodeRun& run) {
    const UnitLayout layout = settle_layout(run);
    while (run.at < run.bytes.size()) {
        interrupt::poll();
        if (run.left() < layout.width) {
            if (!run.final) return;
            if (!run.fault(run.at, run.bytes.size(), kTruncated)) return;
            continue;
        }
        const bool more =
            layout.width == 2 ? decode_utf16_unit(run, layout) : decode_utf32_unit(run, layout);
        if (!more) return;
    }
}

}  // namespace detail

DecodeResult decode_bytes(Codec codec, std::string_view bytes, ErrorMode mode, std::size_t from,
                          bool final) {
    detail::DecodeRun run{codec, bytes, mode, final, from, codec_error_name(codec), {}};
    run.result.text.reserve(bytes.size() - std::min(from, bytes.size()));
    switch (codec) {
        case Codec::kUtf8: detail::decode_utf8(run); break;
        case Codec::kUtf8Sig: detail::decode_utf8_sig(run); break;
        case Codec::kAscii: detail::decode_ascii(run); break;
        case Codec::kLatin1: detail::decode_latin1(run); break;
        case Codec::kUtf16:
        case Codec::kUtf16Le:
        case Codec::kUtf16Be:
        case Codec::kUtf32:
        case Codec::kUtf32Le:
        case Codec::kUtf32Be: detail::decode_units(run); break;
        case Codec::kUnicodeEscape: detail::decode_escapes(run); break;
        case Codec::kRawUnicodeEscape: detail::decode_raw_escapes(run); break;
        case Codec::kCp1252:
        case Codec::kLatin9:
        case Codec::kCp437: detail::decode_code_page(run); break;
    }
    run.result.consumed = run.at;
    return std::move(run.result);
}

}  // namespace krait::text
