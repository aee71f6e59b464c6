#include "runtime/text/quote.h"

#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

char choose_quote(std::string_view text) {
    const bool single = text.find('\'') != std::string_view::npos;
    return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

void append_hex(std::string& out, char32_t value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
        out += kHexDigits[(value >> shift) & 0xF];
    }
}

/// The backslash form that quotes and the commonest controls have of their own.
bool append_short_escape(std::string& out, char32_t c, char quote) {
    char letter;
    switch (c) {
        case '\\': letter = '\\'; break;
        case '\n': letter = 'n'; break;
        case '\r': letter = 'r'; break;
        case '\t': letter = 't'; break;
        default:
            if (c != static_cast<unsigned char>(quote)) return false;
            letter = quote;
    }
    out += '\\';
    out += letter;
    return true;
}

/// Length of the start of `text` that stands for itself: printable ASCII but `quote` and '\\'.
std::size_t plain_prefix(std::string_view text, char quote) {
    std::size_t at = 0;
    while (at < text.size()) {
        interrupt::poll();
        const char c = text[at];
        if (c < ' ' || c > '~' || c == quote || c == '\\') break;
        ++at;
    }
    return at;
}

void append_quoted(std::string& out, std::string_view text, bool ascii_only) {
    const char quote = choose_quote(text);
    out.reserve(out.size() + text.size() + 2);
    out += quote;
    for (std::size_t at = 0; at < text.size();) {
        interrupt::poll();
        const std::size_t plain = plain_prefix(text.substr(at), quote);
        out.append(text, at, plain);
        at += plain;
        if (at == text.size()) break;
        const char32_t c = decode_next(text, at);
        if (append_short_escape(out, c, quote)) continue;
        if (c >= 0x80 && !ascii_only && is_printable(c)) {
            append(out, c);
        } else {
            append_escape(out, c);
        }
    }
    out += quote;
}

}  // namespace

void append_escape(std::string& out, char32_t c) {
    out += '\\';
    if (c < 0x100) {
        out += 'x';
        append_hex(out, c, 2);
    } else if (c < 0x10000) {
        out += 'u';
        append_hex(out, c, 4);
    } else {
        out += 'U';
        append_hex(out, c, 8);
    }
}

void append_repr_str(std::string& out, std::string_view text) {
    append_quoted(out, text, false);
}

std::string repr_str(std::string_view text) {
    std::string out;
    append_quoted(out, text, false);
    return out;
}

std::string ascii_str(std::string_view text) {
    std::string out;
    append_quoted(out, text, true);
    return out;
}

std::string escape_non_ascii(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : CodePoints(text)) {
        interrupt::poll();
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else {
            append_escape(out, c);
        }
    }
    return out;
}

void append_repr_bytes(std::string& out, std::string_view bytes) {
    const char quote = choose_quote(bytes);
    out.reserve(out.size() + bytes.size() + 3);
    out += 'b';
    out += quote;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        interrupt::poll();
        const std::size_t plain = plain_prefix(bytes.substr(at), quote);
        out.append(bytes, at, plain);
        at += plain;
        if (at == bytes.size()) break;
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (!append_short_escape(out, byte, quote)) append_escape(out, byte);
    }
    out += quote;
}

std::string repr_bytes(std::string_view bytes) {
    std::string out;
    append_repr_bytes(out, bytes);
    return out;
}

}  // namespace krait::text
