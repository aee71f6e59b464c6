// The "unicode-escape" and "raw-unicode-escape" codecs: bytes that are Latin-1 with the escapes of
// string literals.
#include "runtime/text/codec_internal.h"
#include "runtime/text/interrupt.h"
#include "runtime/text/names.h"
#include "runtime/text/quote.h"

namespace krait::text::detail {
namespace {

int hex_value(unsigned byte) {
    if (byte >= '0' && byte <= '9') return static_cast<int>(byte - '0');
    if (byte >= 'a' && byte <= 'f') return static_cast<int>(byte - 'a' + 10);
    if (byte >= 'A' && byte <= 'F') return static_cast<int>(byte - 'A' + 10);
    return -1;
}

std::string_view truncated_reason(char letter) {
    if (letter == 'x') return "truncated \\xXX escape";
    return letter == 'u' ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
}

unsigned digits_of(char letter) {
    return letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
}

/// \x, \u, \U at run.at with the digits from run.at + 2; false: stop.
bool decode_hex_escape(DecodeRun& run, char letter, std::string_view too_large) {
    const std::size_t start = run.at;
    const std::size_t stop = start + 2 + digits_of(letter);
    std::uint32_t value = 0;
    std::size_t i = start + 2;
    for (; i < stop && i < run.bytes.size(); ++i) {
        const int digit = hex_value(run.byte(i));
        if (digit < 0) break;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    if (i < stop) {
        if (i == run.bytes.size() && !run.final) return false;
        return run.fault(start, i, truncated_reason(letter));
    }
    if (value > kMaxCodePoint) return run.fault(start, i, too_large);
    run.put(value);
    run.at = i;
    return true;
}

bool decode_name_escape(DecodeRun& run) {
    constexpr std::string_view kMalformed = "malformed \\N character escape";
    const std::size_t start = run.at;
    const std::size_t open = start + 2;
    if (open == run.bytes.size()) return run.final && run.fault(start, open, kMalformed);
    if (run.bytes[open] != '{') return run.fault(start, open, kMalformed);
    const std::size_t close = run.bytes.find('}', open + 1);
    if (close == std::string_view::npos) {
        return run.final && run.fault(start, run.bytes.size(), kMalformed);
    }
    if (close == open + 1) return run.fault(start, close, kMalformed);
    const auto c = lookup_name(run.bytes.substr(open + 1, close - open - 1));
    if (!c) return run.fault(start, close + 1, "unknown Unicode character name");
    run.put(*c);
    run.at = close + 1;
    return true;
}

void decode_octal_escape(DecodeRun& run) {
    std::uint32_t value = 0;
    std::size_t i = run.at + 1;
    const std::size_t stop = run.at + 4;
    for (; i < stop && i < run.bytes.size() && run.bytes[i] >= '0' && run.bytes[i] <= '7'; ++i) {
        value = value * 8 + static_cast<std::uint32_t>(run.bytes[i] - '0');
    }
    run.put(value);
    run.at = i;
}

/// What a one-letter escape stands for; 0: it is none.
char simple_escape(char letter) {
    switch (letter) {
        case '\\':
        case '\'':
        case '"': return letter;
        case 'a': return '\a';
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return '\v';
        default: return 0;
    }
}

/// The escape at run.at; false: stop.
bool decode_escape(DecodeRun& run) {
    if (run.left() == 1) {
        return run.final && run.fault(run.at, run.at + 1, "\\ at end of string");
    }
    const char letter = run.bytes[run.at + 1];
    if (const char simple = simple_escape(letter); simple != 0) {
        run.put(static_cast<unsigned char>(simple));
        run.at += 2;
        return true;
    }
    switch (letter) {
        case '\n': run.at += 2; return true;
        case 'x':
        case 'u':
        case 'U': return decode_hex_escape(run, letter, "illegal Unicode character");
        case 'N': return decode_name_escape(run);
        default: break;
    }
    if (letter >= '0' && letter <= '7') {
        decode_octal_escape(run);
        return true;
    }
    run.put('\\');
    run.put(run.byte(run.at + 1));
    run.at += 2;
    return true;
}

}  // namespace

void decode_escapes(DecodeRun& run) {
    while (run.at < run.bytes.size()) {
        interrupt::poll();
        if (run.bytes[run.at] == '\\') {
            if (!decode_escape(run)) return;
        } else {
            run.put(run.byte(run.at++));
        }
    }
}

void decode_raw_escapes(DecodeRun& run) {
    while (run.at < run.bytes.size()) {
        interrupt::poll();
        const bool backslash = run.bytes[run.at] == '\\';
        if (!backslash || run.left() == 1) {
            if (backslash && !run.final) return;
            run.put(run.byte(run.at++));
            continue;
        }
        const char letter = run.bytes[run.at + 1];
        if (letter == 'u' || letter == 'U') {
            if (!decode_hex_escape(run, letter, "\\Uxxxxxxxx out of range")) return;
            continue;
        }
        run.put('\\');
        run.put(run.byte(run.at + 1));
        run.at += 2;
    }
}

void encode_escapes(EncodeRun& run) {
    while (run.at < run.text.size()) {
        interrupt::poll();
        const char32_t c = decode_next(run.text, run.at);
        if (c == '\\' || c == '\n' || c == '\r' || c == '\t') {
            run.put('\\');
            run.put(c == '\\' ? '\\' : c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
        } else if (c >= ' ' && c < 0x7F) {
            run.put(static_cast<char>(c));
        } else {
            append_escape(run.result.bytes, c);
        }
    }
}

void encode_raw_escapes(EncodeRun& run) {
    while (run.at < run.text.size()) {
        interrupt::poll();
        const char32_t c = decode_next(run.text, run.at);
        if (c < 0x100) {
            run.put(static_cast<char>(c));
        } else {
            append_escape(run.result.bytes, c);
        }
    }
}

}  // namespace krait::text::detail
