#include "runtime/text/codec.h"

#include <gtest/gtest.h>

namespace krait::text {
namespace {

using namespace std::string_literals;

std::string decode_ok(std::string_view codec, std::string_view bytes,
                      ErrorMode mode = ErrorMode::kStrict) {
    const DecodeResult result = decode_bytes(*find_codec(codec), bytes, mode);
    EXPECT_TRUE(result.ok());
    return result.text;
}

std::string encode_ok(std::string_view codec, std::string_view text,
                      ErrorMode mode = ErrorMode::kStrict) {
    const EncodeResult result = encode_text(*find_codec(codec), text, mode);
    EXPECT_TRUE(result.ok());
    return result.bytes;
}

std::string decode_message(std::string_view codec, std::string_view bytes) {
    const DecodeResult result = decode_bytes(*find_codec(codec), bytes);
    if (result.ok()) return "no error";
    const CodecError& error = *result.error;
    return decode_error_message(error.encoding, bytes, error.start, error.end, error.reason);
}

std::string encode_message(std::string_view codec, std::string_view text) {
    const EncodeResult result = encode_text(*find_codec(codec), text);
    if (result.ok()) return "no error";
    const CodecError& error = *result.error;
    return encode_error_message(error.encoding, text, error.start, error.end, error.reason);
}

TEST(Codec, FindsAliases) {
    EXPECT_EQ(find_codec("UTF8"), Codec::kUtf8);
    EXPECT_EQ(find_codec("  utf 8"), Codec::kUtf8);
    EXPECT_EQ(find_codec("Latin-1"), Codec::kLatin1);
    EXPECT_EQ(find_codec("ISO_8859-1:1987"), Codec::kLatin1);
    EXPECT_EQ(find_codec("us-ascii"), Codec::kAscii);
    EXPECT_EQ(find_codec("UTF-16LE"), Codec::kUtf16Le);
    EXPECT_EQ(find_codec("windows-1252"), Codec::kCp1252);
    EXPECT_EQ(find_codec("utf8_sig"), std::nullopt);
    EXPECT_EQ(find_codec("nope"), std::nullopt);
    EXPECT_EQ(codec_info_name(Codec::kLatin1), "iso8859-1");
    EXPECT_EQ(codec_error_name(Codec::kLatin1), "latin-1");
    EXPECT_EQ(codec_error_name(Codec::kCp437), "charmap");
    EXPECT_EQ(find_error_mode("surrogatepass"), ErrorMode::kSurrogatePass);
    EXPECT_EQ(find_error_mode("Strict"), std::nullopt);
}

TEST(Codec, RoundTrips) {
    const std::string text = "plain \u00e9\u20ac\U0001F600 end";
    for (const char* codec : {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
                              "utf-32-le", "utf-32-be", "unicode-escape", "raw-unicode-escape"}) {
        EXPECT_EQ(decode_ok(codec, encode_ok(codec, text)), text) << codec;
    }
    for (const char* codec : {"latin-1", "iso8859-15", "cp437"}) {
        std::string bytes;
        for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
        EXPECT_EQ(encode_ok(codec, decode_ok(codec, bytes)), bytes) << codec;
    }
}

TEST(Codec, DecodeErrors) {
    EXPECT_EQ(decode_message("utf-8", "a\xFF"),
              "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte");
    EXPECT_EQ(decode_message("utf-8", "a\xE2\x82"),
              "'utf-8' codec can't decode bytes in position 1-2: unexpected end of data");
    EXPECT_EQ(decode_message("ascii", "\x80"),
              "'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)");
    EXPECT_EQ(decode_message("utf-16", "\0"s),
              "'utf-16-le' codec can't decode byte 0x00 in position 0: truncated data");
    EXPECT_EQ(decode_message("utf-16-le", "\0\xD8"s + "a\0"s),
              "'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate");
    EXPECT_EQ(decode_message("utf-32-le", "\0\0\x11\0"s),
              "'utf-32-le' codec can't decode bytes in position 0-3: "
              "code point not in range(0x110000)");
    EXPECT_EQ(decode_message("cp1252", "\x81"),
              "'charmap' codec can't decode byte 0x81 in position 0: "
              "character maps to <undefined>");
    EXPECT_EQ(decode_message("unicode_escape", "\\x4"),
              "'unicodeescape' codec can't decode bytes in position 0-2: "
              "truncated \\xXX escape");
}

TEST(Codec, EncodeErrors) {
    EXPECT_EQ(encode_message("ascii", "\u00e9"),
              "'ascii' codec can't encode character '\\xe9' in position 0: "
              "ordinal not in range(128)");
    EXPECT_EQ(encode_message("latin-1", "a\u00e9\u20ac\u20ac"),
              "'latin-1' codec can't encode characters in position 2-3: "
              "ordinal not in range(256)");
    EXPECT_EQ(encode_message("utf-8", "\xED\xA0\x80"),
              "'utf-8' codec can't encode character '\\ud800' in position 0: "
              "surrogates not allowed");
    EXPECT_EQ(encode_message("cp437", "\u1234"),
              "'charmap' codec can't encode character '\\u1234' in position 0: "
              "character maps to <undefined>");
}

TEST(Codec, Handlers) {
    EXPECT_EQ(decode_ok("utf-8",
                        "a\xFF"
                        "b",
                        ErrorMode::kIgnore),
              "ab");
    EXPECT_EQ(decode_ok("utf-8", "\xE2\x82(", ErrorMode::kReplace), "\uFFFD(");
    EXPECT_EQ(decode_ok("utf-8", "\xE2\x82(", ErrorMode::kBackslashReplace), "\\xe2\\x82(");
    EXPECT_EQ(decode_ok("ascii", "\xFF", ErrorMode::kSurrogateEscape), "\xED\xB3\xBF");
    EXPECT_EQ(decode_ok("utf-8", "\xED\xA0\x80", ErrorMode::kSurrogatePass), "\xED\xA0\x80");
    EXPECT_EQ(encode_ok("ascii", "\xED\xB3\xBF", ErrorMode::kSurrogateEscape), "\xFF");
    EXPECT_EQ(encode_ok("ascii", "\u00e9\u20ac", ErrorMode::kXmlCharRefReplace), "&#233;&#8364;");
    EXPECT_EQ(encode_ok("ascii", "\u00e9\U0001F600", ErrorMode::kBackslashReplace),
              "\\xe9\\U0001f600");
    EXPECT_EQ(encode_ok("ascii", "\u20ac", ErrorMode::kNameReplace), "\\N{EURO SIGN}");
    EXPECT_EQ(encode_ok("utf-16", "\xED\xA0\x80x", ErrorMode::kReplace), "\xFF\xFE?\0x\0"s);
    const DecodeResult unfit = decode_bytes(Codec::kAscii, "\xFF", ErrorMode::kXmlCharRefReplace);
    ASSERT_FALSE(unfit.ok());
    EXPECT_TRUE(unfit.error->handler_unfit);
}

TEST(Codec, ResumesAfterAnError) {
    const std::string bytes =
        "ab\xFF"
        "cd\xFE";
    const DecodeResult first = decode_bytes(Codec::kUtf8, bytes);
    ASSERT_FALSE(first.ok());
    EXPECT_EQ(first.text, "ab");
    EXPECT_EQ(first.consumed, 2u);
    const DecodeResult second =
        decode_bytes(Codec::kUtf8, bytes, ErrorMode::kStrict, first.error->end);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.text, "cd");
    EXPECT_EQ(second.error->start, 5u);
    const EncodeResult rest = encode_text(Codec::kAscii, "\u00e9xy", ErrorMode::kStrict, 1);
    ASSERT_TRUE(rest.ok());
    EXPECT_EQ(rest.bytes, "xy");
}

TEST(Codec, LeavesTruncatedInputForLater) {
    const DecodeResult utf8 =
        decode_bytes(Codec::kUtf8, "ab\xE2\x82", ErrorMode::kStrict, 0, false);
    ASSERT_TRUE(utf8.ok());
    EXPECT_EQ(utf8.text, "ab");
    EXPECT_EQ(utf8.consumed, 2u);
    const DecodeResult utf16 =
        decode_bytes(Codec::kUtf16, "\xFE\xFF\0a\xD8"s, ErrorMode::kStrict, 0, false);
    ASSERT_TRUE(utf16.ok());
    EXPECT_EQ(utf16.text, "a");
    EXPECT_EQ(utf16.consumed, 4u);
    EXPECT_EQ(utf16.byte_order, 1);
}

TEST(Codec, TakesOffTheMark) {
    EXPECT_EQ(decode_ok("utf-8-sig",
                        "\xEF\xBB\xBF"
                        "a"),
              "a");
    EXPECT_EQ(decode_ok("utf-8-sig", "a"), "a");
    const DecodeResult bad = decode_bytes(Codec::kUtf8Sig, "\xEF\xBB\xBF\xFF");
    ASSERT_FALSE(bad.ok());
    EXPECT_EQ(bad.error->start, 0u);
    EXPECT_EQ(bad.object_offset, 3u);
}

}  // namespace
}  // namespace krait::text
