#include "runtime/text/codec.h"

#include "runtime/text/case_map.h"
#include "runtime/text/codec_internal.h"
#include "runtime/text/names.h"
#include "runtime/text/number_format.h"
#include "runtime/text/quote.h"
#include "runtime/text/unicode.h"

namespace krait::text {
namespace {

struct Alias {
    std::string_view name;
    Codec codec;
};

constexpr Alias kAliases[] = {
    {"utf_8", Codec::kUtf8},
    {"utf8", Codec::kUtf8},
    {"u8", Codec::kUtf8},
    {"utf", Codec::kUtf8},
    {"cp65001", Codec::kUtf8},
    {"utf8_ucs2", Codec::kUtf8},
    {"utf8_ucs4", Codec::kUtf8},
    {"utf_8_sig", Codec::kUtf8Sig},
    {"ascii", Codec::kAscii},
    {"us_ascii", Codec::kAscii},
    {"us", Codec::kAscii},
    {"646", Codec::kAscii},
    {"ansi_x3.4_1968", Codec::kAscii},
    {"ansi_x3.4_1986", Codec::kAscii},
    {"ansi_x3_4_1968", Codec::kAscii},
    {"cp367", Codec::kAscii},
    {"csascii", Codec::kAscii},
    {"ibm367", Codec::kAscii},
    {"iso646_us", Codec::kAscii},
    {"iso_646.irv_1991", Codec::kAscii},
    {"iso_ir_6", Codec::kAscii},
    {"latin_1", Codec::kLatin1},
    {"latin1", Codec::kLatin1},
    {"latin", Codec::kLatin1},
    {"l1", Codec::kLatin1},
    {"8859", Codec::kLatin1},
    {"iso8859", Codec::kLatin1},
    {"iso8859_1", Codec::kLatin1},
    {"iso_8859_1", Codec::kLatin1},
    {"iso_8859_1_1987", Codec::kLatin1},
    {"iso_ir_100", Codec::kLatin1},
    {"cp819", Codec::kLatin1},
    {"ibm819", Codec::kLatin1},
    {"csisolatin1", Codec::kLatin1},
    {"utf_16", Codec::kUtf16},
    {"utf16", Codec::kUtf16},
    {"u16", Codec::kUtf16},
    {"utf_16_le", Codec::kUtf16Le},
    {"utf_16le", Codec::kUtf16Le},
    {"unicodelittleunmarked", Codec::kUtf16Le},
    {"utf_16_be", Codec::kUtf16Be},
    {"utf_16be", Codec::kUtf16Be},
    {"unicodebigunmarked", Codec::kUtf16Be},
    {"utf_32", Codec::kUtf32},
    {"utf32", Codec::kUtf32},
    {"u32", Codec::kUtf32},
    {"utf_32_le", Codec::kUtf32Le},
    {"utf_32le", Codec::kUtf32Le},
    {"utf_32_be", Codec::kUtf32Be},
    {"utf_32be", Codec::kUtf32Be},
    {"unicode_escape", Codec::kUnicodeEscape},
    {"raw_unicode_escape", Codec::kRawUnicodeEscape},
    {"cp1252", Codec::kCp1252},
    {"1252", Codec::kCp1252},
    {"windows_1252", Codec::kCp1252},
    {"iso8859_15", Codec::kLatin9},
    {"iso_8859_15", Codec::kLatin9},
    {"latin9", Codec::kLatin9},
    {"l9", Codec::kLatin9},
    {"cp437", Codec::kCp437},
    {"437", Codec::kCp437},
    {"ibm437", Codec::kCp437},
    {"cspc8codepage437", Codec::kCp437},
};

struct CodecNames {
    std::string_view info;
    std::string_view error;
};

/// In the order of Codec.
constexpr CodecNames kNames[] = {
    {"utf-8", "utf-8"},
    {"utf-8-sig", "utf-8"},
    {"ascii", "ascii"},
    {"iso8859-1", "latin-1"},
    {"utf-16", "utf-16"},
    {"utf-16-le", "utf-16-le"},
    {"utf-16-be", "utf-16-be"},
    {"utf-32", "utf-32"},
    {"utf-32-le", "utf-32-le"},
    {"utf-32-be", "utf-32-be"},
    {"unicode-escape", "unicodeescape"},
    {"raw-unicode-escape", "rawunicodeescape"},
    {"cp1252", "charmap"},
    {"iso8859-15", "charmap"},
    {"cp437", "charmap"},
};

std::string quoted_codec(std::string_view encoding, std::string_view verb) {
    std::string out = "'";
    out += encoding;
    out += "' codec can't ";
    out += verb;
    return out;
}

void append_position(std::string& out, std::size_t start, std::size_t end,
                     std::string_view reason) {
    out += " in position ";
    append_decimal(out, static_cast<std::uint64_t>(start));
    if (end != start + 1) {
        out += '-';
        append_decimal(out, static_cast<std::int64_t>(end) - 1);
    }
    out += ": ";
    out += reason;
}

/// "character '\\xe9'" or "characters", and where.
void append_characters(std::string& out, std::string_view text, std::size_t start, std::size_t end,
                       std::string_view reason) {
    const std::size_t offset = offset_of_index(text, start);
    if (end == start + 1 && offset < text.size()) {
        const char32_t c = decode(text.data() + offset).code_point;
        out += "character '";
        append_escape(out, c);
        out += '\'';
    } else {
        out += "characters";
    }
    append_position(out, start, end, reason);
}

void append_replacement(std::string& out, ErrorMode mode, char32_t c) {
    if (mode == ErrorMode::kReplace) {
        out += '?';
    } else if (mode == ErrorMode::kXmlCharRefReplace) {
        out += "&#";
        append_decimal(out, std::uint64_t{c});
        out += ';';
    } else if (mode == ErrorMode::kBackslashReplace) {
        append_escape(out, c);
    } else if (mode == ErrorMode::kNameReplace) {
        const std::string name = name_of(c);
        if (name.empty()) {
            append_escape(out, c);
        } else {
            out += "\\N{" + name + "}";
        }
    }
}

}  // namespace

std::string normalize_codec_name(std::string_view name) {
    std::string out;
    bool gap = false;
    for (const char32_t c : CodePoints(name)) {
        if (!is_alnum(c) && c != '.') {
            gap = true;
            continue;
        }
        if (gap && !out.empty()) out += '_';
        gap = false;
        if (c < 0x80) out += static_cast<char>(c);
    }
    return ascii_lower(out);
}

std::optional<Codec> find_codec(std::string_view name) {
    if (name == "utf-8") return Codec::kUtf8;
    const std::string wanted = normalize_codec_name(name);
    for (const Alias& alias : kAliases) {
        if (alias.name == wanted) return alias.codec;
    }
    return std::nullopt;
}

std::string_view codec_info_name(Codec codec) {
    return kNames[static_cast<unsigned>(codec)].info;
}
std::string_view codec_error_name(Codec codec) {
    return kNames[static_cast<unsigned>(codec)].error;
}

std::optional<ErrorMode> find_error_mode(std::string_view name) {
    if (name == "strict") return ErrorMode::kStrict;
    if (name == "ignore") return ErrorMode::kIgnore;
    if (name == "replace") return ErrorMode::kReplace;
    if (name == "backslashreplace") return ErrorMode::kBackslashReplace;
    if (name == "surrogateescape") return ErrorMode::kSurrogateEscape;
    if (name == "surrogatepass") return ErrorMode::kSurrogatePass;
    if (name == "xmlcharrefreplace") return ErrorMode::kXmlCharRefReplace;
    if (name == "namereplace") return ErrorMode::kNameReplace;
    return std::nullopt;
}

std::string decode_error_message(std::string_view encoding, std::string_view object,
                                 std::size_t start, std::size_t end, std::string_view reason) {
    std::string out = quoted_codec(encoding, "decode ");
    if (end == start + 1 && start < object.size()) {
        constexpr char kHexDigits[] = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(object[start]);
        out += "byte 0x";
        out += kHexDigits[byte >> 4];
        out += kHexDigits[byte & 0xF];
    } else {
        out += "bytes";
    }
    append_position(out, start, end, reason);
    return out;
}

std::string encode_error_message(std::string_view encoding, std::string_view object_text,
                                 std::size_t start, std::size_t end, std::string_view reason) {
    std::string out = quoted_codec(encoding, "encode ");
    append_characters(out, object_text, start, end, reason);
    return out;
}

std::string translate_error_message(std::string_view object_text, std::size_t start,
                                    std::size_t end, std::string_view reason) {
    std::string out = "can't translate ";
    append_characters(out, object_text, start, end, reason);
    return out;
}

std::string encode_replacement(ErrorMode mode, std::string_view text, std::size_t start,
                               std::size_t end) {
    std::string out;
    std::size_t at = offset_of_index(text, start);
    for (std::size_t i = start; i < end && at < text.size(); ++i) {
        append_replacement(out, mode, decode_next(text, at));
    }
    return out;
}

}  // namespace krait::text
