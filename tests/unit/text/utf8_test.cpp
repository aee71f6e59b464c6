#include "runtime/text/utf8.h"

#include <gtest/gtest.h>

namespace krait::text {
namespace {

TEST(Utf8, EncodesAndDecodesEveryCodePoint) {
    for (char32_t c = 0; c <= kMaxCodePoint; ++c) {
        char buffer[4];
        const unsigned length = encode(c, buffer);
        ASSERT_EQ(length, encoded_length(c));
        ASSERT_EQ(sequence_length(buffer[0]), length);
        const Decoded decoded = decode(buffer);
        ASSERT_EQ(decoded.code_point, c);
        ASSERT_EQ(decoded.length, length);
        const std::string_view bytes(buffer, length);
        ASSERT_EQ(validate_utf8(bytes).has_value(), is_surrogate(c));
        ASSERT_FALSE(validate_utf8(bytes, 0, Surrogates::kAllow).has_value());
    }
}

TEST(Utf8, SurrogatesStayApart) {
    std::string text = to_string(0xD83D) + to_string(0xDE00);
    EXPECT_EQ(text.size(), 6u);
    EXPECT_EQ(count_code_points(text), 2u);
    EXPECT_TRUE(has_surrogates(text));
    EXPECT_FALSE(has_surrogates("\xED\x9F\xBF\xEE\x80\x80"));
    EXPECT_EQ(to_utf32(text), (std::u32string{0xD83D, 0xDE00}));
    EXPECT_EQ(from_utf32(to_utf32(text)), text);
}

struct BadBytes {
    std::string_view bytes;
    std::size_t start;
    std::size_t end;
    std::string_view reason;
};

TEST(Utf8, SaysWhatIsWrong) {
    const BadBytes cases[] = {
        {"\x80", 0, 1, "invalid start byte"},
        {"ab\xC0\x80", 2, 3, "invalid start byte"},
        {"\xF5", 0, 1, "invalid start byte"},
        {"\xC3", 0, 1, "unexpected end of data"},
        {"\xC3(", 0, 1, "invalid continuation byte"},
        {"a\xE2\x82", 1, 3, "unexpected end of data"},
        {"a\xE2\x82(", 1, 3, "invalid continuation byte"},
        {"\xE0\x80\x80", 0, 1, "invalid continuation byte"},
        {"\xED\xA0\x80", 0, 1, "invalid continuation byte"},
        {"\xF0\x90\x80", 0, 3, "unexpected end of data"},
        {"\xF0\x8F\xBF\xBF", 0, 1, "invalid continuation byte"},
        {"\xF4\x90\x80\x80", 0, 1, "invalid continuation byte"},
    };
    for (const BadBytes& bad : cases) {
        const auto error = validate_utf8(bad.bytes);
        ASSERT_TRUE(error.has_value()) << bad.reason;
        EXPECT_EQ(error->start, bad.start);
        EXPECT_EQ(error->end, bad.end);
        EXPECT_EQ(error->reason, bad.reason);
    }
    EXPECT_FALSE(validate_utf8("\xFFok", 1).has_value());
}

TEST(Utf8, FindsTheEndOfAscii) {
    for (std::size_t size = 0; size < 80; ++size) {
        std::string text(size, 'x');
        EXPECT_TRUE(is_ascii(text));
        for (std::size_t at = 0; at < size; ++at) {
            text[at] = '\x80';
            EXPECT_EQ(ascii_prefix(text), at);
            text[at] = 'x';
        }
    }
}

TEST(Utf8, IndicesAndOffsetsAreInverse) {
    std::string text;
    for (int i = 0; i < 300; ++i) {
        append(text, static_cast<char32_t>("aé€😀"[i % 4] == 'a' ? 'a' : 0x80 << (i % 11)));
    }
    std::size_t index = 0;
    for (std::size_t at = 0; at < text.size(); ++index) {
        EXPECT_EQ(offset_of_index(text, index), at);
        EXPECT_EQ(index_of_offset(text, at), index);
        EXPECT_EQ(offset_of_index(text, 3, at), offset_of_index(text, index + 3));
        decode_next(text, at);
    }
    EXPECT_EQ(count_code_points(text), index);
    EXPECT_EQ(offset_of_index(text, index), text.size());
    EXPECT_EQ(offset_of_index(text, index + 100), text.size());
}

TEST(Utf8, CountsLongTexts) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "\u00e9\u20ac";
    EXPECT_EQ(count_code_points(text), 10000u);
    EXPECT_EQ(count_code_points(std::string(9999, 'a')), 9999u);
}

TEST(Utf8, GoesBackwards) {
    const std::string text = "a\u00e9\u20ac\U0001F600";
    const char* at = text.data() + text.size();
    EXPECT_EQ(decode_previous(at), 0x1F600u);
    EXPECT_EQ(decode_previous(at), 0x20ACu);
    EXPECT_EQ(decode_previous(at), 0xE9u);
    EXPECT_EQ(decode_previous(at), U'a');
    EXPECT_EQ(at, text.data());
}

TEST(Utf8, KnowsTheGreatest) {
    EXPECT_EQ(max_code_point(""), 0u);
    EXPECT_EQ(max_code_point("abz"), U'z');
    EXPECT_EQ(max_code_point("z\u20ac\u00e9"), 0x20ACu);
}

}  // namespace
}  // namespace krait::text
